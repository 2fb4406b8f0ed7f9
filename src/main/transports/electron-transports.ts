// The transports of the app: what `main/index.ts` builds once and hands to the engine.
import type { Net, Session } from 'electron';
import { createHash } from 'node:crypto';
import { createNodeTransport } from '../uc/node-transport';
import type { ServerTrust } from './certificate-trust';
import { createChromiumTransport } from './chromium-transport';
import { createTransportRouter, type TransportRouter } from './transport-router';

export interface ElectronNetwork {
  readonly net: Pick<Net, 'request'>;
  /** `session.fromPartition` of Electron. */
  readonly fromPartition: (partition: string, options: { readonly cache: boolean }) => Session;
}

/** `trustOf`: what the person decided about a server (kept in the settings), by origin. */
export function createElectronTransports(
  network: ElectronNetwork,
  trustOf: (origin: string) => ServerTrust | undefined,
): TransportRouter {
  return createTransportRouter({
    trustOf,
    chromium: (trust) => createChromiumTransport(network.net, serverSession(network, trust), { trust }),
    node: ({ fingerprint }) =>
      createNodeTransport({
        minTlsVersion: 'TLSv1',
        ...(fingerprint !== undefined && { trustedFingerprint: fingerprint }),
      }),
  });
}

/**
 * The session of one server, in memory alone: its verdict about the certificate, its connections and, after single sign-on, its
 * cookies are no other server's. Chromium keeps a verdict for the life of a session, so another certificate means another session.
 */
export function serverSession(network: Pick<ElectronNetwork, 'fromPartition'>, trust: ServerTrust): Session {
  const name = createHash('sha256')
    .update(`${trust.origin} ${trust.fingerprint ?? ''}`)
    .digest('hex')
    .slice(0, 32);
  return network.fromPartition(`server-${name}`, { cache: false });
}
