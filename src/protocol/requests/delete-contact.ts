// `deleteContact` (protocol.md 3.23).
import type { SipUri } from '../sip-uri';

export interface DeleteContactRequest {
  readonly kind: 'deleteContact';
  readonly rid: string;
  readonly uri: SipUri;
}
