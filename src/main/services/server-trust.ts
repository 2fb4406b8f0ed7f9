// What the person decided about servers: one certificate to accept, old TLS, and (for this run) cookies of single sign-on. Each
// decision is for one server only. The transports ask before every request.
import * as v from 'valibot';
import { FailureError, type CertificateDetails } from '../../shared/domain/failure';
import type { ServerDecision } from '../../shared/ipc/server-calls';
import type { JsonFile } from '../store/settings';
import type { ServerTrust } from '../transports/certificate-trust';
import { parseServerAddress } from '../uc/server-address';
import type { Transport } from '../uc/transport';

export interface KnownServers {
  trustOf(origin: string): ServerTrust;
  /** From now on requests to this server carry its cookies (protocol.md 1.2, single sign-on). */
  keepCookiesOf(serverUrl: string): void;
  /** The server, as typed, showed this certificate and it was refused; nothing else can be trusted. */
  trustCertificate(server: string, fingerprint: string, isKept: boolean): void;
  allowOldTls(server: string, isKept: boolean): void;
  decisions(): readonly ServerDecision[];
  forget(origin: string): void;
  /** Remembers which certificates are refused on the way, so that they can be decided on. */
  watch(transport: Transport): Transport;
}

const Decision = v.object({
  allowsOldTls: v.optional(v.boolean(), false),
  fingerprint: v.optional(v.pipe(v.string(), v.regex(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/u))),
});
type Decided = v.InferOutput<typeof Decision>;

export function createKnownServers(file: JsonFile): KnownServers {
  const withCookies = new Set<string>();
  const refused = new Map<string, CertificateDetails>();
  const decided = new Map<string, Decided>(
    Object.entries(file.store).flatMap(([origin, value]) => {
      const parsed = v.safeParse(Decision, value);
      return parsed.success ? [[origin, parsed.output] as const] : [];
    }),
  );
  /** Those of a public computer last as long as the program. */
  const unkept = new Set<string>();

  function save(): void {
    file.store = Object.fromEntries([...decided].filter(([origin]) => !unkept.has(origin)));
  }

  function decide(origin: string, change: Partial<Decided>, isKept: boolean): void {
    decided.set(origin, { ...(decided.get(origin) ?? { allowsOldTls: false }), ...change });
    if (isKept) unkept.delete(origin);
    else unkept.add(origin);
    if (isKept) save();
  }

  function originsOf(server: string): readonly string[] {
    const address = parseServerAddress(server);
    if (!address.ok) throw new FailureError('unknown-host', `server address: ${address.reason}`);
    return address.candidates;
  }

  return {
    trustOf(origin) {
      const { allowsOldTls = false, fingerprint } = decided.get(origin) ?? {};
      return {
        origin,
        allowOldTls: allowsOldTls,
        ...(fingerprint !== undefined && { fingerprint }),
        keepsCookies: withCookies.has(origin),
      };
    },
    keepCookiesOf: (serverUrl) => void withCookies.add(new URL(serverUrl).origin),
    trustCertificate(server, fingerprint, isKept) {
      const origin = originsOf(server).find((candidate) => refused.get(candidate)?.fingerprint === fingerprint);
      if (origin === undefined) throw new FailureError('not-allowed', 'no such certificate was shown');
      decide(origin, { fingerprint }, isKept);
    },
    allowOldTls(server, isKept) {
      const origin = originsOf(server).find((candidate) => candidate.startsWith('https:'));
      if (origin === undefined) throw new FailureError('not-allowed', 'not an encrypted address');
      decide(origin, { allowsOldTls: true }, isKept);
    },
    decisions: () =>
      [...decided].map(([origin, { allowsOldTls, fingerprint }]) => ({
        origin,
        allowsOldTls,
        ...(fingerprint !== undefined && { fingerprint }),
      })),
    forget(origin) {
      decided.delete(origin);
      unkept.delete(origin);
      save();
    },
    watch: (transport) => ({
      async request(request) {
        try {
          return await transport.request(request);
        } catch (error) {
          if (error instanceof FailureError && error.certificate) {
            refused.set(new URL(request.url).origin, error.certificate);
          }
          throw error;
        }
      },
    }),
  };
}
