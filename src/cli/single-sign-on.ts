// Single sign-on without a window (protocol.md 1.3): follows the front end's redirects, keeps its cookies, fills in its form, until the
// server's ticket appears. A page that is more than one form with a password needs a browser, and says so.
import { CookieJar } from '../main/uc/http/cookie-jar';
import { wayTo, type NodeProxies } from '../main/uc/http/node/node-agents';
import { failureFromNodeError } from '../main/uc/http/node/node-transport-failure';
import { TlsRules, type TlsTrust } from '../main/uc/http/node/node-transport-tls';
import { endpointUrl, endpoints, isBelow } from '../main/uc/http/endpoints';
import { isSuccess } from '../main/uc/failures';
import { isLoopback } from '../main/uc/http/server-address';
import { readSignedIn, type SingleSignOnResult } from '../main/uc/session/sign-in';
import type { HttpResponse } from '../main/uc/http/transport';
import { FailureError } from '../shared/domain/failure';
import { fillSignInForm } from './sign-in-page';

const timeoutMs = 30_000;
const maxHops = 12;
const maxBodyBytes = 1 << 20;

interface Step {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly body?: string;
}

export class WindowlessSignOn {
  /** Those of the last sign-in: its sign-off page knows its visitor by them. */
  private cookies = new CookieJar();

  constructor(
    private readonly trust: TlsTrust,
    private readonly credentials: { readonly user: string | undefined; readonly password: string | undefined },
    private readonly proxies: NodeProxies = {},
  ) {}

  /** `cookies`: what the pages set goes along with the requests of the sign-in. Throws `FailureError`. */
  async signIn(serverUrl: string, cookies: CookieJar): Promise<SingleSignOnResult> {
    const { origin } = new URL(serverUrl);
    this.cookies = cookies;
    const signal = AbortSignal.timeout(timeoutMs);
    let step: Step = { url: new URL(endpointUrl(serverUrl, endpoints.ssoLogon)), method: 'GET' };
    let hasFilled = false;
    for (let hop = 0; hop < maxHops; hop++) {
      const response = await this.visit(step, origin, signal);
      const ticket = response.headers['cwa-ticket'];
      // Only the server itself hands out tickets.
      if (ticket !== undefined && isBelow(serverUrl, step.url.href)) return { ticket, ...readSignedIn(response.body) };
      const next = redirectOf(response, step.url);
      if (next) {
        step = { url: next, method: 'GET' };
        continue;
      }
      if (response.status === 401 || response.status === 403) throw new FailureError('wrong-password');
      if (!isSuccess(response.status)) throw new FailureError('sign-in-refused', `status ${response.status}`);
      // The same form once more: what was filled in was not liked.
      if (hasFilled) throw new FailureError('wrong-password', 'the sign-in page came again');
      step = this.fill(response, step.url);
      hasFilled = true;
    }
    throw new FailureError('sign-in-refused', 'too many redirects');
  }

  /** After a sign-out (6.9). Never rejects. */
  async signOff(url: string, serverUrl: string): Promise<void> {
    try {
      const step = { url: requireWeb(new URL(url)), method: 'GET' as const };
      await this.visit(step, new URL(serverUrl).origin, AbortSignal.timeout(timeoutMs));
    } catch {
      // The session has ended on the server all the same.
    }
    this.cookies = new CookieJar();
  }

  private fill({ body }: HttpResponse, page: URL): Step {
    const { user, password } = this.credentials;
    if (!user || password === undefined) throw new FailureError('credentials-needed');
    const form = fillSignInForm(body, page, user, password);
    if (!form) throw new FailureError('sign-in-refused', 'the sign-in page needs a browser');
    const url = requireNoStepDown(page, requireWeb(form.url));
    if (url.protocol !== 'https:' && !isLoopback(url.hostname)) {
      throw new FailureError('sign-in-refused', 'the sign-in page would send the password in clear');
    }
    if (form.method === 'POST') return { url, method: 'POST', body: form.fields.toString() };
    url.search = form.fields.toString();
    return { url, method: 'GET' };
  }

  private async visit({ url, method, body }: Step, serverOrigin: string, signal: AbortSignal): Promise<HttpResponse> {
    // A fingerprint speaks for the server alone, not for a provider's site.
    const { trustedFingerprint: _, ...others } = this.trust;
    const trust = url.origin === serverOrigin ? this.trust : others;
    const way = await wayTo(url, this.proxies);
    const agent = way.newAgent({}, () => new TlsRules(trust));
    const headers = {
      accept: 'text/html, text/xml',
      ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    try {
      return await way.exchange({
        url,
        method,
        headers,
        cookies: this.cookies,
        agent,
        maxBodyBytes,
        signal,
        ...(body !== undefined && { body }),
      });
    } catch (error) {
      if (signal.aborted) throw new FailureError('timeout');
      throw failureFromNodeError(error, trust.minTlsVersion === 'TLSv1');
    } finally {
      agent.destroy();
    }
  }
}

function redirectOf({ status, headers }: HttpResponse, from: URL): URL | undefined {
  const { location } = headers;
  if (status < 300 || status > 399 || location === undefined) return undefined;
  if (!URL.canParse(location, from.href)) throw new FailureError('sign-in-refused', 'redirected to no address');
  return requireNoStepDown(from, requireWeb(new URL(location, from)));
}

function requireWeb(url: URL): URL {
  if (url.protocol === 'https:' || url.protocol === 'http:') return url;
  throw new FailureError('sign-in-refused', `redirected to ${url.protocol}`);
}

function requireNoStepDown(from: URL, to: URL): URL {
  if (from.protocol === 'http:' || to.protocol === 'https:') return to;
  throw new FailureError('sign-in-refused', 'redirected from https to http');
}
