// `userPresence` (protocol.md 4.15).
import type { Codec } from '../codec';
import { decodePresenceUser, encodePresenceUser, type PresenceUser } from '../presence/presence-user';
import { element } from '../xml';
import { childrenNamed, decodeEach, type Skipped } from '../xml-reader';
import { eventId } from './event-id';

export interface UserPresenceEvent extends Skipped {
  readonly kind: 'userPresence';
  readonly eid?: number;
  readonly users: readonly PresenceUser[];
}

export const userPresenceCodec: Codec<UserPresenceEvent> = {
  element: 'userPresence',
  decode(source) {
    const { values, ...skipped } = decodeEach(childrenNamed(source, 'user'), decodePresenceUser);
    return { kind: 'userPresence', ...eventId(source), users: values, ...skipped };
  },
  encode(value) {
    return element('userPresence', { eid: value.eid }, value.users.map(encodePresenceUser));
  },
};
