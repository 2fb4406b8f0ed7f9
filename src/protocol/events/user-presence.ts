// `userPresence` (protocol.md 4.15).
import type { ValueOf } from '../codec';
import { event } from '../event';
import { presenceUserRecord } from '../presence/presence-user';
import { each, listing } from '../record';

export type UserPresenceEvent = ValueOf<typeof userPresenceCodec>;

export const userPresenceCodec = listing(event('userPresence', { users: each(presenceUserRecord) }));
