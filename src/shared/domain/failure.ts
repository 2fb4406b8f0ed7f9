// Expected failures: a stable code that the renderer translates, never a stack.

export const failureCodes = [
  // reaching the server
  'unreachable',
  'unknown-host',
  'timeout',
  'tls',
  'certificate',
  'old-tls',
  'not-a-server',
  'server-error',
  'redirected',
  /** The network asks for a sign-in of its own and lets nothing through until then. */
  'captive-portal',
  // proving who one is
  'wrong-password',
  'sign-in-refused',
  'credentials-needed',
  'not-signed-in',
  // doing things
  'empty-text',
  'too-long',
  /** Not the text: the number of those whom it concerns. */
  'too-many-people',
  'no-recipient',
  'bad-uri',
  'peer-offline',
  'not-connected',
  'not-found',
  'not-allowed',
  'duplicate-name',
  'refused',
  'unknown-outcome',
  'file-not-written',
  'bad-request',
  'cancelled',
  'internal',
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** A server's certificate, as far as a person can judge it. */
export interface CertificateIdentity {
  /** Common name, or the organisation where there is none. */
  readonly subject: string;
  readonly issuer: string;
  /** Epoch milliseconds. */
  readonly validFrom: number;
  readonly validTo: number;
  /** SHA-256 of the certificate, `AA:BB:…` in capitals. */
  readonly fingerprint: string;
}

/** One that did not pass, as a person has to see it before trusting it. */
export interface CertificateDetails extends CertificateIdentity {
  /** With the problem `changed`: the one that was trusted until now. */
  readonly trustedFingerprint?: string;
  /** `changed`: another certificate than the one that was trusted for this server. */
  readonly problem: 'unknown-issuer' | 'expired' | 'not-yet-valid' | 'wrong-name' | 'revoked' | 'changed' | 'other';
}

export interface Failure {
  readonly code: FailureCode;
  /** Technical words for the log and "details"; English, free of secrets and message text. */
  readonly detail?: string;
  /** With `certificate`, where the certificate is known. */
  readonly certificate?: CertificateDetails;
}

/** Thrown by engine calls; crosses IPC as `{ ok: false, failure }`. */
export class FailureError extends Error {
  override readonly name = 'FailureError';
  readonly certificate?: CertificateDetails;
  constructor(
    readonly code: FailureCode,
    readonly detail?: string,
    options?: { readonly cause?: unknown; readonly certificate?: CertificateDetails },
  ) {
    super(detail === undefined ? code : `${code}: ${detail}`, options);
    if (options?.certificate) this.certificate = options.certificate;
  }
}
