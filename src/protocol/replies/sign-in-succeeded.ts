// `requestSucceeded` as the answer to `logon` (protocol.md 4.5).
import type { SipUri } from '../sip-uri';

export interface SignInSucceeded {
  readonly kind: 'signInSucceeded';
  readonly uri?: SipUri;
  /** Opaque Base64, echoed in `initiateSession`. */
  readonly signInData?: string;
}
