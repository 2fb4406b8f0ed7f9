// What the pages can ask for: every method of the contract, bound to the parts that answer it.
import { app, BrowserWindow, clipboard, dialog, ipcMain, shell } from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../shared/settings';
import type { KnownName } from '../diagnostics/hide-known';
import { bindMethods, type InvokeListeners } from '../ipc';
import { aboutHandlers } from '../ipc/about-handlers';
import { contactHandlers } from '../ipc/contact-handlers';
import { conversationHandlers } from '../ipc/conversation-handlers';
import { diagnosticsHandlers } from '../ipc/diagnostics-handlers';
import { historyHandlers, type AskForFile } from '../ipc/history-handlers';
import { leavingHandlers } from '../ipc/leaving-handlers';
import { noticeHandlers } from '../ipc/notice-handlers';
import { proxyHandlers } from '../ipc/proxy-handlers';
import { serverHandlers } from '../ipc/server-handlers';
import { sessionHandlers } from '../ipc/session-handlers';
import { spellingHandlers } from '../ipc/spelling-handlers';
import { updateHandlers } from '../ipc/update-handlers';
import { windowHandlers } from '../ipc/window-handlers';
import { managedOf } from '../policy/managed';
import { writeContactFile } from '../services/contact-export';
import type { ActivityWatch } from '../shell/activity';
import type { FieldMenus } from '../shell/field-menu';
import type { ErrorReports } from '../shell/error-reports';
import type { Life } from '../shell/life';
import { callableNumber, openableLink } from '../../shared/links';
import type { Log } from '../shell/log';
import type { Spelling } from '../spelling/spelling';
import { networkPageOf } from '../uc/http/captive-portal';
import { aboutParley } from './about';
import type { Desktop } from './desktop';
import type { Session } from './session';
import type { Stores } from './stores';
import type { KeptUpToDate } from './updates';

export interface MethodParts {
  readonly stores: Stores;
  readonly session: Session;
  readonly desktop: Desktop;
  readonly activity: ActivityWatch;
  readonly updates: KeptUpToDate;
  readonly errors: ErrorReports;
  readonly spelling: Spelling;
  readonly fieldMenus: FieldMenus;
  readonly mask: (line: string) => string;
  readonly isOwnPage: (url: string) => boolean;
  /** Where the built main process lies. */
  readonly programFolder: string;
}

export function answerMethods(parts: MethodParts, life: Life, log: Log): void {
  const { stores, session, desktop, activity, updates, errors, spelling, fieldMenus, mask, isOwnPage, programFolder } =
    parts;
  const { engine, history, servers, serverUrl, signIn, transports } = session;
  const { windows } = desktop;
  const about = aboutParley();
  const handlers = {
    ...sessionHandlers(engine, signIn, {
      canRemember: () => stores.secrets.isAvailable(),
      retryNow: () => activity.retryNow(),
      signOut: () => desktop.signOut(),
      async openNetworkPage() {
        const url = serverUrl();
        if (url !== undefined) await shell.openExternal(networkPageOf(url));
      },
    }),
    ...contactHandlers(engine, session.timed, { ask: askForFile, write: writeContactFile }),
    ...conversationHandlers(engine, history),
    ...serverHandlers(servers),
    ...proxyHandlers(session.proxies, () => session.isGuestSession()),
    ...historyHandlers(history, engine, askForFile),
    ...diagnosticsHandlers({
      network: { transport: transports, proxyFor: session.proxyOf, proxySignIn: session.proxies },
      askForFile,
      reportError: (window, fault) => errors.report({ window }, fault),
      source: () => ({
        about: { ...about.versions, system: about.system, updates: updates.outcome() },
        settings: stores.settings.get(),
        policy: stores.policy,
        log: log.recent().join('\n'),
        mask,
        known: knownNames(stores.settings.get(), serverUrl(), engine.snapshot().model.self?.uri),
      }),
    }),
    ...aboutHandlers(about, join(programFolder, '../notices.json')),
    ...leavingHandlers(desktop.leaving),
    ...noticeHandlers(desktop.notices, (text) => clipboard.writeText(text)),
    ...spellingHandlers(spelling, fieldMenus, () => windows.broadcast('spelling:changed', null)),
    ...updateHandlers(() => updates.restart()),
    ...windowHandlers(
      { ...windows, openLink, dial },
      stores.settings,
      managedOf(stores.policy, app.isPackaged),
      stores.ready,
    ),
  };
  life.onEnd(bindMethods({ ipc: ipcMain as unknown as InvokeListeners, handlers, isOwnPage, log }));
}

/** What says whose computer this is, and where they sign in. */
function knownNames({ server, user }: Settings, serverUrl: string | undefined, self: string | undefined): KnownName[] {
  const hosts = [server, serverUrl === undefined ? '' : new URL(serverUrl).host];
  const accounts = [user, self ?? '', user.split('\\').at(-1) ?? ''];
  return [
    ...[homedir(), app.getPath('userData')].map((name) => ({ name, alias: 'home' })),
    ...hosts.map((name) => ({ name, alias: 'server-1' })),
    ...accounts.map((name) => ({ name, alias: 'person-1' })),
  ];
}

async function dial(text: string): Promise<boolean> {
  const number = callableNumber(text);
  if (number !== undefined) await shell.openExternal(number);
  return number !== undefined;
}

async function openLink(text: string): Promise<boolean> {
  const url = openableLink(text);
  if (url !== undefined) await shell.openExternal(url);
  return url !== undefined;
}

const askForFile: AskForFile = async (senderId, suggestedName) => {
  const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.id === senderId);
  const options = { defaultPath: join(app.getPath('documents'), suggestedName) };
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return canceled ? undefined : filePath;
};
