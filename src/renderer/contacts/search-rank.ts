// How well somebody fits what is searched for: by name before alias, title, company and note. Pure.
import { plainAddress } from '../../shared/domain/person-name';
import type { ContactEntry } from './contact-entries';
import { fieldTexts, fieldWithBeginning, fieldWithMiddle, type FieldTexts } from './field-texts';
import { wantedWords, type WantedWord } from './search-text';

/** What is looked into, the most telling first. */
export const searchedFields = ['name', 'alias', 'title', 'company', 'note', 'address'] as const;
export type SearchedField = (typeof searchedFields)[number];

/** Fewer letters are in the domain that all of an organisation have. */
const addressFromLetters = 3;
const addressField = searchedFields.indexOf('address');

export interface Found {
  readonly entry: ContactEntry;
  /** The least telling of those that were needed: what has to be shown for anybody to see why. */
  readonly field: SearchedField;
}

/**
 * Those who fit, the best first; of those who fit equally well whoever is online, then by name, as `entries` are. Each word has to be
 * the beginning of one; where nobody fits so, the middle will do.
 */
export function rankFound(query: string, entries: readonly ContactEntry[]): readonly Found[] {
  const wanted = wantedWords(query);
  if (wanted.length === 0) return [];
  const searches = searchesOf(entries);
  const found = searches.beginnings.look(wanted);
  return found.length > 0 ? found : searches.middles.look(wanted);
}

export function textOfField({ name, uri, card, presence }: ContactEntry, field: SearchedField): string {
  switch (field) {
    case 'name':
      return name;
    case 'alias':
      return aliasOf(uri);
    case 'title':
      return card?.title ?? '';
    case 'company':
      return card?.company ?? '';
    case 'note':
      return presence.note ?? '';
    case 'address':
      return plainAddress(uri);
  }
}

/** Somebody and all that can be looked into. */
interface Searched {
  readonly entry: ContactEntry;
  readonly texts: FieldTexts;
}

/** Who was found is kept: with one more letter nobody else can be. */
class Search {
  private wanted: readonly WantedWord[] | undefined;
  private fitting: readonly Searched[] = [];
  private readonly place = { worst: 0, sum: 0, isAsked: true };

  constructor(
    private readonly all: readonly Searched[],
    private readonly fieldWith: (word: WantedWord, texts: FieldTexts) => number,
  ) {}

  look(wanted: readonly WantedWord[]): readonly Found[] {
    const among = this.wanted && narrows(this.wanted, wanted) ? this.fitting : this.all;
    const fitting: Searched[] = [];
    const byRank: (Found[] | undefined)[] = [];
    const whole = wanted.map(({ word }) => word).join(' ');
    for (const each of among) {
      const place = this.placeOf(each, wanted);
      if (!place) continue;
      fitting.push(each);
      if (!place.isAsked) continue;
      const beginsSo = each.texts.plain.startsWith(whole);
      // Twice, so that whoever is not online comes right after those who fit as well.
      const rank = 2 * (beginsSo ? 0 : 1 + place.sum) + Number(!each.entry.isOnline);
      (byRank[rank] ??= []).push({ entry: each.entry, field: searchedFields[place.worst]! });
    }
    this.wanted = wanted;
    this.fitting = fitting;
    return byRank.flatMap((found) => found ?? []);
  }

  /** Where the words stand, each in the first field that has it; undefined: one is nowhere. The same object each time. */
  private placeOf({ texts }: Searched, wanted: readonly WantedWord[]): typeof this.place | undefined {
    const { place } = this;
    place.worst = 0;
    place.sum = 0;
    place.isAsked = true;
    for (const word of wanted) {
      const field = this.fieldWith(word, texts);
      if (field < 0) return undefined;
      place.worst = Math.max(place.worst, field);
      place.sum += field;
      // The address comes last: whatever stands there first stands nowhere else.
      if (field === addressField && word.word.length < addressFromLetters) place.isAsked = false;
    }
    return place;
  }
}

/** Whoever fits now did so before. */
function narrows(before: readonly WantedWord[], now: readonly WantedWord[]): boolean {
  return before.every(({ word, isAnywhere }, at) => {
    const next = now[at];
    return next?.word.startsWith(word) === true && (isAnywhere || !next.isAnywhere);
  });
}

interface Searches {
  readonly beginnings: Search;
  readonly middles: Search;
}

/** Kept as long as the list, and the entry: folding ten thousand names takes longer than looking through them. */
const keptSearches = new WeakMap<readonly ContactEntry[], Searches>();
const keptTexts = new WeakMap<ContactEntry, Searched>();

function searchesOf(entries: readonly ContactEntry[]): Searches {
  let kept = keptSearches.get(entries);
  if (!kept) {
    const all = entries.map(searchedOf);
    kept = { beginnings: new Search(all, fieldWithBeginning), middles: new Search(all, fieldWithMiddle) };
    keptSearches.set(entries, kept);
  }
  return kept;
}

/** What the first search would make ready in one go, a person at each step: for whoever has time before somebody types. */
export function* readySearch(entries: readonly ContactEntry[]): Generator<void> {
  for (const entry of entries) {
    searchedOf(entry);
    yield;
  }
}

function searchedOf(entry: ContactEntry): Searched {
  let kept = keptTexts.get(entry);
  if (!kept) {
    kept = { entry, texts: fieldTexts(searchedFields.map((field) => textOfField(entry, field))) };
    keptTexts.set(entry, kept);
  }
  return kept;
}

/** What stands before the @. */
function aliasOf(uri: string): string {
  return /^[^:]*:([^@]*)@/u.exec(uri)?.[1] ?? '';
}
