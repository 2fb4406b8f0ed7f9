// `updateContainer` (protocol.md 3.25).
import type { ValueOf } from '../codec';
import { memberRecord } from '../container-member';
import { integer } from '../form';
import { all, attribute } from '../record';
import { request } from '../request';

export type UpdateContainerRequest = ValueOf<typeof updateContainerCodec>;

export const updateContainerCodec = request('updateContainer', {
  id: attribute(integer).in('container'),
  deleteMembers: all(memberRecord('deleteMember')).in('container'),
  addMembers: all(memberRecord('addMember')).in('container'),
});
