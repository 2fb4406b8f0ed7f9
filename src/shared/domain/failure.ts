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
  // proving who one is
  'wrong-password',
  'sign-in-refused',
  'credentials-needed',
  'not-signed-in',
  // doing things
  'empty-text',
  'too-long',
  'no-recipient',
  'bad-uri',
  'peer-offline',
  'not-connected',
  'not-found',
  'not-allowed',
  'duplicate-name',
  'refused',
  'unknown-outcome',
  'bad-request',
  'cancelled',
  'internal',
] as const;
export type FailureCode = (typeof failureCodes)[number];

export interface Failure {
  readonly code: FailureCode;
  /** Technical words for the log and "details"; English, free of secrets and message text. */
  readonly detail?: string;
}

/** Thrown by engine calls; crosses IPC as `{ ok: false, failure }`. */
export class FailureError extends Error {
  override readonly name = 'FailureError';
  constructor(
    readonly code: FailureCode,
    readonly detail?: string,
    options?: { readonly cause?: unknown },
  ) {
    super(detail === undefined ? code : `${code}: ${detail}`, options);
  }
}
