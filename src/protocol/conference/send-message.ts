// `sendMessage`: `format` and `content` straight under it (protocol.md 3.8; field notes, "On the wire").
import { allOf, allowedNames } from '../allowed-names';
import { decodeImMessage, encodeImMessage, messageNames, type ImMessage } from '../im-message';
import { handMade, record } from '../record';
import { childNamed } from '../xml-reader';

export const sendMessageCodec = record('sendMessage', {
  message: handMade<ImMessage>(
    (source) => decodeImMessage(childNamed(source, 'message') ?? source),
    encodeImMessage,
    allOf(messageNames, allowedNames([], { message: messageNames })),
  ),
});
