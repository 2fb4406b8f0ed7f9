// `updateContainer` (protocol.md 3.25).
import type { Codec } from '../codec';
import { decodeContainerMember, encodeContainerMember } from '../container-member';
import { element } from '../xml';
import { attribute, childNamed, childrenNamed, integer, required } from '../xml-reader';
import type { ContainerMember } from '../container-member';

export interface UpdateContainerRequest {
  readonly kind: 'updateContainer';
  readonly rid: string;
  readonly id: number;
  readonly addMembers: readonly ContainerMember[];
  readonly deleteMembers: readonly ContainerMember[];
}

export const updateContainerCodec: Codec<UpdateContainerRequest> = {
  element: 'updateContainer',
  decode(source) {
    const container = required(childNamed(source, 'container'), 'container');
    return {
      kind: 'updateContainer',
      rid: required(attribute(source, 'rid'), 'rid'),
      id: integer(attribute(container, 'id'), 'id'),
      addMembers: childrenNamed(container, 'addMember').map(decodeContainerMember),
      deleteMembers: childrenNamed(container, 'deleteMember').map(decodeContainerMember),
    };
  },
  encode(value) {
    return element(
      'updateContainer',
      { rid: value.rid },
      element(
        'container',
        { id: value.id },
        value.deleteMembers.map((member) => encodeContainerMember('deleteMember', member)),
        value.addMembers.map((member) => encodeContainerMember('addMember', member)),
      ),
    );
  },
};
