// `ejectParticipant` (protocol.md 3.12).
import type { SipUri } from '../sip-uri';

export interface EjectParticipant {
  readonly kind: 'ejectParticipant';
  readonly uri: SipUri;
}
