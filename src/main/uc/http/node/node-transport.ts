// HTTP on Node's own stack: the command line's, the tests', and the app's for servers that only speak old TLS
// (protocol.md 1.2; design.md, "Decisions taken"). Chromium's stack is `main/transports`.
import type * as http from 'node:http';
import { FailureError } from '../../../../shared/domain/failure';
import { wayTo, type NodeProxies, type NodeWay } from './node-agents';
import type { Exchange } from './node-transport-exchange';
import { failureFromNodeError } from './node-transport-failure';
import { TlsRules, type TlsTrust } from './node-transport-tls';
import { exchangeWithNtlm, type Leg } from './ntlm';
import { redirected } from '../redirect';
import type { HttpRequest, HttpResponse, Transport } from '../transport';

export interface NodeTransportOptions extends TlsTrust, NodeProxies {
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
  /** One a way. */
  const agents = new Map<string, http.Agent>();
  let tlsRules: TlsRules | undefined;
  const rules = (): TlsRules => (tlsRules ??= new TlsRules(options));
  const maxBodyBytes = options.maxBodyBytes ?? defaultMaxBodyBytes;
  const allowsOldTls = options.minTlsVersion === 'TLSv1';

  const agentOf = (way: NodeWay): http.Agent => {
    const agent = agents.get(way.key) ?? way.newAgent(agentOptions, rules);
    agents.set(way.key, agent);
    return agent;
  };
  const closeAll = (): void => {
    for (const agent of agents.values()) agent.destroy();
    agents.clear();
  };

  const integrated = async (
    way: NodeWay,
    what: Omit<Exchange, 'agent'>,
    authentication: NonNullable<HttpRequest['authentication']>,
  ): Promise<HttpResponse> => {
    const { user, password = '' } = authentication;
    const agent = way.newAgent({ ...agentOptions, maxSockets: 1 }, rules);
    const leg: Leg = (headers, withBody) =>
      way.exchange({
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
      // What is wrong with our own rules is no failure of a network.
      if (url.protocol === 'https:') rules();
      return withDeadline(request, async (signal) => {
        try {
          const began = renewals;
          const way = await wayTo(url, options);
          const what = { ...request, url, maxBodyBytes, signal, isRetired: () => began !== renewals };
          const response = request.authentication
            ? await integrated(way, what, request.authentication)
            : await way.exchange({ ...what, agent: agentOf(way) });
          return refuseRedirect(response, request.url);
        } catch (error) {
          throw failureFromNodeError(error, allowsOldTls);
        }
      });
    },
    async renew() {
      renewals += 1;
      closeAll();
    },
    close: closeAll,
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
  // Finding the way may take its own time, and knows no signal.
  const over = new Promise<never>((_, reject) =>
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error), { once: true }),
  );
  try {
    return await Promise.race([run(controller.signal), over]);
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
