// `voIPReceived`: an incoming call (protocol.md 4.9).
import type { SipUri } from '../sip-uri';

export interface VoIPReceived {
  readonly kind: 'voIPReceived';
  readonly uri: SipUri;
  readonly displayName?: string;
  /** From header of the SIP INVITE. */
  readonly from?: string;
  readonly redirectable: boolean;
  readonly canReplyWithIM: boolean;
  readonly priority?: string;
  readonly isConference: boolean;
  readonly subject?: string;
}
