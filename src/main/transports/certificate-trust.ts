// Trust of one server: the person may accept one certificate for it, and only for it; another one in its place is refused.
// Each server has a session of its own, so that a verdict (which Chromium caches) is never met by another server.
import type { Certificate, Request as VerificationRequest, Session } from 'electron';
import type { CertificateDetails } from '../../shared/domain/failure';
import { certificateName, fingerprintOf, type CertificateProblem } from '../uc/http/server-certificate';
import { certificateProblem } from './chromium-failure';

/** What a person decided about one server. */
export interface ServerTrust {
  /** `https://host[:port]` */
  readonly origin: string;
  readonly allowOldTls: boolean;
  /** SHA-256 of the one certificate to accept, `AA:BB:…`. */
  readonly fingerprint?: string;
}

export type CertificateVerdict = 'accept' | 'refuse' | 'as-usual';

/** What to do with a certificate that was shown by `hostname`. */
export function decide(hostname: string, fingerprint: string, trust: ServerTrust): CertificateVerdict {
  // A proxy on the way shows a certificate too: it is none of ours.
  if (trust.fingerprint === undefined || !isOf(trust, hostname)) return 'as-usual';
  return fingerprint === trust.fingerprint ? 'accept' : 'refuse';
}

function isOf(trust: ServerTrust, hostname: string): boolean {
  return bare(hostname) === bare(new URL(trust.origin).hostname);
}

/** IPv6 addresses come with brackets and without. */
function bare(hostname: string): string {
  return hostname.toLowerCase().replace(/^\[|\]$/gu, '');
}

export interface CertificateWatch {
  /** The certificate of the server that was refused last; nothing if it was another host's, such as a proxy's. */
  readonly refused: CertificateDetails | undefined;
}

/** Verification results of Electron: https://www.electronjs.org/docs/latest/api/session, `setCertificateVerifyProc`. */
const verificationResult = { accept: 0, refuse: -2, 'as-usual': -3 } as const;

/** Applies `trust` to a session, and keeps what was refused so that it can be shown. */
export function watchCertificates(
  session: Pick<Session, 'setCertificateVerifyProc'>,
  trust: ServerTrust,
  now: () => number = Date.now,
): CertificateWatch {
  let refused: CertificateDetails | undefined;
  session.setCertificateVerifyProc((request: VerificationRequest, callback) => {
    const fingerprint = fingerprintOf(request.certificate.data);
    const verdict = decide(request.hostname, fingerprint, trust);
    if (verdict === 'refuse') {
      const changed = details(request.certificate, fingerprint, 'changed');
      refused = { ...changed, ...(trust.fingerprint !== undefined && { trustedFingerprint: trust.fingerprint }) };
    }
    if (verdict === 'as-usual' && request.errorCode !== 0) {
      const problem = certificateProblem(request.verificationResult, request.certificate.validStart * 1000, now());
      // What a proxy or an identity provider shows is not to be trusted as the server's.
      refused = isOf(trust, request.hostname) ? details(request.certificate, fingerprint, problem) : undefined;
    }
    callback(verificationResult[verdict]);
  });
  return {
    get refused() {
      return refused;
    },
  };
}

function details(certificate: Certificate, fingerprint: string, problem: CertificateProblem): CertificateDetails {
  const { subject, issuer, subjectName, issuerName } = certificate;
  return {
    subject: certificateName(subject.commonName, subject.organizations[0], subjectName),
    issuer: certificateName(issuer.commonName, issuer.organizations[0], issuerName),
    validFrom: certificate.validStart * 1000,
    validTo: certificate.validExpiry * 1000,
    fingerprint,
    problem,
  };
}
