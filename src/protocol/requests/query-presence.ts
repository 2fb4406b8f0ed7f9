// `queryPresence` (protocol.md 3.28).
import type { SipUri } from '../sip-uri';

export interface QueryPresenceRequest {
  readonly kind: 'queryPresence';
  readonly rid: string;
  readonly uris: readonly SipUri[];
}
