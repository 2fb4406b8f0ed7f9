// The words of a text as the index of the history holds them: without regard to case, accents and the ways a letter can be written.
// A change here needs a new index (`migrations.ts`). Pure.

/** Written without blanks between words: every character is one, and characters that follow each other are found as a phrase. */
const blankless = '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Bopo}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}]';
/** A longer word is several: to put the marks of one in order takes time in proportion to the square of their number. */
const maxMore = 63;
const word = new RegExp(
  `(?=[\\p{L}\\p{N}])(?:${blankless}\\p{M}{0,${maxMore}}|[\\p{L}\\p{N}](?:(?!${blankless})[\\p{L}\\p{N}\\p{M}]){0,${maxMore}})`,
  'gu',
);
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
const unparted = new RegExp(`[${Object.keys(plain).join('')}]`, 'gu');

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
