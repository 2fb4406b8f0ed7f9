// `updateContact`: what is left out goes back to its default, so all is sent (protocol.md 3.22).
import type { ContactRecord } from '../contact-record';

export interface UpdateContactRequest {
  readonly kind: 'updateContact';
  readonly rid: string;
  readonly contact: ContactRecord;
}
