// `searchResult` (protocol.md 4.17).
import type { Codec } from '../codec';
import { decodeUri } from '../uris';
import { element } from '../xml';
import { attribute, childrenNamed, integer, optionalBoolean, required } from '../xml-reader';
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

export interface SearchResultEvent {
  readonly kind: 'searchResult';
  readonly eid: number;
  readonly rid: string;
  readonly moreAvailable: boolean;
  readonly users: readonly SearchResultUser[];
}

export const searchResultCodec: Codec<SearchResultEvent> = {
  element: 'searchResult',
  decode(source) {
    return {
      kind: 'searchResult',
      eid: integer(attribute(source, 'eid'), 'eid'),
      rid: required(attribute(source, 'rid'), 'rid'),
      moreAvailable: optionalBoolean(attribute(source, 'moreAvailable')) ?? false,
      users: childrenNamed(source, 'user').map((user) => {
        const given = fields
          .map((field) => [field, attribute(user, field)] as const)
          .filter(([, text]) => text !== undefined);
        return { uri: decodeUri(attribute(user, 'uri')), ...Object.fromEntries(given) };
      }),
    };
  },
  encode(value) {
    const { eid, rid, moreAvailable, users } = value;
    return element(
      'searchResult',
      { eid, rid, returned: users.length, moreAvailable },
      users.map((user) => element('user', { ...user })),
    );
  },
};

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
