// `userRawCategories` (protocol.md 4.18).
import type { Codec } from '../codec';
import { decodeRawCategory, encodeRawCategory, type RawCategory } from '../presence/raw-category';
import { decodeHeardUri } from '../uris';
import { element } from '../xml';
import { allSkipped, attribute, childrenNamed, decodeEach, type Skipped } from '../xml-reader';
import { eventId } from './event-id';
import type { SipUri } from '../sip-uri';

export interface UserRawCategoriesEvent extends Skipped {
  readonly kind: 'userRawCategories';
  readonly eid?: number;
  readonly users: readonly { readonly uri: SipUri; readonly categories: readonly RawCategory[] }[];
}

export const userRawCategoriesCodec: Codec<UserRawCategoriesEvent> = {
  element: 'userRawCategories',
  decode(source) {
    let skipped: Skipped = {};
    const users = decodeEach(childrenNamed(source, 'user'), (user) => {
      const uri = decodeHeardUri(attribute(user, 'uri'));
      const categories = decodeEach(childrenNamed(user, 'rawCategory'), decodeRawCategory);
      skipped = allSkipped(skipped, categories);
      return { uri, categories: categories.values };
    });
    return {
      kind: 'userRawCategories',
      ...eventId(source),
      users: users.values,
      ...allSkipped(skipped, users),
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
