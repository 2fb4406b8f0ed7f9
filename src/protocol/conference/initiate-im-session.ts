// `initiateImSession`: starts a conversation, or joins one by its focus URI (protocol.md 3.5, 7.1, 7.2, 7.5, 7.29).
import type { Codec } from '../codec';
import { decodeFormats, decodeImMessage, encodeImMessage } from '../im-message';
import { decodeUri, decodeUris, encodeUris } from '../uris';
import { element, textElement } from '../xml';
import { childNamed, childText, given, required } from '../xml-reader';
import type { ImMessage } from '../im-message';
import type { SipUri } from '../sip-uri';

export interface InitiateImSession {
  readonly kind: 'initiateImSession';
  /** One user, several, or one focus URI to re-join. */
  readonly uris: readonly SipUri[];
  readonly message: ImMessage;
  readonly subject?: string;
}

export const initiateImSessionCodec: Codec<InitiateImSession> = {
  element: 'initiateImSession',
  decode(source) {
    const confUri = childText(source, 'confUri');
    return {
      kind: 'initiateImSession',
      // 3.5: one page has a focus URI in an element of its own.
      uris: confUri === undefined || childNamed(source, 'uris') ? decodeUris(source) : [decodeUri(confUri)],
      // 7.2: one page has the format beside the message; the one inside counts more.
      message: { ...decodeFormats(source), ...decodeImMessage(required(childNamed(source, 'message'), 'message')) },
      ...given({ subject: childText(source, 'subject') }),
    };
  },
  encode(value) {
    return element(
      'initiateImSession',
      {},
      encodeUris(value.uris),
      element('message', {}, encodeImMessage(value.message)),
      textElement('subject', value.subject),
    );
  },
};
