// `deleteContact` (protocol.md 3.23).
import type { Codec } from '../codec';
import { decodeUri } from '../uris';
import { element, textElement } from '../xml';
import { attribute, childText, required } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface DeleteContactRequest {
  readonly kind: 'deleteContact';
  readonly rid: string;
  readonly uri: SipUri;
}

export const deleteContactCodec: Codec<DeleteContactRequest> = {
  element: 'deleteContact',
  decode(source) {
    return {
      kind: 'deleteContact',
      rid: required(attribute(source, 'rid'), 'rid'),
      uri: decodeUri(childText(source, 'uri')),
    };
  },
  encode(value) {
    return element('deleteContact', { rid: value.rid }, textElement('uri', value.uri));
  },
};
