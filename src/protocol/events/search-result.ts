// `searchResult` (protocol.md 4.17).
import { allowedNames } from '../allowed-names';
import type { ValueOf } from '../codec';
import { event } from '../event';
import { boolean, text } from '../form';
import { attribute, part, PlacedField, withSkipped } from '../record';
import { heardSipUri } from '../uris';
import { childrenNamed } from '../xml-reader';

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

/** Written with how many there are. */
const users = new PlacedField<readonly SearchResultUser[]>({
  find: (source, _key, skipped) => skipped.decodeEach(childrenNamed(source, user.element), user.decode),
  put: (found, _key, draft) => {
    draft.attributes['returned'] = String(found.length);
    draft.add(found.map((one) => user.encode(one)));
  },
  names: () => allowedNames(['returned'], { [user.element]: user.names }),
});

export type SearchResultUser = ValueOf<typeof user>;
export type SearchResultEvent = ValueOf<typeof searchResultCodec>;

export const searchResultCodec = withSkipped(
  event('searchResult', {
    /** Empty: none was told. */
    rid: attribute(text).or(''),
    users,
    moreAvailable: attribute(boolean).or(false),
  }),
);
