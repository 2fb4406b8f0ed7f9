// `updateGroup` (protocol.md 3.19).
import type { Codec } from '../codec';
import { element } from '../xml';
import { attribute, childNamed, integer, required } from '../xml-reader';

export interface UpdateGroupRequest {
  readonly kind: 'updateGroup';
  readonly rid: string;
  readonly id: number;
  readonly name: string;
}

export const updateGroupCodec: Codec<UpdateGroupRequest> = {
  element: 'updateGroup',
  decode(source) {
    const group = required(childNamed(source, 'group'), 'group');
    return {
      kind: 'updateGroup',
      rid: required(attribute(source, 'rid'), 'rid'),
      id: integer(attribute(group, 'id'), 'id'),
      name: required(attribute(group, 'name'), 'name'),
    };
  },
  encode(value) {
    return element('updateGroup', { rid: value.rid }, element('group', { id: value.id, name: value.name }));
  },
};
