// How Node's stack gets to a server: directly or through a proxy. The transport and the windowless single sign-on go the same ways.
import * as http from 'node:http';
import { dialed, type Connected, type Dial } from './dial';
import { exchange, type Exchange } from './node-transport-exchange';
import { exchangeThrough, tunnelThrough } from './node-proxy';
import { VerifyingAgent, type TlsRules } from './node-transport-tls';
import { lineToProxy } from './proxy-line';
import { placeText } from '../place';
import { isOfSocks, routeIn } from '../proxy-route';
import { noProxySignIn, ProxyAnswers, type ProxySignIn } from '../proxy-sign-in';
import type { HttpResponse } from '../transport';

export interface NodeProxies {
  /** The ways to an address, as `proxy-route.ts` reads them. Default: directly. */
  readonly proxyFor?: ((url: string) => Promise<string>) | undefined;
  /** Tells proxies who this is. Default: nobody does. */
  readonly proxySignIn?: ProxySignIn | undefined;
  /** Certificate authorities in PEM, in addition to the usual ones; of proxies that are themselves encrypted, too. */
  readonly ca?: string;
}

export interface NodeWay {
  /** The same for all ways whose connections may be shared. */
  readonly key: string;
  newAgent(options: http.AgentOptions, rules: () => TlsRules): http.Agent;
  /** `what.agent`: one of this way. */
  exchange(what: Exchange): Promise<HttpResponse>;
}

/** Throws `FailureError('proxy-unusable')`. */
export async function wayTo(url: URL, proxies: NodeProxies): Promise<NodeWay> {
  const { proxyFor, proxySignIn = noProxySignIn, ca: authorities } = proxies;
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new TypeError(`not an address of HTTP: ${url.protocol}`);
  const route = proxyFor && routeIn(await proxyFor(url.href));
  const key = `${url.protocol} ${route ? `${route.kind} ${placeText(route)}` : ''}`;
  const answers = (): ProxyAnswers => new ProxyAnswers(proxySignIn, url.href);
  const tunnel: Dial | undefined =
    route && ((target, signal) => tunnelThrough(route, target, { answers: answers(), signal, authorities }));
  if (url.protocol === 'https:')
    return { key, newAgent: (options, rules) => new VerifyingAgent(options, rules(), tunnel), exchange };
  if (!route || !tunnel) return { key, newAgent: (options) => new http.Agent(options), exchange };
  if (isOfSocks(route.kind)) return { key, newAgent: (options) => new DialingAgent(options, tunnel), exchange };
  return {
    key,
    // Connects to the proxy, whatever server is asked.
    newAgent: (options) => new DialingAgent(options, (_, signal) => lineToProxy(route, signal, authorities)),
    exchange: (what) =>
      exchangeThrough(route, answers(), (headers) =>
        exchange({ ...what, target: what.url.href, headers: { ...what.headers, ...headers } }),
      ),
  };
}

class DialingAgent extends http.Agent {
  readonly #dial: Dial;

  constructor(options: http.AgentOptions, dial: Dial) {
    super(options);
    this.#dial = dial;
  }

  override createConnection({ host, port = 80 }: http.ClientRequestArgs, callback?: Connected): undefined {
    dialed(this.#dial, { host: host ?? undefined, port: Number(port) }, callback, (socket) => {
      callback?.(null, socket);
      // It was held so that nothing is missed; whoever asked listens from the next turn on.
      setImmediate(() => socket.resume());
    });
    return undefined;
  }
}
