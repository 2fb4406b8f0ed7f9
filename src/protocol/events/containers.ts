// `containers`: each with its complete membership (protocol.md 4.13).
import type { Codec } from '../codec';
import { decodeContainerMember, encodeContainerMember, type Container } from '../container-member';
import { element } from '../xml';
import { allSkipped, attribute, childrenNamed, decodeEach, integer, type Skipped } from '../xml-reader';
import { eventId } from './event-id';

export interface ContainersEvent extends Skipped {
  readonly kind: 'containers';
  readonly eid?: number;
  readonly containers: readonly Container[];
}

export const containersCodec: Codec<ContainersEvent> = {
  element: 'containers',
  decode(source) {
    let skipped: Skipped = {};
    const containers = decodeEach(childrenNamed(source, 'container'), (container) => {
      const id = integer(attribute(container, 'id'), 'id');
      // A member that cannot be read costs itself alone: changes name members one by one (3.25), so it is not lost by that.
      const members = decodeEach(childrenNamed(container, 'member'), decodeContainerMember);
      skipped = allSkipped(skipped, members);
      return { id, members: members.values };
    });
    return {
      kind: 'containers',
      ...eventId(source),
      containers: containers.values,
      ...allSkipped(skipped, containers),
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
