// What the person decided about servers: one certificate to accept, and old TLS. Each decision is for one server only, and only about
// what that server itself was seen to do. The transports ask before every request.
import { FailureError, type CertificateDetails } from '../../shared/domain/failure';
import type { ServerDecision } from '../../shared/ipc/server-methods';
import { noRules, type SessionRules } from '../policy/session-rules';
import type { Decision, ServerDecisions } from '../store/server-decisions';
import type { ServerTrust } from '../transports/certificate-trust';
import { parseServerAddress } from '../uc/http/server-address';
import type { Transport } from '../uc/http/transport';

export interface KnownServers {
  trustOf(origin: string): ServerTrust;
  /** The certificate that the server, as typed, showed last, if it was refused and not withdrawn; nothing else can be trusted. */
  trustCertificate(server: string, fingerprint: string, isGuest: boolean): void;
  /** For a server, as typed, that was refused because of its old TLS last. */
  allowOldTls(server: string, isGuest: boolean): void;
  /** A guest sees their own alone. */
  decisions(): readonly ServerDecision[];
  /** A guest can take back only what they have decided. */
  forget(origin: string): void;
  /** What was decided on a public computer ends with the session that it was decided for. */
  forgetGuest(): void;
  /** Remembers why this server is refused, so that it can be decided on. */
  watch<T>(url: string, work: () => Promise<T>): Promise<T>;
  watched(transport: Transport): Transport;
}

/** Why a server was refused the last time, if it was something to decide on. */
type Refusal = CertificateDetails | 'old-tls';

const nothing: Decision = { allowsOldTls: false };

/** `isGuestSession`: whoever is signed in does not own this computer. */
export function createKnownServers(
  kept: ServerDecisions,
  rules: SessionRules = noRules,
  isGuestSession: () => boolean = () => false,
): KnownServers {
  const refusals = new Map<string, Refusal>();
  /** Never written, and laid over what is kept. */
  const guests = new Map<string, Partial<Decision>>();

  /** What an administrator does not allow counts no more, also where it was decided before. */
  function decidedOn(origin: string): Decision {
    const { allowsOldTls, fingerprint, certificate } = { ...nothing, ...kept.all().get(origin), ...guests.get(origin) };
    return {
      allowsOldTls: allowsOldTls && rules.mayAllowOldTls,
      ...(rules.mayTrustCertificates && {
        ...(fingerprint !== undefined && { fingerprint }),
        ...(certificate && { certificate }),
      }),
    };
  }

  function mustAllow(isAllowed: boolean): void {
    if (!isAllowed) throw new FailureError('set-by-organisation');
  }

  function decide(origin: string, change: Partial<Decision>, wantsGuest: boolean): void {
    const isGuest = rules.isPublicComputer ?? (wantsGuest || isGuestSession());
    if (isGuest) guests.set(origin, { ...guests.get(origin), ...change });
    else kept.replace(new Map(kept.all()).set(origin, { ...nothing, ...kept.all().get(origin), ...change }));
  }

  /** The server, as typed, and why it was refused last, if it is what is to be decided on. */
  function findRefusal<T extends Refusal>(
    server: string,
    isIt: (refusal: Refusal) => refusal is T,
  ): { readonly origin: string; readonly refusal: T } {
    const address = parseServerAddress(server);
    for (const candidate of address.ok ? address.candidates : []) {
      const { origin } = new URL(candidate);
      const refusal = refusals.get(origin);
      if (refusal !== undefined && isIt(refusal)) return { origin, refusal };
    }
    throw new FailureError('not-allowed', 'the server was not refused for this');
  }

  async function watch<T>(url: string, work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      // Every poll comes by here, and an address is not read for nothing.
      if (refusals.size > 0) refusals.delete(new URL(url).origin);
      return result;
    } catch (error) {
      if (error instanceof FailureError) {
        if (error.certificate) refusals.set(new URL(url).origin, error.certificate);
        else if (error.code === 'old-tls') refusals.set(new URL(url).origin, 'old-tls');
      }
      throw error;
    }
  }

  return {
    trustOf(origin) {
      const { allowsOldTls, fingerprint } = decidedOn(origin);
      return {
        origin,
        allowOldTls: allowsOldTls,
        ...(fingerprint !== undefined && { fingerprint }),
      };
    },
    trustCertificate(server, fingerprint, isGuest) {
      mustAllow(rules.mayTrustCertificates);
      const { origin, refusal } = findRefusal(
        server,
        (shown): shown is CertificateDetails =>
          shown !== 'old-tls' && shown.problem !== 'revoked' && shown.fingerprint === fingerprint,
      );
      const { subject, issuer, validFrom, validTo } = refusal;
      decide(origin, { fingerprint, certificate: { subject, issuer, validFrom, validTo } }, isGuest);
    },
    allowOldTls(server, isGuest) {
      mustAllow(rules.mayAllowOldTls);
      const { origin } = findRefusal(server, (refusal): refusal is 'old-tls' => refusal === 'old-tls');
      decide(origin, { allowsOldTls: true }, isGuest);
    },
    decisions: () =>
      [...new Set([...(isGuestSession() ? [] : kept.all().keys()), ...guests.keys()])]
        .map((origin) => ({ origin, ...decidedOn(origin) }))
        .filter(({ allowsOldTls, fingerprint }) => allowsOldTls || fingerprint !== undefined),
    forget(origin) {
      guests.delete(origin);
      if (isGuestSession() || !kept.all().has(origin)) return;
      const rest = new Map(kept.all());
      rest.delete(origin);
      kept.replace(rest);
    },
    forgetGuest: () => guests.clear(),
    watch,
    watched: (transport) => ({ request: (request) => watch(request.url, () => transport.request(request)) }),
  };
}
