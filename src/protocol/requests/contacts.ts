// `addContact` (protocol.md 3.21), `updateContact` (3.22: what is left out goes back to its default, so all is sent), `deleteContact` (3.23).
import { contactRecord } from '../contact-record';
import { child, one } from '../record';
import { request } from '../request';
import { requestUri } from '../uris';

const contact = one(contactRecord);

export const addContactCodec = request('addContact', { contact });
export const updateContactCodec = request('updateContact', { contact });
export const deleteContactCodec = request('deleteContact', { uri: child(requestUri) });
