// `voIPTerminated` (protocol.md 4.10, 5.8).

export const voIPTerminatedReasons = ['Remote', 'Timeout', 'SessionDown'] as const;

export interface VoIPTerminated {
  readonly kind: 'voIPTerminated';
  readonly reason: (typeof voIPTerminatedReasons)[number];
}
