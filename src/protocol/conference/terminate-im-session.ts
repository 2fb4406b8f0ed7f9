// `terminateImSession` (protocol.md 3.7).

export interface TerminateImSession {
  readonly kind: 'terminateImSession';
}
