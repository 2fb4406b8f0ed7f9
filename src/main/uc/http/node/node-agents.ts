// How Node's stack gets to a server: directly or through a proxy. The transport and the windowless single sign-on go the same ways.
import * as http from 'node:http';
import * as net from 'node:net';
import { exchange, type Exchange } from './node-transport-exchange';
import { exchangeThrough, tunnelThrough } from './node-proxy';
import { VerifyingAgent, type TlsRules } from './node-transport-tls';
import { routeIn, type ProxyRoute } from '../proxy-route';
import { noProxySignIn, ProxyAnswers, type ProxySignIn } from '../proxy-sign-in';
import type { HttpResponse } from '../transport';

export interface NodeProxies {
  /** The ways to an address, as `proxy-route.ts` reads them. Default: directly. */
  readonly proxyFor?: ((url: string) => Promise<string>) | undefined;
  /** Tells proxies who this is. Default: nobody does. */
  readonly proxySignIn?: ProxySignIn | undefined;
}

export interface NodeWay {
  /** The same for all ways whose connections may be shared. */
  readonly key: string;
  newAgent(options: http.AgentOptions, rules: () => TlsRules): http.Agent;
  /** `what.agent`: one of this way. */
  exchange(what: Exchange): Promise<HttpResponse>;
}

/** Throws `FailureError('proxy-unusable')`. */
export async function wayTo(url: URL, { proxyFor, proxySignIn = noProxySignIn }: NodeProxies): Promise<NodeWay> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new TypeError(`not an address of HTTP: ${url.protocol}`);
  const route = proxyFor && routeIn(await proxyFor(url.href));
  const key = `${url.protocol} ${route ? `${route.host}:${route.port}` : ''}`;
  if (url.protocol === 'https:') {
    const dial =
      route &&
      ((target: string, signal: AbortSignal): Promise<net.Socket> =>
        tunnelThrough(route, target, new ProxyAnswers(proxySignIn, url.href), signal));
    return { key, newAgent: (options, rules) => new VerifyingAgent(options, rules(), dial), exchange };
  }
  if (!route) return { key, newAgent: (options) => new http.Agent(options), exchange };
  return {
    key,
    newAgent: (options) => new AgentOfProxy(options, route),
    exchange: (what) =>
      exchangeThrough(route, new ProxyAnswers(proxySignIn, url.href), (headers) =>
        exchange({ ...what, target: what.url.href, headers: { ...what.headers, ...headers } }),
      ),
  };
}

/** Connects to the proxy, whatever server is asked. */
class AgentOfProxy extends http.Agent {
  readonly #route: ProxyRoute;

  constructor(options: http.AgentOptions, route: ProxyRoute) {
    super(options);
    this.#route = route;
  }

  override createConnection(options: net.NetConnectOpts): net.Socket {
    return net.connect({ ...options, ...this.#route });
  }
}
