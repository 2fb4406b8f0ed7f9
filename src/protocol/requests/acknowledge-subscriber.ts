// `acknowledgeSubscriber` (protocol.md 3.24; the place of `uri` is unknown, section 8: written directly, read in `uris` too).
import type { ValueOf } from '../codec';
import { allowedNames, textOnly } from '../allowed-names';
import { handMade } from '../record';
import { request } from '../request';
import { decodeUri, decodeUris, uriListNames } from '../uris';
import { textElement } from '../xml';
import { childNamed, childrenNamed, rawText } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export type AcknowledgeSubscriberRequest = ValueOf<typeof acknowledgeSubscriberCodec>;

export const acknowledgeSubscriberCodec = request('acknowledgeSubscriber', {
  uris: handMade<readonly SipUri[]>(
    (source) => {
      if (childNamed(source, 'uris')) return decodeUris(source);
      const uris = childrenNamed(source, 'uri').map((child) => decodeUri(rawText(child)));
      return uris.length > 0 ? uris : undefined;
    },
    (uris) => uris.map((uri) => textElement('uri', uri)),
    allowedNames([], { uri: textOnly, uris: uriListNames }),
  ),
});
