// A program for Electron that takes the guards of pages one by one, with every other wall away, and lets a page run against them.
// Started by page-guards.spec.ts.
import { app, BrowserWindow, session, type Event, type Session, type WebContents, type WebPreferences } from 'electron';
import { guardOwnPage, guardSession, guardStrangersPage } from '../src/main/shell/page-guards';
import { createServerSessions } from '../src/main/transports/server-sessions';

const origin = process.env['HOSTILE_ORIGIN'] ?? '';
const target = `${origin}/target`;
// Whoever is asked for dictionaries is seen.
app.commandLine.appendSwitch(
  'host-resolver-rules',
  `MAP * 127.0.0.1:${process.env['OUTSIDE_PORT']}, EXCLUDE 127.0.0.1`,
);

// Something to be refused.
app.commandLine.appendSwitch('use-fake-device-for-media-stream');

/** A session as Electron has it, but that it asks nobody for dictionaries: every new one does, whatever its pages are told. */
function freshSession(name: string): Session {
  const fresh = session.fromPartition(name);
  fresh.setSpellCheckerDictionaryDownloadURL('file:///none/');
  return fresh;
}

/** On a page of a stranger, in a session that nobody guards unless it is given. */
async function open(preferences: WebPreferences, guard?: (contents: WebContents) => void): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { spellcheck: false, ...preferences, session: preferences.session ?? freshSession('unguarded') },
  });
  await window.loadURL(`${origin}/page`);
  guard?.(window.webContents);
  return window;
}

const inPage = (window: BrowserWindow, script: string): Promise<unknown> =>
  window.webContents.executeJavaScript(script, true);

/** Whether the next event of this name has been prevented once all have heard it. */
function isPrevented(emitter: WebContents | Session, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    (emitter as NodeJS.EventEmitter).once(name, (event: Event) => resolve(event.defaultPrevented));
  });
}

async function navigation(guard: (contents: WebContents) => void, to: string): Promise<object> {
  const window = await open({}, guard);
  const prevented = isPrevented(window.webContents, 'will-navigate');
  await inPage(window, `void (location.href = ${JSON.stringify(to)})`);
  return { prevented: await prevented, url: window.webContents.getURL() };
}

async function redirect(guard: (contents: WebContents) => void, path: string): Promise<object> {
  const window = await open({}, guard);
  const prevented = isPrevented(window.webContents, 'will-redirect');
  await window.loadURL(`${origin}${path}`).catch(() => undefined);
  return { prevented: await prevented, url: window.webContents.getURL() };
}

async function newWindow(guard: (contents: WebContents) => void, to: string): Promise<object> {
  const window = await open({}, guard);
  const answer = await inPage(window, `window.open(${JSON.stringify(to)}) === null ? 'nothing' : 'a window'`);
  return { answer, windows: BrowserWindow.getAllWindows().length };
}

async function webview(guard: (contents: WebContents) => void): Promise<object> {
  const window = await open({ webviewTag: true }, guard);
  const prevented = isPrevented(window.webContents, 'will-attach-webview');
  await inPage(window, `document.body.append(Object.assign(document.createElement('webview'), { src: '${target}' }))`);
  return { prevented: await prevented };
}

async function leaving(guard: (contents: WebContents) => void): Promise<object> {
  const window = await open({}, guard);
  const prevented = isPrevented(window.webContents, 'will-prevent-unload');
  await inPage(window, `void (onbeforeunload = (event) => event.preventDefault())`);
  window.close();
  return { prevented: await prevented };
}

const asked = `(async () => {
  const query = async (name) => (await navigator.permissions.query({ name })).state;
  const position = new Promise((done) =>
    navigator.geolocation.getCurrentPosition(() => done('known'), ({ code }) => done(code === 1 ? 'denied' : 'unknown')));
  return {
    notifications: await Notification.requestPermission(),
    media: await navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', ({ name }) => name),
    midi: await navigator.requestMIDIAccess({ sysex: true }).then(() => 'granted', () => 'denied'),
    position: await position,
  };
})()`;
const checked = `(async () => {
  const names = ['camera', 'microphone', 'geolocation', 'notifications', 'midi', 'clipboard-read'];
  return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
})()`;

/** A session of a server, as the transport and the pages of single sign-on have it. */
const serverSession = (): Session =>
  createServerSessions((name, options) => session.fromPartition(name, options))({ origin, allowOldTls: false }).session;

/** One guard of a session alone: what it sets is taken over, the rest is left as Electron has it. */
function guardedBy(method: keyof Session & string): Session {
  const name = `only-${method}`;
  const real = method === 'setSpellCheckerDictionaryDownloadURL' ? session.fromPartition(name) : freshSession(name);
  const only = new Proxy(real, {
    get: (_, asked) => (asked === method ? (real[method] as () => void).bind(real) : () => undefined),
  });
  guardSession(only);
  return real;
}

const steps: Readonly<Record<string, () => Promise<unknown>>> = {
  // Before another session is told where dictionaries are: Electron keeps that for all of them.
  async dictionary() {
    const guarded = guardedBy('setSpellCheckerDictionaryDownloadURL');
    const failed = new Promise<unknown>((resolve) => {
      guarded.once('spellcheck-dictionary-download-failure', (_event, language) => resolve(language));
    });
    const window = await open({ session: guarded, spellcheck: true });
    guarded.setSpellCheckerLanguages(['en-GB']);
    await inPage(window, `document.body.append(document.createElement('textarea'))`);
    return { failed: await failed };
  },
  ownNavigation: () => navigation(guardOwnPage, target),
  ownRedirect: () => redirect(guardOwnPage, '/redirect'),
  ownNewWindow: () => newWindow(guardOwnPage, target),
  ownWebview: () => webview(guardOwnPage),
  strangersNavigation: () => navigation(guardStrangersPage, 'mailto:kim@example.com'),
  strangersRedirect: () => redirect(guardStrangersPage, '/redirect-to-mail'),
  strangersNewWindow: () => newWindow(guardStrangersPage, 'about:blank'),
  strangersWebview: () => webview(guardStrangersPage),
  strangersLeaving: () => leaving(guardStrangersPage),
  async asked() {
    return inPage(await open({ session: guardedBy('setPermissionRequestHandler') }), asked);
  },
  async checked() {
    return { states: await inPage(await open({ session: guardedBy('setPermissionCheckHandler') }), checked) };
  },
  async serverSession() {
    const window = await open({ session: serverSession() });
    return { ...((await inPage(window, asked)) as object), states: await inPage(window, checked) };
  },
  async devices() {
    const answers: unknown[] = [];
    const real = freshSession('devices');
    const set = real.setDevicePermissionHandler.bind(real);
    // There is no such device here that a page could ask for: the handler is asked itself.
    real.setDevicePermissionHandler = (handler) => {
      set(handler);
      const device = { deviceId: '1', name: 'Badge reader' };
      answers.push(handler?.({ deviceType: 'hid', origin, device } as never));
    };
    guardSession(real);
    return { answers };
  },
  async download() {
    const guarded = guardedBy('on');
    const window = await open({ session: guarded });
    const prevented = isPrevented(guarded, 'will-download');
    await inPage(window, `Object.assign(document.createElement('a'), { href: '/download', download: 'x' }).click()`);
    return { prevented: await prevented };
  },
};

app.on('window-all-closed', () => undefined);
void app.whenReady().then(async () => {
  const only = process.env['HOSTILE_STEP'];
  for (const [step, run] of Object.entries(steps)) {
    if (only && only !== step) continue;
    const outcome = await run().catch((error: unknown) => ({ error: String(error) }));
    process.stdout.write(`${JSON.stringify({ step, ...(outcome as object) })}\n`);
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
  }
  app.exit(0);
});
