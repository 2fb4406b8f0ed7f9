// `initiateImSession`: starts a conversation, or joins one by its focus URI (protocol.md 3.5, 7.1, 7.2, 7.5, 7.29).
import type { ValueOf } from '../codec';
import { allowedNames, textOnly } from '../allowed-names';
import { text } from '../form';
import { decodeFormats, decodeImMessage, encodeImMessage, messageNames, type ImMessage } from '../im-message';
import { child, handMade, record } from '../record';
import { decodeUri, decodeUris, encodeUris, uriListNames } from '../uris';
import { element } from '../xml';
import { childNamed, childText, required } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export type InitiateImSession = ValueOf<typeof initiateImSessionCodec>;

export const initiateImSessionCodec = record('initiateImSession', {
  /** One user, several, or one focus URI to re-join: 3.5, one page has that in an element of its own. */
  uris: handMade<readonly SipUri[]>(
    (source) => {
      const confUri = childText(source, 'confUri');
      return confUri === undefined || childNamed(source, 'uris') ? decodeUris(source) : [decodeUri(confUri)];
    },
    (uris) => [encodeUris(uris)],
    allowedNames([], { uris: uriListNames, confUri: textOnly }),
  ),
  /** 7.2: one page has the format beside the message; the one inside counts more. */
  message: handMade<ImMessage>(
    (source) => ({
      ...decodeFormats(source),
      ...decodeImMessage(required(childNamed(source, 'message'), 'message')),
    }),
    (message) => [element('message', {}, encodeImMessage(message))],
    allowedNames([], { message: messageNames, format: textOnly }),
  ),
  subject: child(text).optional,
});
