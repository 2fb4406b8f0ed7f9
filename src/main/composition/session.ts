// What makes a session: transports, the engine, its history, signing in and out, the demo.
import { app, BrowserWindow, net, session as electronSession } from 'electron';
import { join } from 'node:path';
import type { Failure } from '../../shared/domain/failure';
import type { HistoryExportProgress } from '../../shared/domain/history';
import type { LastList } from '../../shared/domain/last-list';
import type { LogImportEnd, LogProgress } from '../../shared/domain/log-import';
import type { ToldReturn } from '../../shared/domain/undelivered';
import { createRecordings } from '../recording/recordings';
import { recordingThreads } from '../recording/recording-thread';
import type { RecordingState } from '../../shared/domain/recording';
import { createLastList } from '../services/last-list';
import { createImportRecord } from '../services/import-record';
import { createHistoryService, type HistoryTrouble } from '../services/history-service';
import { localeIdOf } from '../services/locale-id';
import { notedEngine } from '../services/noted-engine';
import { createProxyAccounts } from '../services/proxy-accounts';
import { createKnownServers } from '../services/server-trust';
import { watchSession } from '../services/session-watch';
import { createSignIn, type AttemptedAccount } from '../services/sign-in';
import { createStartSignIns } from '../services/start-sign-in';
import { createSubscriberAnswers } from '../services/subscriber-answers';
import { createTimedPresence } from '../services/timed-presence';
import { createSingleSignOn } from '../services/single-sign-on';
import { createDemoServer } from '../shell/demo-server';
import { startDemoThread } from '../shell/demo-thread';
import { holdBack } from '../shell/held-back';
import type { Life } from '../shell/life';
import type { Log } from '../shell/log';
import { accountHash } from '../store/account-settings';
import { historyKey } from '../store/history/history-key';
import { createElectronTransports } from '../transports/electron-transports';
import { proxySettings, type ProxySettings } from '../transports/proxy-config';
import { createServerSessions, resolveProxy } from '../transports/server-sessions';
import { createSso } from '../transports/sso-window';
import { createEngine } from '../uc/create-engine';
import { earlierTalks } from '../uc/earlier-talks';
import { pickNextDelay } from '../uc/session/back-off';
import { readSignedIn } from '../uc/session/sign-in';
import { createWorkerDecoder } from '../uc/decoding/worker-decoder';
import type { Stores } from './stores';

export type Session = ReturnType<typeof createSession>;

/** `lastListRead`: that of the last run. `programFolder`: where the built files of the workers lie. */
export function createSession(
  stores: Stores,
  lastListRead: Promise<LastList | undefined>,
  programFolder: string,
  life: Life,
  log: Log,
) {
  const { rules, settings, secrets } = stores;
  const says = {
    history: holdBack<HistoryTrouble>(),
    exporting: holdBack<HistoryExportProgress | undefined>(),
    importing: holdBack<LogProgress | undefined>(),
    /** Messages of other programs' logs, of which somebody has to say whose they are; undefined: none. */
    importWaits: holdBack<number | undefined>(),
    /** Undefined: whose history it was is gone. */
    imported: holdBack<LogImportEnd | undefined>(),
    drafts: holdBack<readonly string[]>(),
    returned: holdBack<ToldReturn>(),
    recording: holdBack<RecordingState>(),
    /** Whether by somebody who does not own this computer. */
    signingIn: holdBack<boolean>(),
    startSignIn: holdBack<null>(),
    /** Whether the user that it is of is signed in all the same. */
    lastListOver: holdBack<boolean>(),
    /** The session goes on only when a person answers this. */
    asked: holdBack<Failure>(),
    /** Somebody was answered, and is not on the level that they were given; undefined: that was another user's. */
    withoutLevel: holdBack<string | undefined>(),
  };

  const history = createHistoryService({
    folder: join(stores.folder, 'history'),
    workerFile: join(programFolder, 'history-worker.js'),
    key: () => historyKey(stores.open('history-key'), stores.cipher),
    isOff: !rules.keepsHistory,
    keepDays: () => settings.get().keepHistoryDays,
    onExporting: says.exporting.say,
    onImporting: says.importing.say,
    onImportWaits: says.importWaits.say,
    onImported: says.imported.say,
    importRecord: createImportRecord(stores.open('import'), log),
    onDrafts: says.drafts.say,
    onReturned: says.returned.say,
    // It stays open between two attempts: whose it is is known.
    session: () => (watched.owner() === 'none' && lastList.isAwaited() ? 'own' : watched.owner()),
    onTrouble: says.history.say,
    log,
  });
  life.onEnd(() => history.close());

  const serverSessions = createServerSessions(
    (partition, options) => electronSession.fromPartition(partition, options),
    proxyWay,
  );
  const servers = createKnownServers(stores.decisions, rules, () => watched.owner() === 'public');
  const proxies = createProxyAccounts(stores.proxySecrets);
  const transports = createElectronTransports(net, serverSessions, (origin) => servers.trustOf(origin), proxies);
  life.onEnd(() => transports.close());
  const sso = createSso({
    createWindow: (options) => new BrowserWindow(options),
    isInUse: () => BrowserWindow.getFocusedWindow() !== null,
    sessionOf: (origin) => serverSessions(servers.trustOf(origin)),
    readAnswer: readSignedIn,
    proxySignIn: proxies,
  });
  const singleSignOn = createSingleSignOn(sso);

  const decoder = createWorkerDecoder(join(programFolder, 'decode-worker.js'));
  life.onEnd(() => decoder.stop());
  let isGuest = false;
  const kept = stores.keptAnswers(() => watched.owner() === 'public');
  const ownWords = stores.ownWords(() => isGuest);
  const recordings = createRecordings({
    openThread: recordingThreads(join(programFolder, 'recording-worker.js')),
    client: app.getVersion(),
    isAllowed: rules.mayRecord,
    isGuest: () => isGuest || rules.isPublicComputer === true,
    onChanged: says.recording.say,
    log,
  });
  life.onEnd(() => recordings.close());
  const engine = notedEngine(
    createEngine({
      transport: recordings.transport(servers.watched(transports)),
      singleSignOn: (serverUrl, cookies) => servers.watch(serverUrl, () => singleSignOn.signIn(serverUrl, cookies)),
      onSignOffPage: (url) => singleSignOn.visitSignOffPage(url),
      journal: history.journal,
      decodeEvents: decoder.decode,
      answeredBefore: (self) => kept.of(self).map(({ uri }) => uri),
      groupsBefore: (self) => lastList.groupsOf(self),
      ringMs: () => settings.get().ringSeconds * 1_000,
      log,
    }),
    (command) => recordings.noteCommand(command),
  );
  life.onEnd(() => engine.dispose());
  const watched = watchSession(
    engine,
    (wasOnline) => {
      if (!lastList.isAwaited()) history.signedOut();
      kept.forgetGuest();
      ownWords.forgetGuest();
      says.withoutLevel.say(undefined);
      says.imported.say(undefined);
      if (!wasOnline) return;
      recordings.sessionEnded();
      servers.forgetGuest();
      forgetProxies();
    },
    says.asked.say,
  );
  life.onEnd(() => watched.stop());

  let attempted: AttemptedAccount | undefined;
  life.onEnd(
    engine.onChanges(() => {
      const { connection, self } = engine.snapshot().model;
      if (!attempted || connection.kind !== 'online' || !self) return;
      const { server, isLast } = attempted;
      attempted = undefined;
      stores.useAccount(accountHash(server, self.uri), isLast && !isGuest);
    }),
  );

  const timed = createTimedPresence({ engine, settings, log });
  life.onEnd(() => timed.stop());
  const answers = createSubscriberAnswers({ engine, kept, log, onWithoutLevel: says.withoutLevel.say });
  life.onEnd(() => answers.stop());

  const demo = createDemoServer({
    startThread: () => startDemoThread(join(programFolder, 'embedded-server.js')),
    log,
  });
  life.onEnd(() => demo.stop());
  const signIn = createSignIn({
    engine: watched.engine,
    settings,
    secrets,
    demo,
    rules,
    ready: stores.ready,
    localeId() {
      const { language } = settings.get();
      return localeIdOf(language === 'system' ? app.getLocale() : language);
    },
    onSigningIn: (isPublicComputer, account) => {
      startSignIn.signingIn();
      isGuest = isPublicComputer;
      recordings.signingIn(isPublicComputer);
      attempted = account;
      says.signingIn.say(isPublicComputer);
      if (isPublicComputer) return;
      servers.forgetGuest();
      proxies.forgetGuest();
      forgetSignIns();
    },
    onSignedOut: () => {
      startSignIn.giveUp();
      recordings.signedOut();
      lastList.signedOut();
      singleSignOn.forget();
      servers.forgetGuest();
      forgetProxies();
    },
  });

  const startSignIn = createStartSignIns({
    signIn,
    onChanged() {
      says.startSignIn.say(null);
      lastList.startChanged(startSignIn.state());
    },
    log,
    delayMs: (tries: number) => pickNextDelay(tries, Math.random()),
  });
  life.onEnd(() => startSignIn.giveUp());

  const lastList = createLastList({
    file: stores.lastList,
    reading: lastListRead,
    engine,
    account: () => signIn.account(),
    byItself: () => stores.accountAtStart(),
    isGuest: () => isGuest,
    ready: stores.ready,
    talksOf: async (self) => earlierTalks(await history.journal.load(self), Date.now()),
    onOver(isIn) {
      // It was opened for somebody who has not come.
      if (watched.owner() === 'none') history.signedOut();
      says.lastListOver.say(isIn);
    },
  });
  life.onEnd(settings.onChanged(() => lastList.settingsChanged()));
  life.onEnd(() => lastList.stop());

  /** Where nobody has set one, what Electron was started with holds. */
  function proxyWay(): ProxySettings | undefined {
    const { proxy } = settings.get();
    return proxy.mode === 'system' && !settings.fixed.proxy ? undefined : proxySettings(proxy);
  }

  function forgetProxies(): void {
    proxies.forget();
    forgetSignIns();
  }

  /** Chromium remembers as well what a proxy was told. */
  function forgetSignIns(): void {
    transports.forgetSignIns().catch((error: unknown) => log('sign-ins could not be forgotten', { error }));
  }

  return {
    engine,
    timed,
    answers,
    ownWords,
    recordings,
    history,
    says,
    proxies,
    servers,
    signIn,
    startSignIn,
    lastList,
    transports,
    /** Of the session that is open, or of the attempt. */
    serverUrl: () => watched.serverUrl(),
    /** Of the last attempt, also when it has failed. */
    triedUrl: () => watched.triedUrl(),
    /** Whoever is signed in, or about to be, does not own this computer. */
    isGuestSession: () => watched.owner() === 'public',
    /** Who signed in last does not own this computer; also after the end of that session, while windows close. */
    isGuest: () => isGuest,
    /** Another proxy was set. */
    goAsSet: () => serverSessions.goAsSet(),
    proxyWay,
    /** How this server is reached, as one text to compare. */
    proxyOf: (serverUrl: string) => resolveProxy(serverSessions(servers.trustOf(new URL(serverUrl).origin)), serverUrl),
  };
}
