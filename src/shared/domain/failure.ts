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
  /** Something on the way answers with what it has kept. */
  'stale-answers',
  /** A proxy on the way wants to know who this is. */
  'proxy-asks',
  /** There is no way but through a proxy, and that wants what cannot be done here. */
  'proxy-unusable',
  // proving who one is
  'wrong-password',
  'sign-in-refused',
  /** The server has no such way to sign in. */
  'no-windows-sign-in',
  'credentials-needed',
  'not-signed-in',
  // doing things
  'empty-text',
  'too-long',
  /** Not the text: the number of those whom it concerns. */
  'too-many-people',
  'no-recipient',
  'bad-uri',
  /** It would be done with the one who does it. */
  'oneself',
  'peer-offline',
  /** Was reached, and takes no conversation now. */
  'peer-busy',
  'not-connected',
  'not-found',
  'not-allowed',
  /** It was withdrawn, or answered elsewhere, or has rung out. */
  'invitation-over',
  /** An administrator has set this, and nobody changes it here. */
  'set-by-organisation',
  /** None of those that an administrator allows. */
  'server-not-allowed',
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

/** Where a server sends us in place of an answer. It is never followed by itself: a password and a ticket belong to one server. */
export interface Redirect {
  /** The address of a server, as a person would type it; absent where it is none, or the one that was asked. */
  readonly to?: string;
  readonly isOtherHost: boolean;
  /** Out of encryption: not to be followed at all. */
  readonly isStepDown: boolean;
}

/** A proxy that asks who this is. */
export interface ProxyDetails {
  /** `host:port` */
  readonly address: string;
  /** What it calls itself. */
  readonly realm?: string;
  /** It did not take what it was told. */
  readonly wasRefused: boolean;
  /** What it is told can be read on the way to it (Basic). */
  readonly isInClear: boolean;
  /** It has got what was meant for the server, in clear; else it has heard no more than the server's name. */
  readonly hasSeenRequest: boolean;
}

/** What of a failure is a number or a name of the system's: these may be written down anywhere. */
export interface FailureFacts {
  /** Status of an HTTP answer. */
  readonly http?: number;
  /** Of the service (protocol.md 5.9). */
  readonly cwa?: number;
  readonly subCode?: number;
  readonly sip?: number;
  /** As the system, Node or Chromium name it: `ECONNRESET`, `ERR_CONNECTION_RESET`. */
  readonly system?: string;
}

export interface Failure {
  readonly code: FailureCode;
  /**
   * Technical words for "details" in a window. A server may have written them, and in them what it likes: never for a log, and never to
   * decide by.
   */
  readonly detail?: string;
  /** The same for a log. */
  readonly facts?: FailureFacts;
  /** With `certificate`, where the certificate is known. */
  readonly certificate?: CertificateDetails;
  /** With `redirected`, where the server says where to. */
  readonly redirect?: Redirect;
  /** With `proxy-asks`. */
  readonly proxy?: ProxyDetails;
  /** Whether what was asked can have got to the server, where another failure of this code would say otherwise (`wasNeverSent`). */
  readonly reached?: 'never' | 'maybe';
  /** Who on the way let nothing through; absent: nobody, or nobody knows. */
  readonly stoppedAt?: 'proxy';
}

/** Thrown by engine calls; crosses IPC as `{ ok: false, failure }`. */
export class FailureError extends Error {
  override readonly name = 'FailureError';
  readonly facts?: FailureFacts;
  readonly certificate?: CertificateDetails;
  readonly redirect?: Redirect;
  readonly proxy?: ProxyDetails;
  readonly reached?: 'never' | 'maybe';
  readonly stoppedAt?: 'proxy';
  constructor(
    readonly code: FailureCode,
    readonly detail?: string,
    options?: { readonly cause?: unknown } & Omit<Failure, 'code' | 'detail'>,
  ) {
    super(detail === undefined ? code : `${code}: ${detail}`, options);
    if (options?.facts) this.facts = options.facts;
    if (options?.certificate) this.certificate = options.certificate;
    if (options?.redirect) this.redirect = options.redirect;
    if (options?.proxy) this.proxy = options.proxy;
    if (options?.reached) this.reached = options.reached;
    if (options?.stoppedAt) this.stoppedAt = options.stoppedAt;
  }
}

/** Whatever was thrown, as plain data that crosses a border. What nobody expected is a fault of our own. */
export function failureOfError(error: unknown): Failure {
  if (!(error instanceof FailureError)) {
    return { code: 'internal', detail: error instanceof Error ? error.message : String(error) };
  }
  const { code, detail, facts, certificate, redirect, proxy, reached, stoppedAt } = error;
  return {
    code,
    ...(detail !== undefined && { detail }),
    ...(facts && { facts }),
    ...(certificate && { certificate }),
    ...(redirect && { redirect }),
    ...(proxy && { proxy }),
    ...(reached && { reached }),
    ...(stoppedAt && { stoppedAt }),
  };
}

/** The other way round: to be thrown on the other side. */
export function errorOfFailure({ code, detail, ...rest }: Failure): FailureError {
  return new FailureError(code, detail, rest);
}
