// What the pages can ask for: every method of the contract that is not answered before (`first-answers.ts`), bound to what answers it.
import { app, BrowserWindow, clipboard, dialog, shell, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { FailureError } from '../../shared/domain/failure';
import { laterMethods } from '../../shared/ipc/contract';
import type { Settings } from '../../shared/settings';
import type { KnownName } from '../diagnostics/hide-known';
import { bindMethods, type InvokeListeners } from '../ipc';
import { aboutHandlers } from '../ipc/about-handlers';
import { contactHandlers } from '../ipc/contact-handlers';
import { conversationHandlers } from '../ipc/conversation-handlers';
import { diagnosticsHandlers } from '../ipc/diagnostics-handlers';
import { historyHandlers, type AskForFile, type AskForFolder } from '../ipc/history-handlers';
import { leavingHandlers } from '../ipc/leaving-handlers';
import { noticeHandlers } from '../ipc/notice-handlers';
import { recordingHandlers } from '../ipc/recording-handlers';
import { proxyHandlers } from '../ipc/proxy-handlers';
import { serverHandlers } from '../ipc/server-handlers';
import { sessionHandlers } from '../ipc/session-handlers';
import { spellingHandlers } from '../ipc/spelling-handlers';
import { updateHandlers } from '../ipc/update-handlers';
import { windowHandlers } from '../ipc/window-handlers';
import { createRecordingReader } from '../recording/reader';
import { openReading } from '../recording/reading-thread';
import { writeContactFile } from '../services/contact-export';
import { createSettingsDrafts } from '../services/settings-drafts';
import type { WindowSettings } from '../services/window-settings';
import type { ActivityWatch } from '../shell/activity';
import type { FieldMenus } from '../shell/field-menu';
import type { ErrorReports } from '../shell/error-reports';
import type { Life } from '../shell/life';
import { whenPageEnds } from '../shell/page-end';
import { callableNumber, openableLink } from '../../shared/links';
import type { Log } from '../shell/log';
import type { LogFile } from '../shell/log-file';
import type { Spelling } from '../spelling/spelling';
import { networkPageOf } from '../uc/http/captive-portal';
import { aboutParley } from './about';
import { followAccountChanges } from './account-changes';
import { logFolderIn } from './log-file';
import type { Desktop } from './desktop';
import type { Session } from './session';
import type { Stores } from './stores';
import type { KeptUpToDate } from './updates';

export interface MethodParts {
  readonly stores: Stores;
  readonly windowSettings: WindowSettings;
  readonly session: Session;
  readonly desktop: Desktop;
  readonly activity: ActivityWatch;
  readonly updates: KeptUpToDate;
  readonly errors: ErrorReports;
  readonly spelling: Spelling;
  readonly fieldMenus: FieldMenus;
  readonly mask: (line: string) => string;
  /** What pages ask, also what they have asked already. */
  readonly calls: InvokeListeners;
  readonly isOwnPage: (url: string) => boolean;
  /** Undefined: none is kept. */
  readonly logFile: Pick<LogFile, 'saved'> | undefined;
  /** Where the built main process lies. */
  readonly programFolder: string;
}

export function answerMethods(parts: MethodParts, life: Life, log: Log): void {
  const {
    stores,
    windowSettings,
    session,
    desktop,
    activity,
    updates,
    errors,
    spelling,
    fieldMenus,
    mask,
    calls,
    isOwnPage,
    logFile,
    programFolder,
  } = parts;
  const { engine, history, servers, serverUrl, signIn, transports } = session;
  const { windows } = desktop;
  const about = aboutParley();
  const changes = followAccountChanges(stores, session, desktop, life);
  const reader = createRecordingReader((file) => openReading(join(programFolder, 'recording-worker.js'), file));
  life.onEnd(() => reader.close());
  // Its owner looked at it.
  life.onEnd(engine.onChanges(() => session.isGuest() && reader.close()));
  const handlers = {
    ...sessionHandlers(engine, signIn, {
      canRemember: () => stores.secrets.isAvailable(),
      retryNow: () => activity.retryNow(),
      serverUrl,
      signOut: () => desktop.signOut(),
      isGuest: () => session.isGuestSession(),
      changes,
      startSignIn: session.startSignIn,
      async openNetworkPage() {
        const url = session.triedUrl();
        if (url !== undefined) await shell.openExternal(networkPageOf(url));
      },
    }),
    ...contactHandlers(engine, session.timed, session.answers, session.lastList, history, {
      ask: askForFile,
      write: writeContactFile,
      show: (file) => shell.showItemInFolder(file),
    }),
    ...conversationHandlers(engine, history, session.lastList),
    ...serverHandlers(servers),
    ...proxyHandlers(session.proxies, () => session.isGuestSession()),
    ...historyHandlers(history, engine, askForFile, askForLogs, () => {
      desktop.notices.over('logs-imported');
      desktop.notices.over('logs-stopped');
    }),
    ...diagnosticsHandlers({
      network: { transport: transports, proxyFor: session.proxyOf, proxySignIn: session.proxies },
      askForFile,
      logFolder: () => (logFile && !session.isGuestSession() ? logFolderIn(stores.folder) : undefined),
      async openFolder(path) {
        // It is made with its first lines.
        await logFile?.saved();
        const trouble = await shell.openPath(path);
        if (trouble !== '') throw new FailureError('not-found', trouble);
      },
      reportError: (window, fault) => errors.report({ window }, fault),
      source: () => ({
        about: { ...about.versions, system: about.system, updates: updates.outcome() },
        settings: stores.settings.get(),
        policy: stores.policy,
        log: log.recent().join('\n'),
        mask,
        known: knownNames(
          [stores.settings.get(), stores.settings.owners()],
          serverUrl(),
          engine.snapshot().model.self?.uri,
        ),
      }),
    }),
    ...recordingHandlers({
      recordings: session.recordings,
      reader,
      askForFile,
      askForRecording,
      isGuest: () => session.isGuest(),
      showInFolder: (file) => shell.showItemInFolder(file),
      whenGone: whenPageEnds,
    }),
    ...aboutHandlers(about, join(programFolder, '../notices.json')),
    ...leavingHandlers(desktop.leaving),
    ...noticeHandlers(
      desktop.notices,
      (text) => clipboard.writeText(text),
      (file) => shell.showItemInFolder(file),
    ),
    ...spellingHandlers(spelling, fieldMenus, () => windows.broadcast('spelling:changed', null)),
    ...updateHandlers(() => updates.restart()),
    ...windowHandlers(
      { ...windows, openLink, dial, systemAccent: () => desktop.accent.now() },
      windowSettings,
      createSettingsDrafts(() => session.isGuestSession()),
    ),
  };
  life.onEnd(bindMethods({ ipc: calls, methods: laterMethods, handlers, isOwnPage, log }));
}

/** What says whose computer this is, and where they sign in; with a guest, where its owner does. */
function knownNames(settings: readonly Settings[], serverUrl: string | undefined, self = ''): KnownName[] {
  const signIns = settings.flatMap((each) => [each, ...each.profiles]);
  const hosts = [...signIns.map(({ server }) => server), serverUrl === undefined ? '' : new URL(serverUrl).host];
  const accounts = [...signIns.flatMap(({ user }) => [user, user.split('\\').at(-1) ?? '']), self];
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
  const options: SaveDialogOptions = {
    defaultPath: join(app.getPath('documents'), suggestedName),
    // Elsewhere it is always asked.
    properties: ['showOverwriteConfirmation'],
  };
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return canceled ? undefined : filePath;
};

const askForRecording = async (senderId: number): Promise<string | undefined> => {
  const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.id === senderId);
  const options: OpenDialogOptions = {
    defaultPath: app.getPath('documents'),
    filters: [{ name: 'JSON Lines', extensions: ['jsonl'] }],
    properties: ['openFile'],
  };
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return canceled ? undefined : filePaths[0];
};

/** Begins where such programs keep them. */
const askForLogs: AskForFolder = async (senderId) => {
  const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.id === senderId);
  const places = [
    join(app.getPath('appData'), '.purple', 'logs'),
    join(homedir(), '.purple', 'logs'),
    join(app.getPath('appData'), 'Adium 2.0', 'Users', 'Default', 'Logs'),
  ];
  const defaultPath = places.find((place) => existsSync(place)) ?? homedir();
  const options: OpenDialogOptions = { defaultPath, properties: ['openDirectory', 'showHiddenFiles'] };
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return canceled ? undefined : filePaths[0];
};
