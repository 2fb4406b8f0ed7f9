// How well somebody fits what is searched for: by name before alias, title, company and note. Pure.
import { plainAddress } from '../../shared/domain/person-name';
import type { ContactEntry } from './contact-entries';
import { isIn, searchText, wantedWords, type SearchText, type WantedWord } from './search-text';

/** What is looked into, the most telling first. */
export const searchedFields = ['name', 'alias', 'title', 'company', 'note', 'address'] as const;
export type SearchedField = (typeof searchedFields)[number];

/** Fewer letters are in the domain that all of an organisation have. */
const addressFromLetters = 3;

export interface Found {
  readonly entry: ContactEntry;
  /** The lower the better. */
  readonly rank: number;
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
  const whole = wanted.map(({ word }) => word).join(' ');
  const found = fitting(entries, wanted, whole, isIn);
  return found.length > 0 ? found : fitting(entries, wanted, whole, ({ word }, { plain }) => plain.includes(word));
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

type Fits = (word: WantedWord, text: SearchText) => boolean;

function fitting(
  entries: readonly ContactEntry[],
  wanted: readonly WantedWord[],
  whole: string,
  fits: Fits,
): readonly Found[] {
  const byRank: (Found[] | undefined)[] = [];
  for (const entry of entries) {
    const found = fit(entry, wanted, whole, fits);
    if (found) (byRank[found.rank] ??= []).push(found);
  }
  return byRank.flat().filter((each) => each !== undefined);
}

function fit(entry: ContactEntry, wanted: readonly WantedWord[], whole: string, fits: Fits): Found | undefined {
  const { texts, all } = textsOf(entry);
  // Most fit nowhere: one look tells.
  for (const word of wanted) if (!fits(word, all)) return undefined;
  let worst = 0;
  let sum = 0;
  for (const word of wanted) {
    const at = texts.findIndex((text, field) => text !== undefined && isAsked(word, field) && fits(word, text));
    if (at < 0) return undefined;
    worst = Math.max(worst, at);
    sum += at;
  }
  const beginsSo = texts[0]?.plain.startsWith(whole) === true;
  return {
    entry,
    // Twice, so that whoever is not online comes right after those who fit as well.
    rank: 2 * (beginsSo ? 0 : 1 + sum) + Number(!entry.isOnline),
    field: searchedFields[worst]!,
  };
}

function isAsked({ word }: WantedWord, field: number): boolean {
  return searchedFields[field] !== 'address' || word.length >= addressFromLetters;
}

interface EntryTexts {
  /** By field; absent: there is nothing in it. */
  readonly texts: readonly (SearchText | undefined)[];
  /** Of all fields. No word goes over the end of one. */
  readonly all: SearchText;
}

/** Kept as long as the entry: folding ten thousand names takes longer than looking through them. */
const kept = new WeakMap<ContactEntry, EntryTexts>();

function textsOf(entry: ContactEntry): EntryTexts {
  let known = kept.get(entry);
  if (!known) {
    const texts = searchedFields.map((field) => {
      const text = textOfField(entry, field);
      return text === '' ? undefined : searchText(text);
    });
    const joined = (part: keyof SearchText): string => texts.map((text) => text?.[part] ?? '').join('\n');
    known = { texts, all: { plain: joined('plain'), words: joined('words') } };
    kept.set(entry, known);
  }
  return known;
}

/** What stands before the @. */
function aliasOf(uri: string): string {
  return /^[^:]*:([^@]*)@/u.exec(uri)?.[1] ?? '';
}
