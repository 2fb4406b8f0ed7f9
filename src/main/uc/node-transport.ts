// HTTP on Node's own stack: the command line's, the tests', and the app's for servers that only speak old TLS
// (protocol.md 1.2; design, "Decisions taken"). Chromium's stack is `main/transports`.
import * as http from 'node:http';
import { FailureError } from '../../shared/domain/failure';
import { exchange, type Exchange } from './node-transport-exchange';
import { failureFromNodeError } from './node-transport-failure';
import { TlsRules, VerifyingAgent, type TlsTrust } from './node-transport-tls';
import { exchangeWithNtlm, type Leg } from './ntlm';
import { redirected } from './redirect';
import type { HttpRequest, HttpResponse, Transport } from './transport';

export interface NodeTransportOptions extends TlsTrust {
  /** A longer answer fails with `too-long`. Default 32 MiB. */
  readonly maxBodyBytes?: number;
}

export interface NodeTransport extends Transport {
  /** Closes every connection; the next request makes a new one. */
  renew(): Promise<void>;
  /** Closes the connections that are kept alive. */
  close(): void;
}

/** A first poll with ten thousand contacts and all their cards is some 15 MB. */
const defaultMaxBodyBytes = 32 * 1024 * 1024;
/** Many servers drop an idle connection after five seconds; we drop it before, so that no request runs into the closing. */
const idleConnectionMs = 4_000;
const agentOptions = {
  keepAlive: true,
  timeout: idleConnectionMs,
  scheduling: 'lifo',
  autoSelectFamily: true,
} as const;

export function createNodeTransport(options: NodeTransportOptions = {}): NodeTransport {
  let renewals = 0;
  let plainAgent = new http.Agent(agentOptions);
  let tlsRules: TlsRules | undefined;
  let tlsAgent: VerifyingAgent | undefined;
  const rules = (): TlsRules => (tlsRules ??= new TlsRules(options));
  const maxBodyBytes = options.maxBodyBytes ?? defaultMaxBodyBytes;
  const allowsOldTls = options.minTlsVersion === 'TLSv1';

  const agentFor = (url: URL): http.Agent => {
    if (url.protocol === 'https:') return (tlsAgent ??= new VerifyingAgent(agentOptions, rules()));
    if (url.protocol === 'http:') return plainAgent;
    throw new TypeError(`not an address of HTTP: ${url.protocol}`);
  };

  const integrated = async (
    what: Exchange,
    authentication: NonNullable<HttpRequest['authentication']>,
  ): Promise<HttpResponse> => {
    const { user, password = '' } = authentication;
    const own = { ...agentOptions, maxSockets: 1 };
    const agent = what.url.protocol === 'https:' ? new VerifyingAgent(own, rules()) : new http.Agent(own);
    const leg: Leg = (headers, withBody) =>
      exchange({
        ...what,
        agent,
        headers: { ...what.headers, ...headers },
        ...(!withBody && what.body !== undefined && { body: '' }),
      });
    try {
      return await exchangeWithNtlm(leg, user === undefined ? undefined : { user, password });
    } finally {
      // Authenticated as one person: nobody else may get to use it.
      agent.destroy();
    }
  };

  return {
    async request(request) {
      const url = new URL(request.url);
      const agent = agentFor(url);
      return withDeadline(request, async (signal) => {
        try {
          const began = renewals;
          const what = { ...request, url, agent, maxBodyBytes, signal, isRetired: () => began !== renewals };
          const response = request.authentication
            ? await integrated(what, request.authentication)
            : await exchange(what);
          return refuseRedirect(response, request.url);
        } catch (error) {
          throw failureFromNodeError(error, allowsOldTls);
        }
      });
    },
    async renew() {
      renewals += 1;
      plainAgent.destroy();
      tlsAgent?.destroy();
      plainAgent = new http.Agent(agentOptions);
      tlsAgent = undefined;
    },
    close() {
      plainAgent.destroy();
      tlsAgent?.destroy();
    },
  };
}

/** Runs a request under its deadline and its caller's signal, and names the reason when one of them ended it. */
async function withDeadline(
  request: HttpRequest,
  run: (signal: AbortSignal) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const controller = new AbortController();
  const stop = (code: 'timeout' | 'cancelled'): void => controller.abort(new FailureError(code));
  const cancel = (): void => stop('cancelled');
  if (request.signal?.aborted) throw new FailureError('cancelled');
  request.signal?.addEventListener('abort', cancel, { once: true });
  const timer = setTimeout(() => stop('timeout'), request.timeoutMs);
  try {
    return await run(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', cancel);
  }
}

const redirects: readonly number[] = [301, 302, 303, 307, 308];

function refuseRedirect(response: HttpResponse, url: string): HttpResponse {
  if (redirects.includes(response.status)) throw redirected(response.status, url, response.headers['location']);
  return response;
}
