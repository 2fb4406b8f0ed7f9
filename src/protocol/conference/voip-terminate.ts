// `voIPTerminate` (protocol.md 3.16, 5.8).
import type { ValueOf } from '../codec';
import { oneOf } from '../form';
import { child, record } from '../record';

export const voIPTerminateActions = ['busyhere', 'declineeverywhere', 'temporarilyunavailable', 'voicemail'] as const;

export type VoIPTerminate = ValueOf<typeof voIPTerminateCodec>;

export const voIPTerminateCodec = record('voIPTerminate', { action: child(oneOf(voIPTerminateActions)) });
