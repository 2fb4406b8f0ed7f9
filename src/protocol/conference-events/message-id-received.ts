// `messageIdReceived`: the other end confirms a message (protocol.md 4.8).
import type { Codec } from '../codec';
import { element } from '../xml';
import { attribute, required } from '../xml-reader';

export interface MessageIdReceived {
  readonly kind: 'messageIdReceived';
  readonly rid: string;
  readonly messageId: string;
}

export const messageIdReceivedCodec: Codec<MessageIdReceived> = {
  element: 'messageIdReceived',
  decode(source) {
    return {
      kind: 'messageIdReceived',
      rid: required(attribute(source, 'rid'), 'rid'),
      messageId: attribute(source, 'messageId') ?? '',
    };
  },
  encode(value) {
    return element('messageIdReceived', { rid: value.rid, messageId: value.messageId });
  },
};
