// `acknowledgeSubscriber` (protocol.md 3.24; the place of `uri` is unknown, section 8: written directly, read in `uris` too).
import type { Codec } from '../codec';
import { decodeUri, decodeUris } from '../uris';
import { element, textElement } from '../xml';
import { attribute, childNamed, childrenNamed, rawText, required } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface AcknowledgeSubscriberRequest {
  readonly kind: 'acknowledgeSubscriber';
  readonly rid: string;
  readonly uris: readonly SipUri[];
}

export const acknowledgeSubscriberCodec: Codec<AcknowledgeSubscriberRequest> = {
  element: 'acknowledgeSubscriber',
  decode(source) {
    const uris = childNamed(source, 'uris')
      ? decodeUris(source)
      : childrenNamed(source, 'uri').map((child) => decodeUri(rawText(child)));
    return {
      kind: 'acknowledgeSubscriber',
      rid: required(attribute(source, 'rid'), 'rid'),
      uris: required(uris.length > 0 ? uris : undefined, 'uri'),
    };
  },
  encode(value) {
    return element(
      'acknowledgeSubscriber',
      { rid: value.rid },
      value.uris.map((uri) => textElement('uri', uri)),
    );
  },
};
