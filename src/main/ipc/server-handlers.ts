// What a person decided about a server's identity and encryption.
import type { serverMethods } from '../../shared/ipc/server-methods';
import type { MethodHandlers } from '../ipc';
import type { KnownServers } from '../services/server-trust';
import { parseServerAddress } from '../uc/http/server-address';

export function serverHandlers(servers: KnownServers): Pick<MethodHandlers, keyof typeof serverMethods> {
  return {
    'server:trust-certificate': ({ server, fingerprint, isPublicComputer }) =>
      servers.trustCertificate(server, fingerprint, isPublicComputer),
    'server:allow-old-tls': ({ server, isPublicComputer }) => servers.allowOldTls(server, isPublicComputer),
    'server:decisions': () => servers.decisions(),
    'server:forget': (origin) => servers.forget(origin),
    'server:is-insecure': (server) => {
      const address = parseServerAddress(server);
      return address.ok && address.isInsecure;
    },
  };
}
