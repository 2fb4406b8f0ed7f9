// `messageReceived` (protocol.md 4.8).
import type { Codec } from '../codec';
import { decodeImMessage, encodeImMessage, type ImMessage } from '../im-message';
import { decodeHeardUri } from '../uris';
import { element } from '../xml';
import { attribute, childNamed } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface MessageReceived {
  readonly kind: 'messageReceived';
  readonly sender: SipUri;
  readonly message: ImMessage;
}

export const messageReceivedCodec: Codec<MessageReceived> = {
  element: 'messageReceived',
  decode(source) {
    return {
      kind: 'messageReceived',
      sender: decodeHeardUri(attribute(source, 'sender'), 'sender'),
      message: decodeImMessage(childNamed(source, 'message') ?? source),
    };
  },
  encode(value) {
    return element('messageReceived', { sender: value.sender }, element('message', {}, encodeImMessage(value.message)));
  },
};
