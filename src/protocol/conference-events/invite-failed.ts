// `inviteFailed`; the reason follows in a `requestFailed` (protocol.md 4.8).
import type { SipUri } from '../sip-uri';

export interface InviteFailed {
  readonly kind: 'inviteFailed';
  readonly uri: SipUri;
}
