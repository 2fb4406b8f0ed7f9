// `initiateImSession`: starts a conversation, or joins one by its focus URI (protocol.md 3.5, 7.1, 7.2, 7.5, 7.29).
import type { ImMessage } from '../im-message';
import type { SipUri } from '../sip-uri';

export interface InitiateImSession {
  readonly kind: 'initiateImSession';
  /** One user, several, or one focus URI to re-join. */
  readonly uris: readonly SipUri[];
  readonly message: ImMessage;
  readonly subject?: string;
}
