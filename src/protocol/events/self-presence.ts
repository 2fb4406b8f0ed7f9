// `selfPresence`: complete after each change (protocol.md 4.14).
import type { Codec } from '../codec';
import { decodeCategory, encodeCategory, type Category } from '../presence/category';
import { element } from '../xml';
import { childrenNamed, decodeEach, type Skipped } from '../xml-reader';
import { eventId } from './event-id';

export interface SelfPresenceEvent extends Skipped {
  readonly kind: 'selfPresence';
  readonly eid?: number;
  readonly categories: readonly Category[];
}

export const selfPresenceCodec: Codec<SelfPresenceEvent> = {
  element: 'selfPresence',
  decode(source) {
    const { values, ...skipped } = decodeEach(childrenNamed(source, 'cwaCategory'), decodeCategory);
    return { kind: 'selfPresence', ...eventId(source), categories: values, ...skipped };
  },
  encode(value) {
    return element('selfPresence', { eid: value.eid }, value.categories.map(encodeCategory));
  },
};
