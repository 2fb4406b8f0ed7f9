// Whom the people picker offers for what was typed: contacts first, the likeliest on top, then the directory. Pure.
import type { SearchHit } from '../../shared/domain/contact';
import type { Model } from '../../shared/domain/model';
import { canBeWrittenTo, type Availability, type PersonUri } from '../../shared/domain/person';
import { fold, searchText, textMatcher } from '../contacts/search-text';
import { plainAddress } from '../../shared/domain/person-name';
import { displayName, presenceOf } from '../model/person-view';
import { parseAddress } from '../../shared/address';

export interface Suggestion {
  readonly uri: PersonUri;
  readonly name: string;
  readonly availability: Availability;
  /** Where it comes from; `address`: typed out in full. */
  readonly source: 'contact' | 'directory' | 'address';
  /** Title or office: tells people of one name apart. */
  readonly detail?: string;
}

const most = 20;

/** Better ones have smaller numbers: people who can be reached now come before those who cannot. */
const reach: Readonly<Record<Availability, number>> = {
  available: 0,
  inactive: 1,
  busy: 1,
  'busy-inactive': 1,
  'be-right-back': 1,
  away: 1,
  'do-not-disturb': 2,
  unknown: 3,
  offline: 4,
};

export function rankPeople(
  model: Model,
  query: string,
  hits: readonly SearchHit[],
  chosen: ReadonlySet<PersonUri>,
): readonly Suggestion[] {
  const isFree = (uri: PersonUri): boolean => canBeWrittenTo(uri) && !chosen.has(uri) && uri !== model.self?.uri;
  const contacts = rankContacts(model, query).filter(({ uri }) => isFree(uri));
  const listed = new Set(contacts.map(({ uri }) => uri));
  const found: Suggestion[] = [];
  for (const hit of hits) {
    if (!isFree(hit.uri) || listed.has(hit.uri)) continue;
    listed.add(hit.uri);
    found.push(fromHit(model, hit));
  }
  const address = parseAddress(query);
  const typed: Suggestion[] =
    address && isFree(address) && !listed.has(address)
      ? [
          {
            uri: address,
            name: displayName(model, address),
            availability: presenceOf(model, address).availability,
            source: 'address',
          },
        ]
      : [];
  return [...typed, ...contacts.slice(0, most), ...found.slice(0, most)];
}

function rankContacts(model: Model, query: string): readonly Suggestion[] {
  const matches = textMatcher(query);
  const start = fold(query.trim());
  const ranked: { readonly rank: readonly number[]; readonly suggestion: Suggestion }[] = [];
  for (const { uri } of model.contacts.values()) {
    const name = displayName(model, uri);
    const address = plainAddress(uri);
    if (!matches(searchText(name, address))) continue;
    const availability = presenceOf(model, uri).availability;
    const detail = detailOf(model.people.get(uri));
    const isStart = fold(name).startsWith(start) || fold(address).startsWith(start);
    ranked.push({
      rank: [isStart ? 0 : 1, reach[availability]],
      suggestion: { uri, name, availability, source: 'contact', ...(detail && { detail }) },
    });
  }
  const byName = new Intl.Collator();
  return ranked
    .sort(
      (a, b) =>
        a.rank[0]! - b.rank[0]! ||
        a.rank[1]! - b.rank[1]! ||
        byName.compare(a.suggestion.name, b.suggestion.name) ||
        (a.suggestion.uri < b.suggestion.uri ? -1 : 1),
    )
    .map(({ suggestion }) => suggestion);
}

function fromHit(model: Model, hit: SearchHit): Suggestion {
  const detail = detailOf(hit);
  return {
    uri: hit.uri,
    name: displayName(model, hit.uri, hit.name),
    availability: presenceOf(model, hit.uri).availability,
    source: 'directory',
    ...(detail && { detail }),
  };
}

function detailOf(
  card: { readonly title?: string; readonly office?: string; readonly company?: string } | undefined,
): string {
  return [card?.title, card?.office ?? card?.company].filter(Boolean).join(', ');
}
