// `selfPresence`: complete after each change (protocol.md 4.14).
import type { Codec } from '../codec';
import { decodeCategory, encodeCategory, type Category } from '../presence/category';
import { element } from '../xml';
import { attribute, childrenNamed, integer } from '../xml-reader';

export interface SelfPresenceEvent {
  readonly kind: 'selfPresence';
  readonly eid: number;
  readonly categories: readonly Category[];
}

export const selfPresenceCodec: Codec<SelfPresenceEvent> = {
  element: 'selfPresence',
  decode(source) {
    return {
      kind: 'selfPresence',
      eid: integer(attribute(source, 'eid'), 'eid'),
      categories: childrenNamed(source, 'cwaCategory').map(decodeCategory),
    };
  },
  encode(value) {
    return element('selfPresence', { eid: value.eid }, value.categories.map(encodeCategory));
  },
};
