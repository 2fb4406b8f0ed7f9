// A program for Electron that signs in through the single sign-on window and plays the person in it. Started by sso-window.spec.ts.
import { app, BrowserWindow, net, session } from 'electron';
import { createElectronTransports } from '../src/main/transports/electron-transports';
import { createServerSessions } from '../src/main/transports/server-sessions';
import { createSso } from '../src/main/transports/sso-window';
import { CookieJar } from '../src/main/uc/http/cookie-jar';
import { FailureError } from '../src/shared/domain/failure';

const origin = process.env['SSO_ORIGIN'] ?? '';
const trust = { origin, allowOldTls: false };
/** Of the one sign-in that is tried here. */
const cookies = new CookieJar();
const sessions = createServerSessions((name, options) => session.fromPartition(name, options));
/** What each window was made with, without its session. */
const given: object[] = [];
/** Windows, whoever made them. */
let made = 0;
app.on('browser-window-created', () => (made += 1));
/** How often a window was put before the person. */
let shown = 0;
const sso = createSso({
  createWindow(options) {
    const { session: _, ...preferences } = options.webPreferences ?? {};
    given.push(preferences);
    const window = new BrowserWindow(options);
    window.on('show', () => (shown += 1));
    if (options.show) shown += 1;
    return window;
  },
  sessionOf: () => sessions(trust),
  readAnswer: (body) => ({ uri: /<uri>(.*)<\/uri>/u.exec(body)?.[1] ?? `no uri in ${body}` }),
});
const transport = createElectronTransports(net, sessions, () => trust);

async function cookiesSent(cookies?: CookieJar): Promise<string> {
  const url = `${origin}/cookie`;
  const request = { method: 'GET', url, headers: {}, timeoutMs: 5000, ...(cookies && { cookies }) } as const;
  return (await transport.request(request)).body;
}

/** The window that shows a page whose address ends so. */
async function windowAt(end: string): Promise<BrowserWindow> {
  for (;;) {
    const found = BrowserWindow.getAllWindows().find(({ webContents }) => {
      return !webContents.isLoading() && new URL(webContents.getURL() || 'about:blank').pathname.endsWith(end);
    });
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const steps: Readonly<Record<string, () => Promise<unknown>>> = {
  async signIn() {
    const result = sso.signIn(origin, cookies);
    const window = await windowAt('/provider');
    const title = window.getTitle();
    const inPage = (script: string): Promise<unknown> => window.webContents.executeJavaScript(script, true);
    while (!window.isVisible()) await new Promise((resolve) => setTimeout(resolve, 20));
    const reach = await inPage('[typeof require, typeof process, typeof parley].join()');
    await inPage(`document.querySelector('input').value = 'dana'; document.querySelector('form').submit()`);
    return { ...(await result), given: [...given], title, reach, windows: BrowserWindow.getAllWindows().length };
  },
  async cookiesGoOn() {
    return { body: await cookiesSent(cookies), bodyWithout: await cookiesSent() };
  },
  async renewal() {
    shown = 0;
    const { ticket } = await sso.signIn(origin, cookies);
    return { ticket, shown };
  },
  async anotherSignIn() {
    return { body: await cookiesSent(new CookieJar()), bodyOfTheFirst: await cookiesSent(cookies) };
  },
  async closing() {
    await sso.signOff(origin);
    const result = sso.signIn(origin, cookies).then(
      () => 'signed in',
      (error: unknown) => (error instanceof FailureError ? error.code : String(error)),
    );
    (await windowAt('/provider')).close();
    return { result: await result };
  },
  async crash() {
    const result = sso.signIn(origin, cookies).catch((error: FailureError) => error.code);
    (await windowAt('/provider')).webContents.forcefullyCrashRenderer();
    return { result: await result, windows: BrowserWindow.getAllWindows().length };
  },
  async strayPages() {
    const controller = new AbortController();
    const result = sso.signIn(origin, cookies, controller.signal).catch((error: FailureError) => error.code);
    const window = await windowAt('/provider');
    const inPage = (script: string): Promise<unknown> => window.webContents.executeJavaScript(script, true);
    await inPage(`location.href = 'file:///etc/hostname'`).catch(() => undefined);
    await inPage(`window.open('file:///etc/hostname')`).catch(() => undefined);
    made = 0;
    await inPage(`window.open('about:blank')`).catch(() => undefined);
    await inPage(`fetch('/ticket-of-a-stranger', { mode: 'no-cors' })`).catch(() => undefined);
    const pages = BrowserWindow.getAllWindows().map(({ webContents }) => new URL(webContents.getURL()).pathname);
    controller.abort();
    return { pages, made, result: await result };
  },
  async signOff() {
    given.length = 0;
    made = 0;
    await sso.signOff(origin, process.env['SSO_LOGOFF'] ?? '');
    return { given, made, body: await cookiesSent(cookies), windows: BrowserWindow.getAllWindows().length };
  },
  async path() {
    const result = await sso.signIn(`${origin}/plant`, cookies);
    return { ...result, windows: BrowserWindow.getAllWindows().length };
  },
  async unreachable() {
    const result = await sso.signIn('http://127.0.0.1:9', cookies).catch((error: FailureError) => error.code);
    return { result, windows: BrowserWindow.getAllWindows().length };
  },
  staysOnClosing: () => leaves(staying, (window) => window.close()),
  hangsOnClosing: () => leaves(hanging, (window) => window.close()),
  staysOnQuitting: () => leaves(staying, () => app.quit()),
  hangsOnQuitting: () => leaves(hanging, () => app.quit()),
};

const staying = `onbeforeunload = (event) => event.preventDefault()`;
const hanging = `onbeforeunload = () => { for (;;); }`;
/** Longer than anything here takes: what has not come by then does not come. */
const neverMs = 10_000;

/** Whether signing in ends, and the program where it was told to, though its page wants to stay. */
async function leaves(wish: string, end: (window: BrowserWindow) => void): Promise<object> {
  let ends = 0;
  const holdBack = (event: Electron.Event): void => {
    ends += 1;
    event.preventDefault();
  };
  app.on('will-quit', holdBack);
  const signingIn = sso.signIn(origin, cookies).catch((error: FailureError) => error.code);
  const window = await windowAt('/provider');
  await window.webContents.executeJavaScript(`void (${wish})`, true);
  end(window);
  const never = new Promise((resolve) => setTimeout(() => resolve('waits for ever'), neverMs));
  const result = await Promise.race([signingIn, never]);
  await new Promise((resolve) => setImmediate(resolve));
  if (!window.isDestroyed()) window.destroy();
  app.off('will-quit', holdBack);
  return { result, ends };
}

app.on('window-all-closed', () => undefined);
void app.whenReady().then(async () => {
  for (const [step, run] of Object.entries(steps)) {
    const outcome = await run().catch((error: unknown) => ({ error: String(error) }));
    process.stdout.write(`${JSON.stringify({ step, ...(outcome as object) })}\n`);
  }
  app.exit(0);
});
