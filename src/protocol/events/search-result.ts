// `searchResult` (protocol.md 4.17).
import type { ValueOf } from '../codec';
import { event } from '../event';
import { boolean, text } from '../form';
import { attribute, each, listing, part, PlacedField } from '../record';
import { heardSipUri } from '../uris';

const words = attribute(text).optional;
const user = part('user', {
  uri: attribute(heardSipUri),
  displayName: words,
  title: words,
  office: words,
  phone: words,
  homePhone: words,
  cellPhone: words,
  otherPhone: words,
  company: words,
  city: words,
  state: words,
  country: words,
  email: words,
});

const { place } = each(user);
/** Written with how many there are. */
const users = new PlacedField({
  ...place,
  put: (values, key, draft) => {
    draft.attributes['returned'] = String(values.length);
    place.put(values, key, draft);
  },
});

export type SearchResultUser = ValueOf<typeof user>;
export type SearchResultEvent = ValueOf<typeof searchResultCodec>;

export const searchResultCodec = listing(
  event('searchResult', {
    /** Empty: none was told. */
    rid: attribute(text).or(''),
    users,
    moreAvailable: attribute(boolean).or(false),
  }),
);
