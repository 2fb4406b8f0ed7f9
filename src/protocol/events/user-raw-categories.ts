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
    const { values, ...skipped } = decodeEach(childrenNamed(source, 'user'), (user) => ({
      uri: decodeHeardUri(attribute(user, 'uri')),
      categories: childrenNamed(user, 'rawCategory').map(decodeRawCategory),
    }));
    return { kind: 'userRawCategories', ...eventId(source), users: values, ...skipped };
  },
  encode(value) {
    return element(
      'userRawCategories',
      { eid: value.eid },
      value.users.map(({ uri, categories }) => element('user', { uri }, categories.map(encodeRawCategory))),
    );
  },
};
