// The small files of the profile folder: settings, secrets, what was decided about servers; and what an administrator has set over them.
import { app, safeStorage } from 'electron';
import { hungServices, keyStoreQuestions } from '../shell/bus/hung-services';
import type { KeptBus } from '../shell/bus/kept-bus';
import { holdBack } from '../shell/held-back';
import type { Log } from '../shell/log';
import type { Policy } from '../policy/merge-policy';
import { fixedSettings, manageSettings } from '../policy/managed-settings';
import { sessionRules } from '../policy/session-rules';
import { namesSomebody } from '../../shared/settings';
import { accountAtStart } from '../services/account-at-start';
import { sealedFile, type SealedFile, type SealedFileOptions } from '../store/sealed-file';
import { createCipher, openSecrets } from '../store/secrets';
import { settingsByAccount } from '../store/account-settings';
import { openJsonFile } from '../store/json-file';
import { openKeptAnswers } from '../store/kept-answers';
import { openLastListFile } from '../store/last-list-file';
import { openOwnWords } from '../store/own-words';
import { openServerDecisions } from '../store/server-decisions';
import { openSettings, type JsonFile, type FileTrouble, type SettingsTrouble } from '../store/settings';

/** A key store that is only slow is worth some patience: without it nothing is kept. */
const keyStoreDeadlineMs = 5_000;

export type Stores = ReturnType<typeof openStores>;

export function openStores(bus: KeptBus, policy: Policy, log: Log) {
  const folder = app.getPath('userData');
  const cipher = createCipher(safeStorage, process.platform, async () => {
    const hung = process.platform === 'linux' ? await hungServices(bus, keyStoreQuestions, keyStoreDeadlineMs) : [];
    for (const name of hung) log('a service does not answer: no key store is used', { service: name });
    return hung.length > 0;
  });
  const sealedFiles: SealedFile[] = [];
  /** With the fields sealed that name somebody. */
  const opener =
    (isPrivate: SealedFileOptions['isPrivate']) => (options: { readonly name: string; readonly cwd: string }) => {
      const file = sealedFile({ file: openJsonFile(options), cipher, isPrivate, log });
      sealedFiles.push(file);
      return file;
    };
  const open = (name: string): JsonFile => openJsonFile({ name, cwd: folder });
  /** Some come while the files are opened, long before there is a window to show them. */
  const troubles = {
    settings: holdBack<SettingsTrouble>(),
    servers: holdBack<FileTrouble>(),
    answers: holdBack<FileTrouble>(),
    words: holdBack<FileTrouble>(),
  };
  const byAccount = settingsByAccount(
    openSettings({ folder, openFile: opener(namesSomebody), onTrouble: troubles.settings.say }),
  );
  const settings = manageSettings(byAccount, fixedSettings(policy.values));
  // Its names are those of servers.
  const decisions = openServerDecisions({ folder, openFile: opener(() => true), onTrouble: troubles.servers.say });
  const rules = sessionRules(policy.values);
  const secrets = openSecrets({ file: open('secrets'), cipher, log });
  return {
    folder,
    policy,
    rules,
    open,
    cipher,
    troubles,
    settings,
    useAccount: byAccount.useAccount,
    decisions,
    /** Opened when it is known who may be a guest, both. */
    keptAnswers: (isGuest: () => boolean) =>
      openKeptAnswers({ folder, openFile: opener(() => true), onTrouble: troubles.answers.say }, isGuest),
    ownWords: (isGuest: () => boolean) =>
      openOwnWords({ folder, openFile: opener(() => true), onTrouble: troubles.words.say }, isGuest),
    lastList: openLastListFile({ folder, cipher, log }),
    /** The key store has answered, or is not waited for: what is sealed is there, if it will be. */
    get ready(): Promise<void> {
      return Promise.all(sealedFiles.map((file) => file.ready)).then(() => undefined);
    },
    flushed: () => Promise.all(sealedFiles.map((file) => file.flushed())),
    secrets,
    /** Undefined: a person has to sign in. */
    accountAtStart: () => accountAtStart(settings.get(), secrets, rules),
    proxySecrets: openSecrets({ file: open('proxies'), cipher, log }),
  };
}
