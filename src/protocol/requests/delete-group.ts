// `deleteGroup` (protocol.md 3.20).
import type { Codec } from '../codec';
import { element } from '../xml';
import { attribute, childNamed, integer, required } from '../xml-reader';

export interface DeleteGroupRequest {
  readonly kind: 'deleteGroup';
  readonly rid: string;
  readonly id: number;
}

export const deleteGroupCodec: Codec<DeleteGroupRequest> = {
  element: 'deleteGroup',
  decode(source) {
    const group = required(childNamed(source, 'group'), 'group');
    return {
      kind: 'deleteGroup',
      rid: required(attribute(source, 'rid'), 'rid'),
      id: integer(attribute(group, 'id'), 'id'),
    };
  },
  encode(value) {
    return element('deleteGroup', { rid: value.rid }, element('group', { id: value.id }));
  },
};
