// Search as people type it: without regard to case and accents, every word at the beginning of some word. Pure.
import { foldText } from '../../shared/folding';

/** A text made ready to be searched many times. */
export interface SearchText {
  readonly plain: string;
  /** Every word after a space. */
  readonly words: string;
}

export function searchText(...texts: readonly string[]): SearchText {
  const plain = foldText(texts.join(' '));
  return { plain, words: ` ${plain.replace(/[._\-@,:()]/gu, ' ')}` };
}

/** A test for one query, prepared once and asked for every contact. */
export function textMatcher(query: string): (text: SearchText) => boolean {
  const wanted = foldText(query)
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => ({
      word,
      start: ` ${word}`,
      // Scripts that write without spaces have no beginnings of words to look for; addresses are broken into words above.
      isAnywhere: /[^\p{ASCII}]/u.test(word) || /[._\-@]/u.test(word),
    }));
  return ({ plain, words }) =>
    wanted.every(({ word, start, isAnywhere }) => words.includes(start) || (isAnywhere && plain.includes(word)));
}
