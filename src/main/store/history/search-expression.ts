// What a person types to search: all the words, in any order, each as the beginning of a word or in another form of it; what stands
// in quotes as it stands. No character means anything else, least of all to SQLite's FTS5. Pure.
import { otherForms } from './word-forms';
import { wordsIn } from './words';

export interface SearchTerm {
  /** Folded, one after the other: a phrase, or what is written without blanks. */
  readonly words: readonly [string, ...string[]];
  /** The last of them may be a beginning. */
  readonly isBeginning: boolean;
  /** Of a single word, each the whole of a word. */
  readonly forms: readonly string[];
}

/** Empty: nothing to look for. */
export function searchTerms(typed: string): readonly SearchTerm[] {
  const pieces = [...typed.replace(/\p{Cc}/gu, ' ').matchAll(/"([^"]*)"?|[^\s"]+/gu)];
  return pieces.flatMap((piece, index) => {
    const [first, ...more] = Array.from(wordsIn(piece[1] ?? piece[0]), ({ word }) => word);
    if (first === undefined) return [];
    const isPhrase = piece[1] !== undefined;
    // A single letter begins too many words, unless more of it may follow.
    const isLetter = more.length === 0 && first.length === 1 && index < pieces.length - 1;
    return [
      {
        words: [first, ...more],
        isBeginning: !isPhrase && !isLetter,
        forms: isPhrase || more.length > 0 ? [] : otherForms(first).filter((form) => !form.startsWith(first)),
      },
    ];
  });
}

/** `cranes "loading dock"` → `("cranes"* OR "crane" OR …) AND "loading dock"`. Undefined when there is nothing to look for. */
export function searchExpression(typed: string): string | undefined {
  const terms = searchTerms(typed).map(({ words, isBeginning, forms }) => {
    const alternatives = [`"${words.join(' ')}"${isBeginning ? '*' : ''}`, ...forms.map((form) => `"${form}"`)];
    return alternatives.length === 1 ? alternatives[0] : `(${alternatives.join(' OR ')})`;
  });
  return terms.length === 0 ? undefined : terms.join(' AND ');
}
