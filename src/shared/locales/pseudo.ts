// Pseudo-languages for testing: `en-XA` makes every sentence longer and accented, `ar-XB` mirrors the window.
// A text that stays plain in either was not taken from the locale files.
import type { Messages } from './messages';

const accents: Record<string, string> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
  n: 'ñ',
  c: 'ç',
};

function accented(text: string): string {
  const padding = '·'.repeat(Math.ceil(text.length * 0.3));
  return `[${outsideBraces(text, (part) => part.replace(/[aeiouAEIOUnc]/gu, (letter) => accents[letter] ?? letter))} ${padding}]`;
}

/**
 * U+202E … U+202C turn the Latin letters of a word round, so that a right-to-left window can be tried without knowing such a language. What
 * is between the words stays as it is, and U+200F says to whatever looks for the direction of a text what a letter would say.
 */
function mirrored(text: string): string {
  return outsideBraces(text, (part) => part.replace(/[\p{L}\p{M}'’]+/gu, (word) => `\u200F\u202E${word}\u202C`));
}

export const pseudoLanguages: Readonly<Record<string, (text: string) => string>> = {
  'en-XA': accented,
  'ar-XB': mirrored,
};

/** Every message of a tree, changed; the parts of a plural stay parts, `{…}` stays as it is. */
export function pseudo(messages: Messages, language: string): Messages {
  const change = pseudoLanguages[language] ?? ((text: string) => text);
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [
      key,
      typeof value === 'string' ? value.split(' | ').map(change).join(' | ') : pseudo(value, language),
    ]),
  );
}

function outsideBraces(text: string, change: (part: string) => string): string {
  return text
    .split(/(\{[^{}]*\})/u)
    .map((part) => (part.startsWith('{') ? part : change(part)))
    .join('');
}
