// `participantRemoved` (protocol.md 4.8, 7.12).
import type { SipUri } from '../sip-uri';

export interface ParticipantRemoved {
  readonly kind: 'participantRemoved';
  readonly uri: SipUri;
}
