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
    // A container is its complete membership: one bad member makes the whole container unread, never a smaller one.
    const { values, ...skipped } = decodeEach(childrenNamed(source, 'container'), (container) => ({
      id: integer(attribute(container, 'id'), 'id'),
      members: childrenNamed(container, 'member').map(decodeContainerMember),
    }));
    return { kind: 'containers', ...eventId(source), containers: values, ...skipped };
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
