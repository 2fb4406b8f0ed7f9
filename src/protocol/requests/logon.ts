// `logon`: the only request without a rid, sent to a sign-in URL (protocol.md 3.1).

export interface LogonRequest {
  readonly kind: 'logon';
  /** `domain\user` or `user@domain`; forms only. */
  readonly user?: string;
  readonly password?: string;
  readonly uri?: string;
}
