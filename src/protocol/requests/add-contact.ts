// `addContact` (protocol.md 3.21).
import type { ContactRecord } from '../contact-record';

export interface AddContactRequest {
  readonly kind: 'addContact';
  readonly rid: string;
  readonly contact: ContactRecord;
}
