// `inviteParticipants` (protocol.md 3.11).
import type { SipUri } from '../sip-uri';

export interface InviteParticipants {
  readonly kind: 'inviteParticipants';
  readonly uris: readonly SipUri[];
}
