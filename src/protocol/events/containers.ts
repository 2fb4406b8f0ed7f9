// `containers`: each with its complete membership (protocol.md 4.13).
import type { Codec } from '../codec';
import { decodeContainerMember, encodeContainerMember, type Container } from '../container-member';
import { element } from '../xml';
import { attribute, childrenNamed, decodeEach, integer } from '../xml-reader';
import { eventId } from './event-id';

export interface ContainersEvent {
  readonly kind: 'containers';
  readonly eid?: number;
  readonly containers: readonly Container[];
  /** How many entries broke their rules and were left out. */
  readonly skipped?: number;
}

export const containersCodec: Codec<ContainersEvent> = {
  element: 'containers',
  decode(source) {
    let skipped = 0;
    const containers = decodeEach(childrenNamed(source, 'container'), (container) => {
      const id = integer(attribute(container, 'id'), 'id');
      // A member that cannot be read costs itself alone: changes name members one by one (3.25), so it is not lost by that.
      const members = decodeEach(childrenNamed(container, 'member'), decodeContainerMember);
      skipped += members.skipped ?? 0;
      return { id, members: members.values };
    });
    skipped += containers.skipped ?? 0;
    return {
      kind: 'containers',
      ...eventId(source),
      containers: containers.values,
      ...(skipped > 0 && { skipped }),
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
