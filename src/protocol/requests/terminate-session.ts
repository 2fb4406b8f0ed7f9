// `terminateSession` (protocol.md 3.3).

export interface TerminateSessionRequest {
  readonly kind: 'terminateSession';
  readonly rid: string;
}
