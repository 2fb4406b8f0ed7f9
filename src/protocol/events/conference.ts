// `conference` on the data channel (protocol.md 4.8).
import type { ConferenceUpdate } from '../conference-updates';

export interface ConferenceEvent {
  readonly kind: 'conference';
  readonly eid: number;
  readonly confId: number;
  /** One, in all samples; several are taken in order. */
  readonly updates: readonly ConferenceUpdate[];
}
