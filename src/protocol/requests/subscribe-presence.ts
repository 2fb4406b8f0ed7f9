// `subscribePresence` (protocol.md 3.29).
import type { SipUri } from '../sip-uri';

export interface SubscribePresenceRequest {
  readonly kind: 'subscribePresence';
  readonly rid: string;
  readonly uris: readonly SipUri[];
}
