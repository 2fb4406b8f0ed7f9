// `voIPTerminate` (protocol.md 3.16, 5.8).

export const voIPTerminateActions = ['busyhere', 'declineeverywhere', 'temporarilyunavailable', 'voicemail'] as const;

export interface VoIPTerminate {
  readonly kind: 'voIPTerminate';
  readonly action: (typeof voIPTerminateActions)[number];
}
