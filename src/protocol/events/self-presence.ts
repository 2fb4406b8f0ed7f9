// `selfPresence`: complete after each change (protocol.md 4.14).
import type { ValueOf } from '../codec';
import { event } from '../event';
import { categoryRecord } from '../presence/category';
import { each, withSkipped } from '../record';

export type SelfPresenceEvent = ValueOf<typeof selfPresenceCodec>;

export const selfPresenceCodec = withSkipped(event('selfPresence', { categories: each(categoryRecord) }));
