// The composition root: builds the parts in order (composition/), wires them, and takes them down in reverse. Holds no behaviour of
// its own.
import { closeToOthers, forgetLocalStorage } from './shell/own-files';
import { app, session as electronSession } from 'electron';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { answerCalls } from './composition/calls';
import { watchComputer } from './composition/computer';
import { createDesktop } from './composition/desktop';
import { openSessionBus, passOverHungAccessibility } from './composition/desktop-services';
import { createSession } from './composition/session';
import { openStores } from './composition/stores';
import { obeyAtLogin } from './composition/login';
import { tellTroubles } from './composition/troubles';
import { createMask } from './diagnostics/mask-private';
import { faultOf } from '../shared/fault';
import { registerAppScheme, serveApp } from './shell/app-protocol';
import { appOrigin, isOwnPage } from './shell/app-scheme';
import type { KeptBus } from './shell/bus/kept-bus';
import { createErrorReports, watchUncaught } from './shell/error-reports';
import { holdBack } from './shell/held-back';
import { watchLife } from './shell/life';
import { createLog } from './shell/log';
import { readPolicy } from './policy/read-policy';
import type { Policy } from './policy/merge-policy';
import { becomeOnlyOne } from './shell/only-one';
import { guardSession } from './shell/page-guards';
import { prepareProfileFolder } from './shell/profile-folder';
import { refuseSwitches } from './shell/refused-switches';
import { refuseVariables } from './shell/refused-variables';
import { endWith } from './shell/start-trouble';
import { words } from './shell/words';

const mask = createMask(randomUUID());
const log = createLog({
  write: (line) => {
    if (!app.isPackaged) console.log(line);
  },
  mask,
});
const unexpected = holdBack<string>();
const errors = createErrorReports({ log, show: unexpected.say });
watchUncaught(process, (error) => errors.report('main', faultOf(error)));
// A terminal that is closed while Parley runs is no error of Parley's.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

app.setAppUserModelId('com.example.parley');
registerAppScheme();
void begin().catch(endWith);

async function begin(): Promise<void> {
  refuseVariables({
    isPackaged: app.isPackaged,
    env: process.env,
    warn: (name) => process.stderr.write(`${words.withoutVariable(name)}\n`),
  });
  refuseSwitches({
    isPackaged: app.isPackaged,
    isRoot: process.getuid?.() === 0,
    args: process.argv,
    has: (name) => app.commandLine.hasSwitch(name),
    remove: (name) => app.commandLine.removeSwitch(name),
    warn: (name) => process.stderr.write(`${words.noSandbox(name)}\n`),
  });
  // A profile of its own for tests and for two people side by side. Before the lock, which is one a profile.
  const policy = readPolicy({ platform: process.platform, isPackaged: app.isPackaged, env: process.env });
  const folder = prepareProfileFolder(process.env['PARLEY_USER_DATA'] || app.getPath('userData'));
  app.setPath('userData', folder);
  if (!(await becomeOnlyOne({ folder, request: () => app.requestSingleInstanceLock() }))) return app.quit();
  closeToOthers(folder);
  forgetLocalStorage(folder);
  const bus = openSessionBus();
  await app.whenReady();
  await passOverHungAccessibility(bus, log);
  start(bus, await policy);
}

function start(bus: KeptBus, policy: Policy): void {
  // The server is told, but nobody waits for one that does not answer.
  const life = watchLife(app, () => session.engine.signOut(), log);
  const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
  if (developmentUrl === undefined) life.onEnd(serveApp(join(__dirname, '../renderer')));
  guardSession(electronSession.defaultSession);

  life.onEnd(() => bus.close());
  const stores = openStores(bus, policy, log);
  life.onEnd(() => stores.flushed());
  const session = createSession(stores, __dirname, life, log);
  const pages = { pageUrl: developmentUrl ?? `${appOrigin}/index.html`, programFolder: __dirname };
  const desktop = createDesktop(stores, session, pages, bus, life, log);
  const { windows } = desktop;
  unexpected.listen((details) => desktop.notices.add('internal-error', { details }));
  tellTroubles(stores, session, desktop, log);
  obeyAtLogin(policy, log);
  const activity = watchComputer(session, life);
  let { keepHistoryDays } = stores.settings.get();
  life.onEnd(
    stores.settings.onChanged((changed) => {
      windows.broadcast('settings:changed', changed);
      if (changed.keepHistoryDays === keepHistoryDays) return;
      ({ keepHistoryDays } = changed);
      session.history.forgetOld().catch((error: unknown) => log('forgetting old messages failed', { error }));
    }),
  );
  const isOurs = (url: string): boolean => isOwnPage(url, developmentUrl);
  answerCalls({ stores, session, desktop, activity, errors, mask, isOwnPage: isOurs }, life, log);

  app.on('child-process-gone', (_event, { type, reason }) => log('a process is gone', { type, reason }));
  app.on('second-instance', () => (life.isQuitting() ? life.startAgain() : windows.showMain()));
  app.on('activate', () => windows.showMain());
  // Parley lives in the tray: it ends when it is told to, not with its last window.
  app.on('window-all-closed', () => {});

  windows.showMain();
  session.signIn.signInAtStart().catch((error: unknown) => log('sign-in at start failed', { error }));
}
