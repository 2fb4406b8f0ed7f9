// The transports of the app: what `main/index.ts` builds once and hands to the engine.
import type { Net } from 'electron';
import { createNodeTransport } from '../uc/http/node/node-transport';
import type { ProxySignIn } from '../uc/http/proxy-sign-in';
import type { ServerTrust } from './certificate-trust';
import { createChromiumTransport } from './chromium-transport';
import { resolveProxy, type ServerSessions } from './server-sessions';
import { createTransportRouter, type TransportRouter } from './transport-router';

/** `trustOf`: what the person decided about a server (kept in the settings), by origin. */
export function createElectronTransports(
  net: Pick<Net, 'request'>,
  sessions: ServerSessions,
  trustOf: (origin: string) => ServerTrust | undefined,
  proxySignIn?: ProxySignIn,
): TransportRouter {
  return createTransportRouter({
    trustOf,
    chromium: (trust) => createChromiumTransport(net, sessions(trust), { proxySignIn }),
    node: (trust) =>
      createNodeTransport({
        minTlsVersion: 'TLSv1',
        ...(trust.fingerprint !== undefined && { trustedFingerprint: trust.fingerprint }),
        // The way that Chromium would go.
        proxyFor: (url) => resolveProxy(sessions(trust), url),
        proxySignIn,
      }),
  });
}
