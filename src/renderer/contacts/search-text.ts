// Search as people type it: without regard to case and accents, every word at the beginning of some word. Pure.
import { withoutIsolates } from '../../shared/direction-marks';
import { foldText } from '../../shared/folding';

/** A text made ready to be searched many times. */
export interface SearchText {
  readonly plain: string;
  /** Every word after a space. */
  readonly words: string;
}

export function searchText(...texts: readonly string[]): SearchText {
  const plain = plainText(texts.join(' '));
  return { plain, words: ` ${brokenIntoWords(plain)}` };
}

export function plainText(text: string): string {
  return foldText(withoutIsolates(text));
}

/** Parts of addresses are words, too. As long as it was. */
export function brokenIntoWords(plain: string): string {
  return plain.replace(/[._\-@,:()]/gu, ' ');
}

/** One word of what is searched for. */
export interface WantedWord {
  readonly word: string;
  readonly start: string;
  /** Not only at the beginnings of words. */
  readonly isAnywhere: boolean;
}

/** A query, prepared once and asked of every contact. */
export function wantedWords(query: string): readonly WantedWord[] {
  return foldText(query)
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => ({
      word,
      start: ` ${word}`,
      // Scripts that write without spaces have no beginnings of words to look for; addresses are broken into words above.
      isAnywhere: /[^\p{ASCII}]/u.test(word) || /[._\-@]/u.test(word),
    }));
}

function isIn({ word, start, isAnywhere }: WantedWord, { plain, words }: SearchText): boolean {
  return words.includes(start) || (isAnywhere && plain.includes(word));
}

/** A test for one query, prepared once and asked for every contact. */
export function textMatcher(query: string): (text: SearchText) => boolean {
  const wanted = wantedWords(query);
  return (text) => wanted.every((word) => isIn(word, text));
}
