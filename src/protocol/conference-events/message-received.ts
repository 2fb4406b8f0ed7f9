// `messageReceived` (protocol.md 4.8).
import type { ImMessage } from '../im-message';
import type { SipUri } from '../sip-uri';

export interface MessageReceived {
  readonly kind: 'messageReceived';
  readonly sender: SipUri;
  readonly message: ImMessage;
}
