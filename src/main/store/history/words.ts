// The words of a text as the index of the history holds them: without regard to case, accents and the ways a letter can be written.
// A change here or of how text is folded needs a new index (`migrations.ts`). Pure.
import { foldText } from '../../../shared/folding';

/**
 * Of a script that is written without blanks between words (Han, Kana, Thai, …) every character is one, and characters that follow
 * each other are found as a phrase. A word of more than 64 characters is several: to put the marks of one in order takes time in
 * proportion to the square of their number.
 */
const word =
  /(?=[\p{L}\p{N}])(?:[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]\p{M}{0,63}|[\p{L}\p{N}](?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}])[\p{L}\p{N}\p{M}]){0,63})/gu;

export interface FoundWord {
  readonly word: string;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

export function* wordsIn(text: string): Generator<FoundWord> {
  for (const match of text.matchAll(word)) {
    yield { word: foldText(match[0]), start: match.index, end: match.index + match[0].length };
  }
}

/** What the index takes. */
export function indexedText(text: string): string {
  return (text.match(word) ?? []).map(foldText).join(' ');
}
