// `voIPTerminated` (protocol.md 4.10, 5.8).
import type { ValueOf } from '../codec';
import { oneOf } from '../form';
import { child, record } from '../record';

export const voIPTerminatedReasons = ['Remote', 'Timeout', 'SessionDown'] as const;

export type VoIPTerminated = ValueOf<typeof voIPTerminatedCodec>;

export const voIPTerminatedCodec = record('voIPTerminated', {
  // The call is over whatever the reason: one that no page lists counts as the caller's.
  reason: child(oneOf(voIPTerminatedReasons)).or('Remote'),
});
