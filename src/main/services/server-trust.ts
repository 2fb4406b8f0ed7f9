// What this run knows about servers beyond their address: so far, which ones sign people in on their own pages and may keep
// cookies for it. The transports ask before every request.
import type { ServerTrust } from '../transports/certificate-trust';

export interface KnownServers {
  trustOf(origin: string): ServerTrust;
  /** From now on requests to this server carry its cookies (protocol.md 1.2, single sign-on). */
  keepCookiesOf(serverUrl: string): void;
}

export function createKnownServers(): KnownServers {
  const withCookies = new Set<string>();
  return {
    trustOf: (origin) => ({ origin, allowOldTls: false, keepsCookies: withCookies.has(origin) }),
    keepCookiesOf: (serverUrl) => void withCookies.add(new URL(serverUrl).origin),
  };
}
