// `userRawCategories` (protocol.md 4.18).
import type { Codec } from '../codec';
import { decodeRawCategory, encodeRawCategory, type RawCategory } from '../presence/raw-category';
import { decodeUri } from '../uris';
import { element } from '../xml';
import { attribute, childrenNamed, integer } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface UserRawCategoriesEvent {
  readonly kind: 'userRawCategories';
  readonly eid: number;
  readonly users: readonly { readonly uri: SipUri; readonly categories: readonly RawCategory[] }[];
}

export const userRawCategoriesCodec: Codec<UserRawCategoriesEvent> = {
  element: 'userRawCategories',
  decode(source) {
    return {
      kind: 'userRawCategories',
      eid: integer(attribute(source, 'eid'), 'eid'),
      users: childrenNamed(source, 'user').map((user) => ({
        uri: decodeUri(attribute(user, 'uri')),
        categories: childrenNamed(user, 'rawCategory').map(decodeRawCategory),
      })),
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
