// `messageIdReceived`: the other end confirms a message (protocol.md 4.8).
import type { ValueOf } from '../codec';
import { text } from '../form';
import { attribute, record } from '../record';

export type MessageIdReceived = ValueOf<typeof messageIdReceivedCodec>;

export const messageIdReceivedCodec = record('messageIdReceived', {
  rid: attribute(text),
  messageId: attribute(text).or(''),
});
