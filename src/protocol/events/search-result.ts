// `searchResult` (protocol.md 4.17).
import type { Codec } from '../codec';
import { decodeHeardUri } from '../uris';
import { element } from '../xml';
import { attribute, childrenNamed, decodeEach, given, optionalBoolean, type Skipped } from '../xml-reader';
import { eventId } from './event-id';
import type { SipUri } from '../sip-uri';

export interface SearchResultUser {
  readonly uri: SipUri;
  readonly displayName?: string;
  readonly title?: string;
  readonly office?: string;
  readonly phone?: string;
  readonly homePhone?: string;
  readonly cellPhone?: string;
  readonly otherPhone?: string;
  readonly company?: string;
  readonly city?: string;
  readonly state?: string;
  readonly country?: string;
  readonly email?: string;
}

export interface SearchResultEvent extends Skipped {
  readonly kind: 'searchResult';
  readonly eid?: number;
  /** Empty: none was told. */
  readonly rid: string;
  readonly moreAvailable: boolean;
  readonly users: readonly SearchResultUser[];
}

const fields = [
  'displayName',
  'title',
  'office',
  'phone',
  'homePhone',
  'cellPhone',
  'otherPhone',
  'company',
  'city',
  'state',
  'country',
  'email',
] as const;

export const searchResultCodec: Codec<SearchResultEvent> = {
  element: 'searchResult',
  decode(source) {
    const { values, ...skipped } = decodeEach(childrenNamed(source, 'user'), (user) => ({
      uri: decodeHeardUri(attribute(user, 'uri')),
      ...given(Object.fromEntries(fields.map((field) => [field, attribute(user, field)]))),
    }));
    return {
      kind: 'searchResult',
      ...eventId(source),
      rid: attribute(source, 'rid') ?? '',
      moreAvailable: optionalBoolean(attribute(source, 'moreAvailable')) ?? false,
      users: values,
      ...skipped,
    };
  },
  encode({ eid, rid, moreAvailable, users }) {
    return element(
      'searchResult',
      { eid, rid, returned: users.length, moreAvailable },
      users.map((user) =>
        element('user', { uri: user.uri, ...Object.fromEntries(fields.map((field) => [field, user[field]])) }),
      ),
    );
  },
};
