// The composition root: builds everything in order, wires it, and takes it down in reverse. Holds no behaviour of its own.
import ElectronStore from 'electron-store';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  safeStorage,
  session,
  shell,
  utilityProcess,
} from 'electron';
import { randomUUID } from 'node:crypto';
import { networkInterfaces, uptime } from 'node:os';
import { join } from 'node:path';
import type { Failure } from '../shared/domain/failure';
import { createMask } from './diagnostics/mask-private';
import { networkPageOf } from './uc/captive-portal';
import { createEngine } from './uc/create-engine';
import { createWorkerDecoder } from './uc/worker-decoder';
import { readSignedIn } from './uc/sign-in';
import { createSso } from './transports/sso-window';
import { createKnownServers } from './services/server-trust';
import { createSingleSignOn } from './services/single-sign-on';
import { bindCalls, type InvokeListeners } from './ipc';
import { contactHandlers } from './ipc/contact-handlers';
import { conversationHandlers } from './ipc/conversation-handlers';
import { diagnosticsHandlers } from './ipc/diagnostics-handlers';
import { historyHandlers, type AskForFile } from './ipc/history-handlers';
import { noticeHandlers } from './ipc/notice-handlers';
import { serverHandlers } from './ipc/server-handlers';
import { sessionHandlers } from './ipc/session-handlers';
import { windowHandlers } from './ipc/window-handlers';
import { createHistoryService, type HistoryNotice } from './services/history-service';
import { historyNoticeOf } from './shell/history-notices';
import { localeIdOf } from './services/locale-id';
import { watchSession } from './services/session-watch';
import { createSignIn } from './services/sign-in';
import { watchActivity } from './shell/activity';
import { registerAppScheme, serveApp } from './shell/app-protocol';
import { appOrigin, isOwnPage } from './shell/app-scheme';
import { createBadge } from './shell/badge';
import { createDemoServer } from './shell/demo-server';
import { createErrorReports, watchUncaught } from './shell/error-reports';
import { createFollower } from './shell/follow-model';
import { appIconPath } from './shell/icons';
import { openableLink } from './shell/links';
import { createLog } from './shell/log';
import { applicationMenu } from './shell/menu';
import { showNativeNotification } from './shell/native-notification';
import { createNotices } from './shell/notices';
import { createNotifications } from './shell/notifications';
import { createTray } from './shell/tray';
import { createWindows } from './shell/windows';
import { words } from './shell/words';
import { historyKey } from './store/history/history-key';
import { createCipher, openSecrets } from './store/secrets';
import { openServerDecisions } from './store/server-decisions';
import { openSettings, type JsonFile, type SettingsNotice } from './store/settings';
import { createElectronTransports } from './transports/electron-transports';
import { createServerSessions } from './transports/server-sessions';

const mask = createMask(randomUUID());
const log = createLog({
  write: (line) => {
    if (!app.isPackaged) console.log(line);
  },
  mask,
});
let showError = (_details: string): void => {};
const errors = createErrorReports({ log, mask, show: (details) => showError(details) });
watchUncaught(process, (error) => errors.report('main', error));
// A terminal that is closed while Parley runs is no error of Parley's.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
const rendererFolder = join(__dirname, '../renderer');

// A profile of its own for tests and for two people side by side. Before the lock, which is one a profile.
const userData = process.env['PARLEY_USER_DATA'];
if (userData) app.setPath('userData', userData);
app.setAppUserModelId('com.example.parley');

if (app.requestSingleInstanceLock()) {
  registerAppScheme();
  void app.whenReady().then(start).catch(fail);
} else {
  app.quit();
}

function fail(error: unknown): void {
  log('Parley could not start', error);
  dialog.showErrorBox('Parley could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}

function start(): void {
  /** What has to be stopped, in the order it was started. */
  const stops: (() => unknown)[] = [];
  let isQuitting = false;

  const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
  if (developmentUrl === undefined) stops.push(serveApp(rendererFolder));
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);

  // Stores
  const folder = app.getPath('userData');
  const openFile = ({ name, cwd }: { readonly name: string; readonly cwd: string }): JsonFile =>
    new ElectronStore<Record<string, unknown>>({ name, cwd, clearInvalidConfig: true });
  const settingsNotices: SettingsNotice[] = [];
  let onNotice = (notice: SettingsNotice): void => void settingsNotices.push(notice);
  const serversNotices: SettingsNotice[] = [];
  let onServersNotice = (notice: SettingsNotice): void => void serversNotices.push(notice);
  const settings = openSettings({ folder, openFile, onNotice: (notice) => onNotice(notice) });
  const cipher = createCipher(safeStorage, process.platform);
  const secrets = openSecrets({
    file: openFile({ name: 'secrets', cwd: folder }),
    cipher,
    log,
  });

  let onHistoryNotice: (notice: HistoryNotice) => void = ({ kind }) => log(`history: ${kind}`);
  const history = createHistoryService({
    folder: join(folder, 'history'),
    workerFile: join(__dirname, 'history-worker.js'),
    key: () => historyKey(openFile({ name: 'history-key', cwd: folder }), cipher),
    keepDays: () => settings.get().keepHistoryDays,
    onExporting: (progress) => windows.broadcast('history:exporting', progress ?? null),
    session: () => watched.owner(),
    onNotice: (notice) => onHistoryNotice(notice),
    log,
  });
  stops.push(() => history.close());

  // Engine
  const sessions = createServerSessions((partition, options) => session.fromPartition(partition, options));
  const servers = createKnownServers(
    openServerDecisions({ folder, openFile, onNotice: (notice) => onServersNotice(notice) }),
  );
  const transports = createElectronTransports(net, sessions, (origin) => servers.trustOf(origin));
  stops.push(() => transports.close());
  const sso = createSso({
    createWindow: (options) => new BrowserWindow(options),
    isInUse: () => BrowserWindow.getFocusedWindow() !== null,
    sessionOf: (origin) => sessions(servers.trustOf(origin)),
    readAnswer: readSignedIn,
  });
  const singleSignOn = createSingleSignOn(sso, servers);
  const decoder = createWorkerDecoder(join(__dirname, 'decode-worker.js'));
  stops.push(() => decoder.stop());
  const engine = createEngine({
    transport: servers.watched(transports),
    singleSignOn: (serverUrl) => servers.watch(serverUrl, () => singleSignOn.signIn(serverUrl)),
    onSignOffPage: (url) => singleSignOn.visitSignOffPage(url),
    journal: history.journal,
    decodeEvents: decoder.decode,
    log,
  });
  stops.push(() => engine.dispose());
  const demo = createDemoServer({
    fork: () => utilityProcess.fork(join(__dirname, 'embedded-server.js'), [], { serviceName: 'Parley demo server' }),
    log,
  });
  stops.push(() => demo.stop());
  const localeId = (): number => {
    const { language } = settings.get();
    return localeIdOf(language === 'system' ? app.getLocale() : language);
  };
  let onAsked = (_failure: Failure): void => {};
  const watched = watchSession(
    engine,
    (wasOnline) => {
      history.signedOut();
      if (wasOnline) servers.forgetGuest();
    },
    (failure) => onAsked(failure),
  );
  stops.push(() => watched.stop());
  /** Who signed in last does not own this computer; also after the end of that session, while windows close. */
  let isGuest = false;
  const signIn = createSignIn({
    engine: watched.engine,
    settings,
    secrets,
    demo,
    localeId,
    onSigningIn: (isPublicComputer) => {
      isGuest = isPublicComputer;
      if (!isPublicComputer) servers.forgetGuest();
    },
    onSignedOut: () => {
      singleSignOn.forget();
      servers.forgetGuest();
    },
  });

  // Shell
  const applyTheme = (): void => {
    nativeTheme.themeSource = settings.get().theme;
  };
  applyTheme();
  const windows = createWindows({
    pageUrl: developmentUrl ?? `${appOrigin}/index.html`,
    preloadPath: join(__dirname, '../preload/index.js'),
    iconPath: appIconPath,
    boundsFile: openFile({ name: 'windows', cwd: folder }),
    mayRemember: () => !isGuest,
    isQuitting: () => isQuitting,
    log,
  });
  const notices = createNotices(
    (notice) => windows.broadcast('notice', notice),
    (code) => windows.broadcast('notice:over', code),
  );
  showError = (details) => notices.add('internal-error', { details });
  const tray = createTray(engine.snapshot().model, (action) => {
    switch (action.kind) {
      case 'open':
        return windows.showMain();
      case 'set-availability':
        return drop('self:set-availability', engine.setAvailability(action.availability));
      case 'sign-out':
        return drop('sign-out', signIn.signOut());
      case 'quit':
        return app.quit();
    }
  });
  stops.push(() => tray.stop());
  const notifications = createNotifications({
    show: Notification.isSupported() ? showNativeNotification : () => ({ close() {} }),
    model: () => engine.snapshot().model,
    showMessage: () => settings.get().showMessageInNotifications,
    isSilent: () => !settings.get().playSounds,
    isFocused: (conversationId) => windows.isConversationFocused(conversationId),
    log,
    onAction(action, { conversationId }) {
      if (conversationId === undefined) return windows.showMain();
      if (action === 'decline') return drop('decline', engine.declineInvitation(conversationId));
      windows.openConversation(conversationId);
      if (action === 'accept') drop('accept', engine.acceptInvitation(conversationId));
    },
  });
  stops.push(() => notifications.clearAll());
  onAsked = ({ code }) => {
    if (code === 'wrong-password') signIn.passwordRefused();
    // The main window may be hidden in the tray.
    notifications.tell('sign-in-again', words.signInAgain, words.signInAgainBody);
    windows.flash(undefined);
  };
  onNotice = (notice) => {
    const { kind } = notice;
    log(`settings: ${kind}`, notice.kind === 'not-saved' ? notice.error : undefined);
    notices.add(`settings-${kind}`, notice.kind === 'set-aside' ? { subject: notice.path } : {});
    if (notice.kind === 'set-aside')
      notifications.tell(kind, words.settingsSetAside, words.settingsSetAsideBody(notice.path));
    else notifications.tell(kind, words.settingsNotSaved, words.settingsNotSavedBody);
  };
  for (const notice of settingsNotices) onNotice(notice);
  onServersNotice = (notice) => {
    log(`servers: ${notice.kind}`, notice.kind === 'not-saved' ? notice.error : undefined);
    notices.add(`servers-${notice.kind}`, notice.kind === 'set-aside' ? { subject: notice.path } : {});
  };
  for (const notice of serversNotices) onServersNotice(notice);
  onHistoryNotice = (notice) => {
    log(`history: ${notice.kind} ${'reason' in notice ? notice.reason : ''}`);
    if (notice.kind === 'written-again') {
      notices.over('history-not-written');
      notices.over('history-not-opened');
      return;
    }
    const { code, title, body } = historyNoticeOf(notice);
    notices.add(code, notice.kind === 'set-aside' ? { subject: notice.path } : { details: notice.reason });
    notifications.tell(code, title, body);
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      applicationMenu(process.platform, !app.isPackaged, {
        newConversation: () =>
          engine.snapshot().model.connection.kind === 'online' ? windows.openInvitation([]) : windows.showMain(),
        history: () => windows.openHistory(),
        testConnection: () => windows.openDiagnostics(),
        open: () => windows.showMain(),
        quit: () => app.quit(),
      }),
    ),
  );

  // Wires
  const follower = createFollower({ windows, tray, notifications, setBadge: createBadge(() => windows.main()) });
  const activity = watchActivity(engine, {
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    isOnline: () => net.isOnline(),
    addresses: localAddresses,
    async proxy() {
      const serverUrl = watched.serverUrl();
      if (serverUrl === undefined) return '';
      return sessions(servers.trustOf(new URL(serverUrl).origin)).session.resolveProxy(serverUrl);
    },
    uptimeSeconds: uptime,
    onResume(listener) {
      powerMonitor.on('resume', listener);
      return () => powerMonitor.off('resume', listener);
    },
    onUnlock(listener) {
      powerMonitor.on('unlock-screen', listener);
      return () => powerMonitor.off('unlock-screen', listener);
    },
    renewConnections: () => transports.renew(),
  });
  stops.push(
    engine.onChanges((batch) => follower.onChanges(batch, engine.snapshot().model)),
    engine.onSignal((signal) => follower.onSignal(signal)),
    settings.onChanged((changed) => {
      applyTheme();
      drop('forgetting old messages', history.forgetOld());
      windows.broadcast('settings:changed', changed);
    }),
    () => activity.stop(),
    bindCalls({
      ipc: ipcMain as unknown as InvokeListeners,
      handlers: {
        ...sessionHandlers(engine, signIn, {
          retryNow: () => activity.retryNow(),
          openNetworkPage: async () => {
            const serverUrl = watched.serverUrl();
            if (serverUrl !== undefined) await shell.openExternal(networkPageOf(serverUrl));
          },
        }),
        ...contactHandlers(engine),
        ...conversationHandlers(engine, history.journal),
        ...serverHandlers(servers),
        ...historyHandlers(history, engine, askForFile),
        ...diagnosticsHandlers({
          transport: transports,
          askForFile,
          reportError: (where, error) => errors.report(where, error),
          source: () => ({
            about: {
              Parley: app.getVersion(),
              Electron: process.versions.electron ?? '',
              Chromium: process.versions.chrome ?? '',
              system: `${process.platform} ${process.getSystemVersion()} ${process.arch}`,
            },
            settings: { ...settings.get(), server: '***', user: '***' },
            log: log.recent().join('\n'),
            mask,
          }),
        }),
        ...noticeHandlers(notices, (text) => clipboard.writeText(text)),
        ...windowHandlers(
          {
            openConversation: (id) => windows.openConversation(id),
            openInvitation: (to) => windows.openInvitation(to),
            openHistory: () => windows.openHistory(),
            openDiagnostics: () => windows.openDiagnostics(),
            close: (id) => windows.close(id),
            async openLink(text) {
              const url = openableLink(text);
              if (url !== undefined) await shell.openExternal(url);
              return url !== undefined;
            },
          },
          settings,
        ),
      },
      isOwnPage: (url) => isOwnPage(url, developmentUrl),
      log,
    }),
  );

  // Life
  app.on('child-process-gone', (_event, { type, reason }) => log(`a process (${type}) is gone: ${reason}`));
  app.on('second-instance', () => windows.showMain());
  app.on('activate', () => windows.showMain());
  // Parley lives in the tray: it ends when it is told to, not with its last window.
  app.on('window-all-closed', () => {});
  app.on('before-quit', () => {
    isQuitting = true;
  });
  let isStopped = false;
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    isStopped = true;
    // The server is told, but nobody waits for one that does not answer.
    void within(signOutTimeoutMs, engine.signOut()).finally(() => {
      const stopped = stops.reverse().map(async (stop) => {
        try {
          await stop();
        } catch (error) {
          log('a part could not be stopped', error);
        }
      });
      // The history writes what it still has. Electron is deaf to `quit` until this event is over, so a turn has to pass as well.
      void within(stopTimeoutMs, Promise.all(stopped)).finally(() => setImmediate(() => app.quit()));
    });
  });

  windows.showMain();
  drop('sign-in at start', signIn.signInAtStart());

  function drop(what: string, promise: Promise<void>): void {
    promise.catch((error: unknown) => log(`${what} failed`, error));
  }
}

const signOutTimeoutMs = 2_000;
const stopTimeoutMs = 2_000;

function localAddresses(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all
    .flatMap(({ internal, address }) => (internal ? [] : [address]))
    .sort()
    .join(' ');
}

const askForFile: AskForFile = async (senderId, suggestedName) => {
  const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.id === senderId);
  const options = { defaultPath: join(app.getPath('documents'), suggestedName) };
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return canceled ? undefined : filePath;
};

function within(ms: number, promise: Promise<unknown>): Promise<unknown> {
  return Promise.race([promise.catch(() => {}), new Promise<void>((resolve) => setTimeout(resolve, ms))]);
}
