// `promoteParticipant` (protocol.md 3.13).
import type { SipUri } from '../sip-uri';

export interface PromoteParticipant {
  readonly kind: 'promoteParticipant';
  readonly uri: SipUri;
}
