// Search as people type it: without regard to case and accents, every word at the beginning of some word. Pure.

/** `José ŁUKASZ` and `jose łukasz` are the same; what has no parts (ł, ß) stays. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A test for one query, prepared once and asked for every contact. */
export function textMatcher(query: string): (...texts: readonly string[]) => boolean {
  const words = fold(query).split(/\s+/u).filter(Boolean);
  return (...texts) => {
    if (words.length === 0) return true;
    const haystack = ` ${fold(texts.join(' ')).replace(/[._\-@,:()]/gu, ' ')}`;
    const plain = fold(texts.join(' '));
    return words.every((word) => {
      // Scripts that write without spaces have no beginnings of words to look for.
      if (/[^\p{ASCII}]/u.test(word)) return plain.includes(word);
      return haystack.includes(` ${word}`) || (/[._\-@]/u.test(word) && plain.includes(word));
    });
  };
}
