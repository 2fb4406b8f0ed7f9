// Free text as a directory search (protocol.md 3.31, 4.3 `search`, 4.17).
import type { ConfigurationEvent } from '../../../protocol/events/configuration';
import type { SearchResultEvent } from '../../../protocol/events/search-result';
import type { SearchRequest } from '../../../protocol/requests/search';
import { FailureError } from '../../../shared/domain/failure';
import type { SearchResults } from '../../../shared/domain/contact';
import { personName } from '../people/person-name';
import { localPart, personUri } from '../people/person-uri';

export type SearchDefaults = NonNullable<ConfigurationEvent['search']>;

const field = { firstName: 1, lastName: 2, displayName: 4, email: 8 } as const;
const allFields = 15;

/** The fields and the function that the administrator chose; where nothing was chosen all four, joined by `or`. */
export function searchRequest(rid: string, text: string, defaults: SearchDefaults | undefined): SearchRequest {
  const term = text.trim();
  if (!term) throw new FailureError('empty-text', 'nothing to search for');
  const fields = defaults?.defaultFields || allFields;
  const words = term.split(/\s+/u);
  const has = (bit: number): boolean => (fields & bit) !== 0;
  // An address says itself where to look (7.33).
  const isAddress = words.length === 1 && term.includes('@');
  // Several words are a whole name: joined by `or` with each of its parts they would find more people than one word does.
  const isWhole = words.length > 1 && has(field.displayName);
  const isParted = words.length > 1 && !isWhole && has(field.firstName) && has(field.lastName);
  const searchesParts = !isAddress && !isWhole;
  const request = {
    firstName: searchesParts && has(field.firstName) && words[0] ? [words[0]] : [],
    lastName: searchesParts && has(field.lastName) && words.length > 0 ? [words[words.length - 1] ?? term] : [],
    displayName: !isAddress && has(field.displayName) ? [term] : [],
    emailAlias: isAddress || (words.length === 1 && has(field.email)) ? [withoutScheme(term)] : [],
  };
  const terms = Object.values(request).flat().length;
  if (terms === 0) return { kind: 'search', rid, ...request, displayName: [term] };
  return {
    kind: 'search',
    rid,
    ...request,
    // 3.31: only useful with two or more terms.
    ...(terms > 1 && { function: isParted ? 'and' : (defaults?.defaultFunction ?? 'or') }),
  };
}

const withoutScheme = (term: string): string => term.replace(/^sip:/i, '');

export function searchResults({ users, moreAvailable }: SearchResultEvent): SearchResults {
  return {
    more: moreAvailable,
    hits: users.map((user) => {
      const uri = personUri(user.uri);
      return {
        uri,
        name: personName(user.displayName) || localPart(uri),
        ...(user.title && { title: user.title }),
        ...(user.office && { office: user.office }),
        ...(user.company && { company: user.company }),
        ...(user.email && { email: user.email }),
        ...(user.phone && { phone: user.phone }),
      };
    }),
  };
}
