// `sendMessage`: `format` and `content` straight under it (protocol.md 3.8; field notes, "On the wire").
import type { Codec } from '../codec';
import { decodeImMessage, encodeImMessage } from '../im-message';
import { element } from '../xml';
import { childNamed } from '../xml-reader';
import type { ImMessage } from '../im-message';

export interface SendMessage {
  readonly kind: 'sendMessage';
  readonly message: ImMessage;
}

export const sendMessageCodec: Codec<SendMessage> = {
  element: 'sendMessage',
  decode(source) {
    return { kind: 'sendMessage', message: decodeImMessage(childNamed(source, 'message') ?? source) };
  },
  encode(value) {
    return element('sendMessage', {}, encodeImMessage(value.message));
  },
};
