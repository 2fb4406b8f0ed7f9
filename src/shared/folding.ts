// How a text is looked for: without regard to case, accents and the ways a letter can be written. The one rule, for people,
// commands, emoji, what is found in a conversation and the words of the history; a change here needs a new index of the history. Pure.

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

export function foldText(written: string): string {
  if (/^\p{ASCII}*$/u.test(written)) return written.toLowerCase();
  return (
    written
      // Once before: to put many marks in order takes time in proportion to the square of their number.
      .replace(accents, '')
      .normalize('NFKD')
      .toLowerCase()
      .replace(accents, '')
      .replace(unparted, (letter) => plain[letter] ?? letter)
      .normalize('NFC')
  );
}
