// `userPresence` (protocol.md 4.15).
import type { Codec } from '../codec';
import { decodePresenceUser, encodePresenceUser, type PresenceUser } from '../presence/presence-user';
import { element } from '../xml';
import { attribute, childrenNamed, integer } from '../xml-reader';

export interface UserPresenceEvent {
  readonly kind: 'userPresence';
  readonly eid: number;
  readonly users: readonly PresenceUser[];
}

export const userPresenceCodec: Codec<UserPresenceEvent> = {
  element: 'userPresence',
  decode(source) {
    return {
      kind: 'userPresence',
      eid: integer(attribute(source, 'eid'), 'eid'),
      users: childrenNamed(source, 'user').map(decodePresenceUser),
    };
  },
  encode(value) {
    return element('userPresence', { eid: value.eid }, value.users.map(encodePresenceUser));
  },
};
