// The words of a text as the index of the history holds them: without regard to case, accents and the ways a letter can be written.
// A change here needs a new index (`migrations.ts`). Pure.

/**
 * Of a script that is written without blanks between words (Han, Kana, Thai, …) every character is one, and characters that follow
 * each other are found as a phrase. A word of more than 64 characters is several: to put the marks of one in order takes time in
 * proportion to the square of their number.
 */
const word =
  /(?=[\p{L}\p{N}])(?:[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]\p{M}{0,63}|[\p{L}\p{N}](?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}])[\p{L}\p{N}\p{M}]){0,63})/gu;
/** Accents and points that a reader can do without, but for those that make another letter in Japanese. */
const accents = /(?![\u3099\u309A])\p{sc=Inherited}|[\u0591-\u05C7\u0610-\u061A\u06D6-\u06ED]/gu;
/** Letters that have no parts to take apart. Every i of Turkish is one: people write without regard to the dot. */
const plain: Readonly<Record<string, string>> = {
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ς: 'σ',
};
const unparted = /[ıßæœøłđðþħς]/gu;

export interface FoundWord {
  readonly word: string;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

export function* wordsIn(text: string): Generator<FoundWord> {
  for (const match of text.matchAll(word)) {
    yield { word: foldWord(match[0]), start: match.index, end: match.index + match[0].length };
  }
}

/** What the index takes. */
export function indexedText(text: string): string {
  return (text.match(word) ?? []).map(foldWord).join(' ');
}

function foldWord(written: string): string {
  if (/^\p{ASCII}*$/u.test(written)) return written.toLowerCase();
  return written
    .normalize('NFKD')
    .toLowerCase()
    .replace(accents, '')
    .replace(unparted, (letter) => plain[letter] ?? letter)
    .normalize('NFC');
}
