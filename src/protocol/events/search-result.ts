// `searchResult` (protocol.md 4.17).
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
