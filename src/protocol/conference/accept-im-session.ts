// `acceptImSession` (protocol.md 3.6).

export interface AcceptImSession {
  readonly kind: 'acceptImSession';
}
