// What exactly is wrong with a certificate, in the order in which a person should hear of it. Pure.
import type { CertificateDetails } from '../../shared/domain/failure';

/** `self-issued`: nobody but the server itself vouches for it. */
export type CertificateProblem = CertificateDetails['problem'] | 'self-issued';

/**
 * The verification stops at the first problem that it meets; what the certificate says about its own time is told as well, so
 * that nobody trusts more than what was shown.
 */
export function certificateProblems(certificate: CertificateDetails, now: number): readonly CertificateProblem[] {
  const { problem, subject, issuer, validFrom, validTo } = certificate;
  const isOwn = problem === 'unknown-issuer' && issuer !== '' && subject === issuer;
  const problems = new Set<CertificateProblem>([isOwn ? 'self-issued' : problem]);
  if (validTo < now) problems.add('expired');
  if (validFrom > now) problems.add('not-yet-valid');
  return [...problems];
}

/** What its issuer has withdrawn, for example because the key was stolen, is nothing that a comparison could make good. */
export function canTrust({ problem }: CertificateDetails): boolean {
  return problem !== 'revoked';
}
