// `acknowledgeSubscriber` (protocol.md 3.24; the place of `uri` is unknown, section 8: written directly, read in `uris` too).
import type { SipUri } from '../sip-uri';

export interface AcknowledgeSubscriberRequest {
  readonly kind: 'acknowledgeSubscriber';
  readonly rid: string;
  readonly uris: readonly SipUri[];
}
