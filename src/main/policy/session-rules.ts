// What an administrator allows of sessions: which servers, how to sign in, whether the computer is a public one, what a person may
// decide about encryption. Asked where a session begins: a window is not believed.
import { FailureError } from '../../shared/domain/failure';
import { parseServerAddress } from '../uc/http/server-address';
import { matchesHost } from './host-patterns';
import type { PolicyValues } from './policy-keys';

export interface SessionWish {
  /** This server, as typed, and those that led to it, the nearest first. */
  readonly way: readonly string[];
  readonly method: 'forms' | 'integrated' | 'sso';
  readonly isPublicComputer: boolean;
}

export interface SessionRules {
  /** @throws FailureError `server-not-allowed`, `set-by-organisation` */
  check(wish: SessionWish): void;
  mayUse(way: readonly string[]): boolean;
  /** Absent: the person says. */
  readonly isPublicComputer?: boolean;
  readonly mayTrustCertificates: boolean;
  readonly mayAllowOldTls: boolean;
  /** An organisation that names its servers wants no other. */
  readonly offersDemo: boolean;
  readonly keepsHistory: boolean;
  /** What the server says, into a file. */
  readonly mayRecord: boolean;
}

export function sessionRules(values: PolicyValues): SessionRules {
  const fixed = values['server.address'];
  const allowed = values['server.allowed'];
  const isPublicComputer = values['signIn.publicComputer'];
  const method = values['signIn.method'];

  /** Beside the fixed server none counts, unless that one led there and the list names it. */
  function mayUse(way: readonly string[]): boolean {
    const [server = ''] = way;
    if (fixed !== undefined) {
      if (isSame(server, fixed)) return true;
      if (allowed === undefined || !way.some((each) => isSame(each, fixed))) return false;
    }
    return allowed === undefined || isListed(server, allowed);
  }

  return {
    mayUse,
    check(wish) {
      if (!mayUse(wish.way)) throw new FailureError('server-not-allowed');
      if (method !== undefined && wish.method !== method) throw new FailureError('set-by-organisation', 'signInMethod');
      if (isPublicComputer !== undefined && wish.isPublicComputer !== isPublicComputer)
        throw new FailureError('set-by-organisation', 'isPublicComputer');
    },
    ...(isPublicComputer !== undefined && { isPublicComputer }),
    mayTrustCertificates: values['tls.allowUntrustedCertificates'] ?? true,
    mayAllowOldTls: values['tls.allowOldVersions'] ?? true,
    offersDemo: fixed === undefined && allowed === undefined,
    keepsHistory: values['history.enabled'] ?? true,
    mayRecord: values['diagnostics.recording'] ?? true,
  };
}

export const noRules = sessionRules({});

/** The first address is what is meant; on this very computer plain http is tried after it. */
const basesOf = (typed: string): readonly string[] => {
  const address = parseServerAddress(typed);
  return address.ok ? address.candidates : [];
};

function isSame(typed: string, fixed: string): boolean {
  const bases = basesOf(typed);
  return bases.length > 0 && bases.every((base) => basesOf(fixed).includes(base));
}

function isListed(typed: string, patterns: readonly string[]): boolean {
  const bases = basesOf(typed);
  return (
    bases.length > 0 && bases.every((base) => patterns.some((pattern) => matchesHost(pattern, new URL(base).hostname)))
  );
}
