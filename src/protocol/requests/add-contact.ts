// `addContact` (protocol.md 3.21).
import type { Codec } from '../codec';
import { decodeContactRecord, encodeContactRecord } from '../contact-record';
import { element } from '../xml';
import { attribute, childNamed, required } from '../xml-reader';
import type { ContactRecord } from '../contact-record';

export interface AddContactRequest {
  readonly kind: 'addContact';
  readonly rid: string;
  readonly contact: ContactRecord;
}

export const addContactCodec: Codec<AddContactRequest> = {
  element: 'addContact',
  decode(source) {
    return {
      kind: 'addContact',
      rid: required(attribute(source, 'rid'), 'rid'),
      contact: decodeContactRecord(required(childNamed(source, 'contact'), 'contact')),
    };
  },
  encode(value) {
    return element('addContact', { rid: value.rid }, encodeContactRecord(value.contact));
  },
};
