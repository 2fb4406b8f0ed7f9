// `userPresence` (protocol.md 4.15).
import type { ValueOf } from '../codec';
import { event } from '../event';
import { presenceUserRecord } from '../presence/presence-user';
import { each, withSkipped } from '../record';

export type UserPresenceEvent = ValueOf<typeof userPresenceCodec>;

export const userPresenceCodec = withSkipped(event('userPresence', { users: each(presenceUserRecord) }));
