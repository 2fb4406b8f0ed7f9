// `addGroup` (protocol.md 3.18), `updateGroup` (3.19), `deleteGroup` (3.20). Each of them may say all of a group.
import { allowedNames } from '../allowed-names';
import { heardGroupRecord } from '../contact-record';
import { filledText, integer, text } from '../form';
import { attribute } from '../record';
import { request } from '../request';

const id = attribute(integer).in('group');
const name = attribute(text).in('group');
/** Only of a distribution group. */
const externalUri = attribute(filledText).in('group').optional;
const names = allowedNames([], { group: heardGroupRecord.names });

export const addGroupCodec = request('addGroup', { name, externalUri }, { names });
export const updateGroupCodec = request('updateGroup', { id, name }, { names });
export const deleteGroupCodec = request('deleteGroup', { id }, { names });
