// `voIPRedirect` (protocol.md 3.15).
import type { SipUri } from '../sip-uri';

export interface VoIPRedirect {
  readonly kind: 'voIPRedirect';
  readonly uri: SipUri;
}
