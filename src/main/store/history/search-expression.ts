// Turns what a person types into an expression of SQLite's FTS5, in which no character has a meaning of its own.

/**
 * `noon "loading dock" fri` → `"noon" "loading dock" "fri"*`: all words, phrases as they stand, the last word as a
 * beginning. Undefined when there is nothing to look for.
 */
export function searchExpression(typed: string): string | undefined {
  // SQLite takes a text to end at a NUL, and its index holds no control character at all.
  const terms = [...typed.replace(/\p{Cc}/gu, ' ').matchAll(/"([^"]*)"?|[^\s"]+/gu)]
    .map((match) => ({ words: (match[1] ?? match[0]).trim(), isPhrase: match[1] !== undefined }))
    // A term without a letter or digit has no token and would match nothing.
    .filter((term) => /[\p{L}\p{N}]/u.test(term.words));
  if (terms.length === 0) return undefined;
  return terms
    .map((term, index) => `"${term.words}"${index === terms.length - 1 && !term.isPhrase ? '*' : ''}`)
    .join(' ');
}
