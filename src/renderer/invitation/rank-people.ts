// Whom the people picker offers for what was typed: contacts first, the likeliest on top, then the directory. Pure.
import type { SearchHit } from '../../shared/domain/contact';
import type { Model } from '../../shared/domain/model';
import { canBeWrittenTo, type Availability, type PersonUri } from '../../shared/domain/person';
import { foldText } from '../../shared/folding';
import { best } from '../contacts/best';
import { searchText, textMatcher, type SearchText } from '../contacts/search-text';
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

/** Whom a search has found. */
export interface Found {
  readonly query: string;
  readonly hits: readonly SearchHit[];
}

/** Those whom it would find again for what is typed by now, until that has its own answer: Enter must take nobody else. */
function stillMeant({ query: asked, hits }: Found, query: string): readonly SearchHit[] {
  if (asked === query.trim()) return hits;
  const matches = textMatcher(query);
  return hits.filter(({ uri, name, title = '', office = '', company = '', email = '', phone = '' }) =>
    matches(searchText(name, plainAddress(uri), title, office, company, email, phone)),
  );
}

export function rankPeople(
  model: Model,
  query: string,
  directory: Found,
  chosen: ReadonlySet<PersonUri>,
): readonly Suggestion[] {
  const isFree = (uri: PersonUri): boolean => canBeWrittenTo(uri) && !chosen.has(uri) && uri !== model.self?.uri;
  const contacts = rankContacts(model, query, isFree);
  const listed = new Set(contacts.map(({ uri }) => uri));
  const matches = textMatcher(query);
  /** A contact who is not among the best is no stranger either. */
  const isListed = (uri: PersonUri): boolean =>
    listed.has(uri) || (model.contacts.has(uri) && matches(preparedOf(model, uri).whole));
  const found: Suggestion[] = [];
  for (const hit of stillMeant(directory, query)) {
    if (!isFree(hit.uri) || isListed(hit.uri)) continue;
    listed.add(hit.uri);
    found.push(fromHit(model, hit));
  }
  const address = parseAddress(query);
  const typed: Suggestion[] =
    address && isFree(address) && !isListed(address)
      ? [
          {
            uri: address,
            name: displayName(model, address),
            availability: presenceOf(model, address).availability,
            source: 'address',
          },
        ]
      : [];
  return [...typed, ...contacts, ...found.slice(0, most)];
}

interface Ranked {
  readonly uri: PersonUri;
  readonly name: string;
  readonly availability: Availability;
  /** Smaller is better: the name begins with what was typed, words of it do, it is found by its address alone. */
  readonly match: 0 | 1 | 2;
}

function rankContacts(model: Model, query: string, isFree: (uri: PersonUri) => boolean): readonly Suggestion[] {
  const matches = textMatcher(query);
  const start = foldText(query.trim());
  const byName = new Intl.Collator();
  return best(ranked(), most, compare).map(({ uri, name, availability }) => {
    const detail = detailOf(model.people.get(uri));
    return { uri, name, availability, source: 'contact', ...(detail && { detail }) };
  });

  function* ranked(): Iterable<Ranked> {
    for (const { uri } of model.contacts.values()) {
      const { name, whole, ofName } = preparedOf(model, uri);
      if (!matches(whole) || !isFree(uri)) continue;
      const match = ofName.plain.startsWith(start) ? 0 : matches(ofName) ? 1 : 2;
      yield { uri, name, availability: presenceOf(model, uri).availability, match };
    }
  }
  function compare(a: Ranked, b: Ranked): number {
    return (
      a.match - b.match ||
      reach[a.availability] - reach[b.availability] ||
      byName.compare(a.name, b.name) ||
      (a.uri < b.uri ? -1 : 1)
    );
  }
}

interface Prepared {
  /** What the name was made of. */
  readonly listed: string | undefined;
  readonly own: string | undefined;
  readonly name: string;
  readonly whole: SearchText;
  readonly ofName: SearchText;
}
/** Names change seldom, and a key is pressed often. */
const prepared = new Map<PersonUri, Prepared>();
const mostPrepared = 50_000;

function preparedOf(model: Model, uri: PersonUri): Prepared {
  const listed = model.contacts.get(uri)?.name;
  const own = model.people.get(uri)?.name;
  const known = prepared.get(uri);
  if (known && known.listed === listed && known.own === own) return known;
  const name = displayName(model, uri);
  const made = { listed, own, name, whole: searchText(name, plainAddress(uri)), ofName: searchText(name) };
  if (prepared.size >= mostPrepared) prepared.clear();
  prepared.set(uri, made);
  return made;
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
