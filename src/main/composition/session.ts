// What makes a session: transports, the engine, its history, signing in and out, the demo.
import { app, BrowserWindow, net, session as electronSession, utilityProcess } from 'electron';
import { join } from 'node:path';
import type { Failure } from '../../shared/domain/failure';
import type { HistoryExportProgress } from '../../shared/domain/history';
import type { ReturnedDraft } from '../../shared/domain/undelivered';
import { createHistoryService, type HistoryTrouble } from '../services/history-service';
import { proxySettings } from '../policy/proxy-config';
import { localeIdOf } from '../services/locale-id';
import { createProxyAccounts } from '../services/proxy-accounts';
import { createKnownServers } from '../services/server-trust';
import { watchSession } from '../services/session-watch';
import { createSignIn } from '../services/sign-in';
import { createTimedPresence } from '../services/timed-presence';
import { createSingleSignOn } from '../services/single-sign-on';
import { createDemoServer } from '../shell/demo-server';
import { holdBack } from '../shell/held-back';
import type { Life } from '../shell/life';
import type { Log } from '../shell/log';
import { historyKey } from '../store/history/history-key';
import { createElectronTransports } from '../transports/electron-transports';
import { createServerSessions, resolveProxy } from '../transports/server-sessions';
import { createSso } from '../transports/sso-window';
import { createEngine } from '../uc/create-engine';
import { readSignedIn } from '../uc/session/sign-in';
import { createWorkerDecoder } from '../uc/decoding/worker-decoder';
import type { Stores } from './stores';

export type Session = ReturnType<typeof createSession>;

/** `programFolder`: where the built files of the workers lie. */
export function createSession(stores: Stores, programFolder: string, life: Life, log: Log) {
  const { policy, rules, settings, secrets } = stores;
  const says = {
    history: holdBack<HistoryTrouble>(),
    exporting: holdBack<HistoryExportProgress | undefined>(),
    drafts: holdBack<readonly string[]>(),
    returned: holdBack<ReturnedDraft>(),
    /** Whether by somebody who does not own this computer. */
    signingIn: holdBack<boolean>(),
    /** The session goes on only when a person answers this. */
    asked: holdBack<Failure>(),
  };

  const history = createHistoryService({
    folder: join(stores.folder, 'history'),
    workerFile: join(programFolder, 'history-worker.js'),
    key: () => historyKey(stores.open('history-key'), stores.cipher),
    isOff: !rules.keepsHistory,
    keepDays: () => settings.get().keepHistoryDays,
    onExporting: says.exporting.say,
    onDrafts: says.drafts.say,
    onReturned: says.returned.say,
    session: () => watched.owner(),
    onTrouble: says.history.say,
    log,
  });
  life.onEnd(() => history.close());

  const serverSessions = createServerSessions(
    (partition, options) => electronSession.fromPartition(partition, options),
    proxySettings(policy.values),
  );
  const servers = createKnownServers(stores.decisions, rules);
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
  const engine = createEngine({
    transport: servers.watched(transports),
    singleSignOn: (serverUrl, cookies) => servers.watch(serverUrl, () => singleSignOn.signIn(serverUrl, cookies)),
    onSignOffPage: (url) => singleSignOn.visitSignOffPage(url),
    journal: history.journal,
    decodeEvents: decoder.decode,
    ringMs: () => settings.get().ringSeconds * 1_000,
    log,
  });
  life.onEnd(() => engine.dispose());
  const watched = watchSession(
    engine,
    (wasOnline) => {
      history.signedOut();
      if (!wasOnline) return;
      servers.forgetGuest();
      forgetProxies();
    },
    says.asked.say,
  );
  life.onEnd(() => watched.stop());

  const timed = createTimedPresence({ engine, settings, log });
  life.onEnd(() => timed.stop());

  const demo = createDemoServer({
    fork: () =>
      utilityProcess.fork(join(programFolder, 'embedded-server.js'), [], { serviceName: 'Parley demo server' }),
    log,
  });
  life.onEnd(() => demo.stop());
  let isGuest = false;
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
    onSigningIn: (isPublicComputer) => {
      isGuest = isPublicComputer;
      says.signingIn.say(isPublicComputer);
      if (isPublicComputer) return;
      servers.forgetGuest();
      proxies.forgetGuest();
      forgetSignIns();
    },
    onSignedOut: () => {
      singleSignOn.forget();
      servers.forgetGuest();
      forgetProxies();
    },
  });

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
    history,
    says,
    proxies,
    servers,
    signIn,
    transports,
    /** Of the session that is open, or of the attempt. */
    serverUrl: () => watched.serverUrl(),
    /** Whoever is signed in, or about to be, does not own this computer. */
    isGuestSession: () => watched.owner() === 'public',
    /** Who signed in last does not own this computer; also after the end of that session, while windows close. */
    isGuest: () => isGuest,
    /** How this server is reached, as one text to compare. */
    proxyOf: (serverUrl: string) => resolveProxy(serverSessions(servers.trustOf(new URL(serverUrl).origin)), serverUrl),
  };
}
