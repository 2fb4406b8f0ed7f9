// Which words of a text are worth a look in a dictionary: those of a language. Code, addresses, names of files and of people after an @,
// and what is written in capitals alone are none. Pure.

/** So long is no word of a language that anybody has written a dictionary for. */
const longestWord = 60;

/** Of `words`, as the system found them in `text`. */
export function checkedWords(words: readonly string[], text: string): readonly string[] {
  const prose = proseWords(text);
  return words.filter((word) => word.length <= longestWord && prose.has(word) && word.toUpperCase() !== word);
}

const letters = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;

function proseWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const token of withoutCode(text).split(/\s+/u)) {
    if (!isProse(token)) continue;
    for (const [word] of token.matchAll(letters)) words.add(word);
  }
  return words;
}

/** `https://…`, `a@example.com`, `@lee`, `#12`, `:smile`, `C:\plan`, `src/index.ts`, `report.md`, `snake_case`, `camelCase`, `B52`. */
function isProse(token: string): boolean {
  if (/[@\\_\p{N}\p{Extended_Pictographic}]|:\/\/|^[#:/]/u.test(token)) return false;
  // A stop, a slash or a capital inside of it: `and/or` is the one that people write.
  return !/\p{L}\.\p{L}/u.test(token) && !/\/.*[/.]/u.test(token) && !/\p{Ll}\p{Lu}/u.test(token);
}

/** Between backticks; behind a fence that is still open, all that follows. */
function withoutCode(text: string): string {
  return text
    .split('```')
    .filter((_, index) => index % 2 === 0)
    .map((part) =>
      part
        .split('\n')
        .map((line) => {
          const pieces = line.split('`');
          // What no second backtick closes is none.
          return pieces.filter((_, index) => index % 2 === 0 || index === pieces.length - 1).join(' ');
        })
        .join('\n'),
    )
    .join(' ');
}
