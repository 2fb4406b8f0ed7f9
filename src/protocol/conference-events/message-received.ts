// `messageReceived` (protocol.md 4.8).
import { uncheckedNames } from '../allowed-names';
import type { ValueOf } from '../codec';
import { bareWords, heardImMessage, saidElement, type ImMessage } from '../im-message';
import { attribute, handMade, record } from '../record';
import { speaker } from '../uris';

export type MessageReceived = ValueOf<typeof messageReceivedCodec>;

export const messageReceivedCodec = record('messageReceived', {
  /** Mostly a SIP URI, or `tel:` of a phone. Absent: what was said counts all the same (our choice: the table requires it, 4.8). */
  sender: attribute(speaker).optional,
  message: handMade<ImMessage>(
    (source) => heardImMessage(source) ?? bareWords(source),
    (message) => [saidElement(message)],
    uncheckedNames,
  ),
});
