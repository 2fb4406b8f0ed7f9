// `unSubscribePresence` (protocol.md 3.30).
import type { SipUri } from '../sip-uri';

export interface UnSubscribePresenceRequest {
  readonly kind: 'unSubscribePresence';
  readonly rid: string;
  readonly uris: readonly SipUri[];
}
