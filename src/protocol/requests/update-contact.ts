// `updateContact`: what is left out goes back to its default, so all is sent (protocol.md 3.22).
import type { Codec } from '../codec';
import { decodeContactRecord, encodeContactRecord } from '../contact-record';
import { element } from '../xml';
import { attribute, childNamed, required } from '../xml-reader';
import type { ContactRecord } from '../contact-record';

export interface UpdateContactRequest {
  readonly kind: 'updateContact';
  readonly rid: string;
  readonly contact: ContactRecord;
}

export const updateContactCodec: Codec<UpdateContactRequest> = {
  element: 'updateContact',
  decode(source) {
    return {
      kind: 'updateContact',
      rid: required(attribute(source, 'rid'), 'rid'),
      contact: decodeContactRecord(required(childNamed(source, 'contact'), 'contact')),
    };
  },
  encode(value) {
    return element('updateContact', { rid: value.rid }, encodeContactRecord(value.contact));
  },
};
