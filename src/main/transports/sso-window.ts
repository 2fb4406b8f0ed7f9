// Single sign-on (protocol.md 1.3, 7): a window on the front end's own pages, closed as soon as the server's ticket appears.
// The pages are strangers': sandboxed, without preload, without anything of ours, kept to http and https.
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  OnHeadersReceivedListenerDetails,
  WebContents,
} from 'electron';
import { FailureError } from '../../shared/domain/failure';
import { within } from '../../shared/within';
import { guardStrangersPage, isWeb, strangersPagePreferences } from '../shell/page-guards';
import { bodyText } from '../uc/http/body-text';
import { endpointUrl, endpoints, isBelow } from '../uc/http/endpoints';
import { noProxySignIn, ProxyAnswers, type ProxySignIn } from '../uc/http/proxy-sign-in';
import { failureFromChromiumError } from './chromium-failure';
import type { ServerSession } from './server-sessions';

export interface SsoAnswer {
  readonly uri?: string;
  readonly signInData?: string;
}

export interface SsoResult extends SsoAnswer {
  readonly ticket: string;
}

export interface SsoParts {
  readonly createWindow: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  /** The session that the transport of this server uses as well: its cookies go on to the commands. */
  readonly sessionOf: (origin: string) => ServerSession;
  /** Whether a window of ours has the person's attention: only then may this one take it. Default: yes. */
  readonly isInUse?: () => boolean;
  /** Reads the document that comes with the ticket; the engine's own. */
  readonly readAnswer: (body: string) => SsoAnswer;
  /** Tells proxies on the way who this is. Default: nobody does. */
  readonly proxySignIn?: ProxySignIn;
}

export interface Sso {
  /**
   * Rejects with `cancelled` when the person closes the window or `signal` aborts.
   * `cookies`: what tells one sign-in from another. While it is the same, the pages are met with the cookies that they have set.
   */
  signIn(serverUrl: string, cookies: object, signal?: AbortSignal): Promise<SsoResult>;
  /** Visits the provider's sign-off page unseen (`customAuthLogoffUrl`, 4.3), and forgets the cookies. Never rejects. */
  signOff(serverUrl: string, logoffUrl?: string): Promise<void>;
}

/** The ticket is what counts; this long its document may take to follow. */
const bodyTimeoutMs = 2_000;
const signOffTimeoutMs = 5_000;
/** A page that has loaded and is still there after this is for a person. */
const staysMs = 400;
/** A page that takes longer to load is shown as it is: the person sees that something goes on, and can close it. */
const patienceMs = 4_000;

export function createSso(parts: SsoParts): Sso {
  return {
    signIn: (serverUrl, cookies, signal) => showSignIn(parts, serverUrl, cookies, signal),
    async signOff(serverUrl, logoffUrl) {
      const { session, cookies } = parts.sessionOf(new URL(serverUrl).origin);
      const hasPage = logoffUrl !== undefined && isWeb(logoffUrl);
      await cookies.forget(hasPage ? () => visitUnseen(parts, session, logoffUrl) : undefined);
    },
  };
}

async function showSignIn(
  parts: SsoParts,
  serverUrl: string,
  cookies: object,
  signal?: AbortSignal,
): Promise<SsoResult> {
  const { origin } = new URL(serverUrl);
  const own = parts.sessionOf(origin);
  const { session, certificates } = own;
  await own.ready;
  await own.cookies.belongTo(cookies);
  if (signal?.aborted) throw new FailureError('cancelled');
  // Unseen as long as nobody is asked anything: who is still known to the provider is signed in again without noticing.
  const window = openUnseen(parts, session);
  const stopShowing = showWhenItAsks(window, parts.isInUse ?? (() => true));
  const { webContents } = window;
  // Whose page this is has to be seen: there is no address bar.
  window.on('page-title-updated', (event) => event.preventDefault());
  webContents.on('did-navigate', (_, url) => window.setTitle(new URL(url).host));
  try {
    return await new Promise<SsoResult>((resolve, reject) => {
      const cancel = (): void => reject(new FailureError('cancelled'));
      window.on('closed', cancel);
      // An empty window would wait for ever: it is tried again like any other page that did not come.
      webContents.on('render-process-gone', () => reject(new FailureError('unreachable', 'the page crashed')));
      signal?.addEventListener('abort', cancel, { once: true });
      webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
        // -3: another navigation took its place.
        if (isMainFrame && code !== -3) reject(failureFromChromiumError(new Error(description), certificates.refused));
      });
      answerProxies(webContents, parts.proxySignIn ?? noProxySignIn, reject);
      const body = bodyWithTicket(webContents, serverUrl);
      session.webRequest.onHeadersReceived({ urls: [`${origin}/*`] }, (details, answer) => {
        answer({});
        const ticket = ticketIn(details, serverUrl);
        if (ticket === undefined) return;
        session.webRequest.onHeadersReceived(null);
        void within(bodyTimeoutMs, body, () => '').then((text) => resolve({ ...parts.readAnswer(text), ticket }));
      });
      // Failures come by `did-fail-load`.
      window.loadURL(endpointUrl(serverUrl, endpoints.ssoLogon)).catch(() => undefined);
    });
  } finally {
    stopShowing();
    session.webRequest.onHeadersReceived(null);
    if (!window.isDestroyed()) window.destroy();
  }
}

/** A page that stays asks something; one that goes on by itself, as those between two servers do, is not worth showing. */
function showWhenItAsks(window: BrowserWindow, isInUse: () => boolean): () => void {
  let timer = setTimeout(show, patienceMs);
  function show(): void {
    if (window.isDestroyed() || window.isVisible()) return;
    if (isInUse()) return window.show();
    // Whoever writes elsewhere must not find half of it in a password field.
    window.showInactive();
    window.flashFrame(true);
  }
  const later = (delayMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(show, delayMs);
  };
  window.webContents.on('did-finish-load', () => later(staysMs));
  window.webContents.on('did-start-navigation', (_event, _url, _isInPlace, isMainFrame) => {
    if (isMainFrame) later(patienceMs);
  });
  window.on('focus', () => window.flashFrame(false));
  return () => clearTimeout(timer);
}

function openUnseen(parts: SsoParts, session: ServerSession['session']): BrowserWindow {
  const window = parts.createWindow({
    width: 520,
    height: 680,
    show: false,
    autoHideMenuBar: true,
    webPreferences: strangersPagePreferences(session),
  });
  guardStrangersPage(window.webContents);
  // A page that hangs would be waited for, and with it the end of Parley. To hold the closing back would call that end off.
  window.on('close', () => setImmediate(() => window.destroy()));
  return window;
}

/** A page is many requests, each of which a proxy may ask about; servers that ask this way get nothing. */
function answerProxies(contents: WebContents, signIn: ProxySignIn, fail: (error: unknown) => void): void {
  const answers = new Map<string, ProxyAnswers>();
  contents.on('login', (event, { url }, challenge, callback) => {
    if (!challenge.isProxy) return;
    event.preventDefault();
    const proxies = answers.get(url) ?? new ProxyAnswers(signIn, url);
    answers.set(url, proxies);
    proxies.to(challenge).then(
      ({ user, password }) => callback(user, password),
      (error: unknown) => {
        callback();
        fail(error);
      },
    );
  });
  contents.on('did-navigate', (_event, _url, status) => {
    if (status !== 407) for (const proxies of answers.values()) proxies.passed();
  });
}

/** Only the server itself hands out tickets; a page in between that names one, or another path of its host, is ignored. */
function ticketIn(details: OnHeadersReceivedListenerDetails, serverUrl: string): string | undefined {
  if (!isBelow(serverUrl, details.url)) return undefined;
  for (const [name, values] of Object.entries(details.responseHeaders ?? {})) {
    // One that came twice counts as everywhere: the last.
    const ticket = values.at(-1)?.trim();
    if (name.toLowerCase() === 'cwa-ticket' && ticket) return ticket;
  }
  return undefined;
}

interface NetworkEvent {
  readonly requestId?: string;
  readonly response?: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
}

/** The document of the answer that has the ticket, as it came: the page that Chromium makes of it is another one. */
function bodyWithTicket(contents: WebContents, serverUrl: string): Promise<string> {
  const inspector = contents.debugger;
  return new Promise((resolve) => {
    try {
      inspector.attach('1.3');
    } catch {
      return resolve(''); // somebody inspects the page by hand; the ticket alone will do
    }
    let awaited: string | undefined;
    inspector.on('message', (_event, method: string, { requestId, response }: NetworkEvent) => {
      if (method === 'Network.responseReceived' && response && isBelow(serverUrl, response.url)) {
        if (Object.keys(response.headers).some((name) => name.toLowerCase() === 'cwa-ticket')) awaited = requestId;
      }
      if (method !== 'Network.loadingFinished' || requestId !== awaited) return;
      inspector.sendCommand('Network.getResponseBody', { requestId }).then(
        ({ body, base64Encoded }: { body: string; base64Encoded: boolean }) =>
          resolve(base64Encoded ? bodyText(Buffer.from(body, 'base64')) : body),
        () => resolve(''),
      );
    });
    inspector.sendCommand('Network.enable').catch(() => resolve(''));
  });
}

async function visitUnseen(parts: SsoParts, session: ServerSession['session'], url: string): Promise<void> {
  const window = openUnseen(parts, session);
  const visit = window.loadURL(url).catch(() => undefined);
  await within(signOffTimeoutMs, visit);
  if (!window.isDestroyed()) window.destroy();
}
