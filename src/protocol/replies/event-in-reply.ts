// An event in the place of a reply (protocol.md 7.4).
import type { CwaEvent } from '../events';

export interface EventInReply {
  readonly kind: 'event';
  readonly event: Exclude<CwaEvent, { kind: 'requestAccepted' | 'requestSucceeded' | 'requestFailed' }>;
}
