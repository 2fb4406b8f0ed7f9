// HTTP on Chromium's stack: the system's proxy, PAC and trust store, NTLM and Kerberos (design.md, "Decisions taken").
// `net.request` rather than `session.fetch`, which cannot answer a challenge.
import type { ClientRequest, IncomingMessage, Net, Session } from 'electron';
import { FailureError } from '../../shared/domain/failure';
import { bodyText } from '../uc/http/body-text';
import { headersOf } from '../uc/http/http-headers';
import { redirected } from '../uc/http/redirect';
import { noProxySignIn, ProxyAnswers, type ProxySignIn } from '../uc/http/proxy-sign-in';
import type { HttpRequest, HttpResponse, Transport } from '../uc/http/transport';
import type { CertificateWatch } from './certificate-trust';
import { failureFromChromiumError } from './chromium-failure';
import type { SessionCookies } from './session-cookies';

export interface ChromiumTransportOptions {
  /** Tells proxies on the way who this is. Default: nobody does. */
  readonly proxySignIn?: ProxySignIn | undefined;
  /** A longer answer fails with `too-long`. Default 32 MiB. */
  readonly maxBodyBytes?: number;
}

/** A session that serves one server alone, since trust and sign-in belong to it. */
export interface ChromiumConnections {
  readonly session: Pick<
    Session,
    'allowNTLMCredentialsForDomains' | 'clearAuthCache' | 'closeAllConnections' | 'forceReloadProxyConfig'
  >;
  readonly certificates: CertificateWatch;
  readonly cookies: Pick<SessionCookies, 'belongTo'>;
  /** Nothing is sent before. Another one when another way is set. */
  readonly ready?: Promise<void>;
}

export interface ChromiumTransport extends Transport {
  /** Closes every connection, and asks the system anew which proxy to use. */
  renew(): Promise<void>;
  /** Forgets what proxies and servers were told. */
  forgetSignIns(): Promise<void>;
}

/** A first poll with ten thousand contacts and all their cards is some 15 MB. */
const defaultMaxBodyBytes = 32 * 1024 * 1024;

export function createChromiumTransport(
  net: Pick<Net, 'request'>,
  connections: ChromiumConnections,
  options: ChromiumTransportOptions = {},
): ChromiumTransport {
  const { session, certificates, cookies } = connections;
  const { maxBodyBytes = defaultMaxBodyBytes, proxySignIn = noProxySignIn } = options;
  // The person's own credentials go to no server that was not meant to have them.
  session.allowNTLMCredentialsForDomains('');

  /** By what ends each. */
  const underWay = new Map<(error: unknown) => void, HttpRequest>();

  /** Chromium remembers what a proxy was told that let nothing through. */
  let forgotten = Promise.resolve();

  const ownCookies = async (owner: object): Promise<void> => {
    // Whoever had the cookies before has signed out: what would still answer them leaves its own with the next one.
    for (const [fail, { cookies: jar }] of [...underWay]) if (jar && jar !== owner) fail(new FailureError('cancelled'));
    try {
      await cookies.belongTo(owner);
    } catch (error) {
      throw failureFromChromiumError(error);
    }
  };

  const send = (request: HttpRequest): Promise<HttpResponse> =>
    new Promise((resolve, reject) => {
      const outgoing = net.request({
        method: request.method,
        url: request.url,
        session: session as Session,
        headers: { ...request.headers },
        redirect: 'manual',
        useSessionCookies: request.cookies !== undefined,
        cache: 'no-store',
      });
      const end = (finish: () => void): void => {
        clearTimeout(timer);
        request.signal?.removeEventListener('abort', cancel);
        underWay.delete(fail);
        finish();
      };
      const fail = (error: unknown): void => {
        const failure = failureFromChromiumError(error, certificates.refused);
        // tinyproxy says of a wrong password what others say of a server that is away: whoever told it is asked again.
        if (failure.stoppedAt === 'proxy' && proxies.stopped()) forgotten = session.clearAuthCache();
        end(() => reject(failure));
        outgoing.abort();
      };
      const cancel = (): void => fail(new FailureError('cancelled'));
      const timer = setTimeout(() => fail(new FailureError('timeout')), request.timeoutMs);
      request.signal?.addEventListener('abort', cancel, { once: true });
      underWay.set(fail, request);

      const proxies = new ProxyAnswers(proxySignIn, request.url);
      outgoing.on('error', fail);
      outgoing.on('redirect', (status, _method, location, headers) => {
        // Chromium throws its body away.
        request.onWire?.({ status, rawHeaders: rawHeadersOf(headers), text: '' });
        fail(redirected(status, request.url, location));
      });
      answerChallenges(outgoing, request, proxies, fail);
      outgoing.on('response', (response) => {
        if (response.statusCode !== 407) proxies.passed();
        // Not its `headers`, which are joined with commas.
        const headers = headersOf(response.rawHeaders);
        collect(response, headers, maxBodyBytes).then((bytes) => {
          const { httpVersion, rawHeaders, statusCode: status } = response;
          const body = bodyText(bytes, headers['content-type']);
          request.onWire?.({ status, httpVersion, rawHeaders, text: body, bytes });
          end(() => resolve({ status, headers, body }));
        }, fail);
      });
      // Even of an empty body it is asked ten times a second how much of it has been sent, for as long as a poll is held.
      if (request.body === undefined) outgoing.end();
      else outgoing.end(request.body);
    });

  return {
    async request(request) {
      await connections.ready;
      await forgotten;
      if (request.cookies) await ownCookies(request.cookies);
      if (request.signal?.aborted) throw new FailureError('cancelled');
      const { authentication } = request;
      if (!authentication) return send(request);
      // Neither a password of before nor a connection that is signed in as somebody may answer for the one who signs in now.
      await session.clearAuthCache();
      await session.closeAllConnections();
      const usesOwnAccount = authentication.user === undefined;
      session.allowNTLMCredentialsForDomains(usesOwnAccount ? new URL(request.url).hostname : '');
      try {
        return await send(request);
      } finally {
        session.allowNTLMCredentialsForDomains('');
      }
    },
    forgetSignIns: () => session.clearAuthCache(),
    async renew() {
      // Chromium lets what is under way wait for its answer, which does not come after a sleep or from a network of before.
      for (const fail of [...underWay.keys()]) fail(new FailureError('unreachable', 'the connections are renewed'));
      await session.forceReloadProxyConfig();
      await session.closeAllConnections();
    },
  };
}

function rawHeadersOf(headers: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.entries(headers).flatMap(([name, values]) => values.flatMap((value) => [name, value]));
}

const integratedSchemes: readonly string[] = ['ntlm', 'negotiate'];

/**
 * Answers one challenge of the server with the typed credentials; any other gets none, and its 401 is the answer. What proxies are told
 * is another matter, and nothing of the one goes to the other.
 */
function answerChallenges(
  outgoing: ClientRequest,
  request: HttpRequest,
  proxies: ProxyAnswers,
  fail: (error: unknown) => void,
): void {
  const { authentication } = request;
  let isAnswered = false;
  outgoing.on('login', (challenge, callback) => {
    if (challenge.isProxy) {
      proxies.to(challenge).then(
        ({ user, password }) => callback(user, password),
        (error: unknown) => {
          callback();
          fail(error);
        },
      );
      return;
    }
    const isMeant = integratedSchemes.includes(challenge.scheme.toLowerCase());
    if (isAnswered || !isMeant || authentication?.user === undefined) return callback();
    isAnswered = true;
    // All that Chromium tells of the answer that asked for it.
    request.onWire?.({ status: 401, rawHeaders: ['WWW-Authenticate', challenge.scheme], text: '' });
    callback(authentication.user, authentication.password ?? '');
  });
}

/**
 * Chromium has unpacked it, as often as the headers say: what is packed once and said to be so twice fails there, as in every browser
 * that is made of it, and nobody can look at the bytes. Node's stack takes it (`unpack.ts`).
 */
function collect(response: IncomingMessage, headers: HttpResponse['headers'], maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const tooLong = (): void => reject(new FailureError('too-long', `answer longer than ${maxBytes} bytes`));
    const chunks: Buffer[] = [];
    let length = 0;
    response.on('data', (chunk) => {
      length += chunk.length;
      if (length > maxBytes) return tooLong();
      chunks.push(chunk);
    });
    response.on('end', () => resolve(Buffer.concat(chunks, length)));
    response.on('error', reject);
    response.on('aborted', () => reject(new Error('net::ERR_CONNECTION_CLOSED')));
    if (Number(headers['content-length'] ?? 0) > maxBytes) tooLong();
  });
}
