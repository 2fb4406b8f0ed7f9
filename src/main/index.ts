// The composition root: builds the parts in order (composition/), wires them, and takes them down in reverse. Holds no behaviour of
// its own.
import { closeToOthers, forgetLocalStorage } from './shell/own-files';
import { app, ipcMain, Menu, session as electronSession } from 'electron';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openSessionBus, passOverHungAccessibility } from './composition/desktop-services';
import { speakAsSet } from './composition/language';
import { openStores } from './composition/stores';
import { offerFieldMenus } from './composition/field-menus';
import { answerFirst } from './composition/first-answers';
import { openWindows } from './composition/windows';
import { createMask } from './diagnostics/mask-private';
import { faultOf } from '../shared/fault';
import { within } from '../shared/within';
import type { InvokeListeners } from './ipc';
import { registerAppScheme, serveApp, shareRenderers } from './shell/app-protocol';
import { appPage, isOwnPage, type PageKind } from './shell/app-scheme';
import { endAudioService } from './shell/audio-service';
import type { KeptBus } from './shell/bus/kept-bus';
import { createErrorReports, watchUncaught } from './shell/error-reports';
import { holdBack } from './shell/held-back';
import { watchLife } from './shell/life';
import { watchThreads } from './shell/living-threads';
import { createLog } from './shell/log';
import type { LogFile } from './shell/log-file';
import { readPolicy } from './policy/read-policy';
import type { Policy } from './policy/merge-policy';
import { becomeOnlyOne } from './shell/only-one';
import { identifyProgram } from './shell/program-identity';
import { guardSession } from './shell/page-guards';
import { prepareProfileFolder } from './shell/profile-folder';
import { refuseSwitches } from './shell/refused-switches';
import { refuseVariables } from './shell/refused-variables';
import { createStartSteps } from './shell/start-steps';
import { readPassedWish, readStartWish, wantsMainWindow, type StartWish } from './shell/start-wish';
import { endWith } from './shell/start-trouble';
import { t } from './shell/language';

/** A page that is not drawn by then keeps nobody waiting. */
const mostMsForPage = 1_000;

const mask = createMask(randomUUID());
/** From the start on that knows its profile and its policy. */
let logFile: LogFile | undefined;
const log = createLog({
  write: (line) => {
    if (!app.isPackaged) console.log(line);
    logFile?.write(line);
  },
  mask,
});
const stepDone = createStartSteps(log, process.getCreationTime() ?? performance.timeOrigin);
const unexpected = holdBack<string>();
const errors = createErrorReports({ log, show: unexpected.say });
watchUncaught(process, (error) => {
  errors.report('main', faultOf(error));
  // It may be the last that is heard of this process.
  logFile?.saveNow();
});
const threads = watchThreads();
// A terminal that is closed while Parley runs is no error of Parley's.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const asked = readStartWish(process.argv);
// What macOS starts at login gets no arguments.
const isFromLogin = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
const wish: StartWish = { ...asked, isHidden: asked.isHidden || isFromLogin };
/** What other starts, and macOS, hand over; the first may come before anybody listens. */
const wishes = holdBack<StartWish>();
app.on('second-instance', (_event, _args, _folder, passed) => wishes.say(readPassedWish(passed)));
app.on('open-url', (event, link) => {
  event.preventDefault();
  wishes.say(readStartWish([link]));
});

identifyProgram(app, process.platform);
registerAppScheme();
shareRenderers();
stepDone('loaded');
void begin().catch(endWith);

async function begin(): Promise<void> {
  refuseVariables({
    isPackaged: app.isPackaged,
    env: process.env,
    warn: (name) => process.stderr.write(`${t('shell.withoutVariable', { name })}\n`),
  });
  refuseSwitches({
    isPackaged: app.isPackaged,
    isRoot: process.getuid?.() === 0,
    args: process.argv,
    has: (name) => app.commandLine.hasSwitch(name),
    remove: (name) => app.commandLine.removeSwitch(name),
    warn: (name) => process.stderr.write(`${t('shell.noSandbox', { name })}\n`),
  });
  const policy = readPolicy({ platform: process.platform, isPackaged: app.isPackaged, env: process.env });
  // A profile of its own for tests and for two people side by side. Before the lock, which is one a profile.
  const folder = prepareProfileFolder(process.env['PARLEY_USER_DATA'] || app.getPath('userData'));
  app.setPath('userData', folder);
  if (!(await becomeOnlyOne({ folder, request: () => app.requestSingleInstanceLock({ ...wish }) }))) return app.quit();
  stepDone('alone');
  forgetLocalStorage(folder);
  const bus = openSessionBus();
  // Chromium gets ready meanwhile.
  const accessibility = passOverHungAccessibility(bus, log);
  // Ours comes later; Electron would make one of its own until then.
  Menu.setApplicationMenu(null);
  await app.whenReady();
  stepDone('ready');
  await start({ folder, bus, policy: await policy, accessibility });
}

interface Begun {
  readonly folder: string;
  readonly bus: KeptBus;
  readonly policy: Policy;
  /** Looked after: no window before. */
  readonly accessibility: Promise<void>;
}

async function start({ folder, bus, policy, accessibility }: Begun): Promise<void> {
  const goodbyes: (() => Promise<unknown>)[] = [];
  const life = watchLife({
    app,
    goodbye: () => Promise.all(goodbyes.map((say) => say())),
    threads,
    // Electron waits for all of them as it ends. This is the last that is told of it, and nothing of ours comes after.
    dropThreads: () =>
      process.once('exit', () => {
        app.releaseSingleInstanceLock();
        process.kill(process.pid, 'SIGKILL');
      }),
    log,
  });
  const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
  if (developmentUrl === undefined) life.onEnd(serveApp(join(__dirname, '../renderer')));
  guardSession(electronSession.defaultSession);

  life.onEnd(() => bus.close());
  const stores = openStores(bus, policy, log);
  life.onEnd(() => stores.flushed());
  stepDone('stores');
  const isOurs = (url: string): boolean => isOwnPage(url, developmentUrl);
  const fieldMenus = offerFieldMenus(isOurs);
  app.on('child-process-gone', (_event, { type, reason }) => log('a process is gone', { type, reason }));
  // Parley lives in the tray: it ends when it is told to, not with its last window.
  app.on('window-all-closed', () => endAudioService(app.getAppMetrics(), (pid) => process.kill(pid), log));
  const pages = { pageUrl: (kind: PageKind) => developmentUrl ?? appPage(kind), programFolder: __dirname };
  const programWindows = openWindows(stores, pages, life, log);
  const { windows } = programWindows;
  await accessibility;
  const isAtOnce = wantsMainWindow(wish);
  if (isAtOnce) windows.showMain();
  stepDone('window');
  const first = answerFirst(
    stores,
    { ipc: ipcMain as unknown as InvokeListeners, isOwnPage: isOurs, windows },
    life,
    log,
  );
  // Reading the rest takes this thread, which a page needs while it loads and is drawn. It begins when the page has done that, or cannot be
  // drawn without what only the rest knows.
  if (isAtOnce) await within(mostMsForPage, first.calls.asked('window:listening', 'window:system-accent'));
  stepDone('page');

  const followLanguage = (): Promise<boolean> =>
    speakAsSet(stores.settings.get().language, app.getPreferredSystemLanguages()).catch((error: unknown) => {
      // What is spoken now goes on being spoken: English at the start.
      log('language not read', { error });
      return false;
    });
  const [parts] = await Promise.all([import('./composition/after-window'), followLanguage()]);
  if (life.isQuitting()) return wishes.listen(() => life.startAgain());
  stepDone('read');
  const session = parts.createSession(stores, first.lastList, __dirname, life, log);
  first.shows({ snapshot: () => session.engine.snapshot(), lastList: () => session.lastList.list() });
  // The server is told, but nobody waits for one that does not answer.
  goodbyes.push(() => session.engine.signOut());
  logFile = parts.keepLogFile(stores, session, life, log);
  stepDone('session');
  const spelling = parts.createSpelling(stores, session, __dirname, life);
  const desktop = parts.createDesktop(stores, session, programWindows, bus, life, log);
  stepDone('desktop');
  unexpected.listen((details) => desktop.notices.add('internal-error', { details }));
  parts.tellTroubles(stores, session, desktop, log);
  void stores.ready.then(() =>
    parts.tellWhatsNew({ version: app.getVersion(), settings: stores.settings, notices: desktop.notices }),
  );
  life.onEnd(parts.startAtLogin(stores, () => session.isGuest(), log));
  const activity = parts.watchComputer(session, stores.settings, life);
  const updates = parts.keepUpToDate(stores, session, desktop, life, log);
  let { keepHistoryDays, spellCheckLanguages, language } = stores.settings.get();
  life.onEnd(
    first.windowSettings.onChanged((changed) => {
      if (changed.spellCheckLanguages !== spellCheckLanguages || changed.language !== language) {
        ({ spellCheckLanguages, language } = changed);
        windows.broadcast('spelling:changed', null);
      }
      void followLanguage().then((isAnother) => isAnother && desktop.languageChanged());
      if (changed.keepHistoryDays === keepHistoryDays) return;
      ({ keepHistoryDays } = changed);
      session.history.forgetOld().catch((error: unknown) => log('forgetting old messages failed', { error }));
    }),
  );
  parts.answerMethods(
    {
      stores,
      windowSettings: first.windowSettings,
      session,
      desktop,
      activity,
      updates,
      errors,
      spelling,
      fieldMenus,
      mask,
      calls: first.calls,
      isOwnPage: isOurs,
      logFile,
      programFolder: __dirname,
    },
    life,
    log,
  );

  stepDone('answering');

  wishes.listen((other) => (life.isQuitting() ? life.startAgain() : desktop.fulfil(other)));
  app.on('activate', () => windows.showMain());

  if (!isAtOnce) desktop.fulfil(wish);
  stepDone('done');
  closeToOthers(folder);
  void session.startSignIn.begin().then((needsPerson) => {
    // They would look for Parley in vain. One who sees it already is not to be called back to it.
    if (needsPerson && wish.isHidden) windows.showMain();
  });
}
