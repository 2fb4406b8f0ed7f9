// All that is known of a person as one text that can be searched many times: the fields one after the other, the most telling first, so
// that where a word stands first is the most telling field that has it. Pure.
import { brokenIntoWords, plainText, type WantedWord } from './search-text';

export interface FieldTexts {
  readonly plain: string;
  /** The same, every word after a blank; each sign stands one further on. */
  readonly words: string;
  /** Where each field ends in `plain`. */
  readonly ends: readonly number[];
}

/** No word goes over the end of a field. */
const end = '\n';

export function fieldTexts(fields: readonly string[]): FieldTexts {
  const plain = plainText(fields.map((field) => field.replaceAll(end, ' ')).join(`${end} `));
  const ends: number[] = [];
  for (let at = plain.indexOf(end); at >= 0; at = plain.indexOf(end, at + 1)) ends.push(at);
  ends.push(plain.length);
  return { plain, words: ` ${brokenIntoWords(plain)}`, ends };
}

/** The number of the first field with a word that begins so; of one that is looked for anywhere, with it in the middle, too. -1: none. */
export function fieldWithBeginning({ word, start, isAnywhere }: WantedWord, texts: FieldTexts): number {
  const beginning = texts.words.indexOf(start);
  if (!isAnywhere || beginning === 0) return fieldAt(texts, beginning);
  const middle = texts.plain.indexOf(word);
  return fieldAt(texts, beginning < 0 || (middle >= 0 && middle < beginning) ? middle : beginning);
}

/** Likewise, wherever in a word it stands. */
export function fieldWithMiddle({ word }: WantedWord, texts: FieldTexts): number {
  return fieldAt(texts, texts.plain.indexOf(word));
}

function fieldAt({ ends }: FieldTexts, at: number): number {
  if (at < 0) return -1;
  let field = 0;
  while (ends[field]! < at) field += 1;
  return field;
}
