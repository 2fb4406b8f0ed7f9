// `messageSendFailed` (protocol.md 4.8).
import type { Codec } from '../codec';
import { element } from '../xml';
import { attribute, required } from '../xml-reader';

export interface MessageSendFailed {
  readonly kind: 'messageSendFailed';
  readonly messageId: string;
}

export const messageSendFailedCodec: Codec<MessageSendFailed> = {
  element: 'messageSendFailed',
  decode(source) {
    return { kind: 'messageSendFailed', messageId: required(attribute(source, 'messageId'), 'messageId') };
  },
  encode(value) {
    return element('messageSendFailed', { messageId: value.messageId });
  },
};
