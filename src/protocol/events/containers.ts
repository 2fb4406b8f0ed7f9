// `containers`: each with its complete membership (protocol.md 4.13).
import type { Codec } from '../codec';
import { decodeContainerMember, encodeContainerMember, type Container } from '../container-member';
import { element } from '../xml';
import { attribute, childrenNamed, integer } from '../xml-reader';

export interface ContainersEvent {
  readonly kind: 'containers';
  readonly eid: number;
  readonly containers: readonly Container[];
}

export const containersCodec: Codec<ContainersEvent> = {
  element: 'containers',
  decode(source) {
    return {
      kind: 'containers',
      eid: integer(attribute(source, 'eid'), 'eid'),
      containers: childrenNamed(source, 'container').map((container) => ({
        id: integer(attribute(container, 'id'), 'id'),
        members: childrenNamed(container, 'member').map(decodeContainerMember),
      })),
    };
  },
  encode(value) {
    return element(
      'containers',
      { eid: value.eid },
      value.containers.map(({ id, members }) =>
        element(
          'container',
          { id },
          members.map((member) => encodeContainerMember('member', member)),
        ),
      ),
    );
  },
};
