// `userRawCategories` (protocol.md 4.18).
import type { Codec } from '../codec';
import { decodeRawCategory, encodeRawCategory, type RawCategory } from '../presence/raw-category';
import { decodeHeardUri } from '../uris';
import { element } from '../xml';
import { attribute, childrenNamed, decodeEach } from '../xml-reader';
import { eventId } from './event-id';
import type { SipUri } from '../sip-uri';

export interface UserRawCategoriesEvent {
  readonly kind: 'userRawCategories';
  readonly eid?: number;
  readonly users: readonly { readonly uri: SipUri; readonly categories: readonly RawCategory[] }[];
  /** How many entries broke their rules and were left out. */
  readonly skipped?: number;
}

export const userRawCategoriesCodec: Codec<UserRawCategoriesEvent> = {
  element: 'userRawCategories',
  decode(source) {
    let skipped = 0;
    const users = decodeEach(childrenNamed(source, 'user'), (user) => {
      const uri = decodeHeardUri(attribute(user, 'uri'));
      const categories = decodeEach(childrenNamed(user, 'rawCategory'), decodeRawCategory);
      skipped += categories.skipped ?? 0;
      return { uri, categories: categories.values };
    });
    skipped += users.skipped ?? 0;
    return {
      kind: 'userRawCategories',
      ...eventId(source),
      users: users.values,
      ...(skipped > 0 && { skipped }),
    };
  },
  encode(value) {
    return element(
      'userRawCategories',
      { eid: value.eid },
      value.users.map(({ uri, categories }) => element('user', { uri }, categories.map(encodeRawCategory))),
    );
  },
};
