// `confUri`: the focus of the conference, kept for re-joining (protocol.md 4.8, 6.8).
import type { SipUri } from '../sip-uri';

export interface ConfUri {
  readonly kind: 'confUri';
  readonly uri: SipUri;
}
