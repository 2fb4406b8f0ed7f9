// `confUri`: the focus of the conference, kept for re-joining (protocol.md 4.8, 6.8).
import type { Codec } from '../codec';
import { decodeHeardUri } from '../uris';
import { element } from '../xml';
import { rawText } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface ConfUri {
  readonly kind: 'confUri';
  readonly uri: SipUri;
}

export const confUriCodec: Codec<ConfUri> = {
  element: 'confUri',
  decode(source) {
    return { kind: 'confUri', uri: decodeHeardUri(rawText(source)) };
  },
  encode(value) {
    return element('confUri', {}, value.uri);
  },
};
