// `sendMessage`: `format` and `content` straight under it (protocol.md 3.8; field notes, "On the wire").
import type { ImMessage } from '../im-message';

export interface SendMessage {
  readonly kind: 'sendMessage';
  readonly message: ImMessage;
}
