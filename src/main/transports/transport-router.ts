// Which network stack carries a request: Chromium's, or Node's for a server whose old TLS the person switched on. Each server has
// a transport of its own, made anew when what the person decided about it changes.
import type { NodeTransport } from '../uc/http/node/node-transport';
import type { Transport } from '../uc/http/transport';
import type { ServerTrust } from './certificate-trust';

export interface TransportMakers {
  chromium(trust: ServerTrust): Transport & { renew(): Promise<void>; forgetSignIns(): Promise<void> };
  node(trust: ServerTrust): NodeTransport;
  /** What the person decided about a server; undefined: nothing. */
  trustOf(origin: string): ServerTrust | undefined;
}

export interface TransportRouter extends Transport {
  /** Closes every connection, and finds out anew how servers are reached. */
  renew(): Promise<void>;
  /** Nobody's sign-in at a proxy or a server is known any more. */
  forgetSignIns(): Promise<void>;
  /** Closes what is kept open. */
  close(): void;
}

interface Route {
  readonly trust: ServerTrust;
  readonly transport: Transport & { renew(): Promise<void> };
  forgetSignIns(): Promise<void>;
  close(): void;
}

export function createTransportRouter(makers: TransportMakers): TransportRouter {
  const routes = new Map<string, Route>();

  const routeTo = (origin: string): Route => {
    const trust = makers.trustOf(origin) ?? { origin, allowOldTls: false };
    const known = routes.get(origin);
    if (known && isSame(known.trust, trust)) return known;
    known?.close();
    const route = makeRoute(makers, trust);
    routes.set(origin, route);
    return route;
  };

  return {
    request: async (request) => routeTo(new URL(request.url).origin).transport.request(request),
    async renew() {
      await Promise.all([...routes.values()].map(({ transport }) => transport.renew()));
    },
    async forgetSignIns() {
      await Promise.all([...routes.values()].map((route) => route.forgetSignIns()));
    },
    close() {
      for (const route of routes.values()) route.close();
      routes.clear();
    },
  };
}

function makeRoute(makers: TransportMakers, trust: ServerTrust): Route {
  if (!trust.allowOldTls) {
    const transport = makers.chromium(trust);
    const forgetSignIns = (): Promise<void> => transport.forgetSignIns();
    return { trust, transport, forgetSignIns, close: () => void forgetSignIns().catch(() => undefined) };
  }
  const transport = makers.node(trust);
  // Node's connections that know somebody serve one request.
  return { trust, transport, forgetSignIns: async () => undefined, close: () => transport.close() };
}

function isSame(one: ServerTrust, other: ServerTrust): boolean {
  return one.allowOldTls === other.allowOldTls && one.fingerprint === other.fingerprint;
}
