// Where the words of a search stand in a text, as whole words; the same rule by which the index finds them. Pure.
import type { HistorySnippetPart } from '../../../shared/domain/history';
import type { SearchTerm } from './search-expression';
import { wordsIn, type FoundWord } from './words';

/** Characters of a snippet, and of those what stands before the first mark. */
const snippetLength = 160;
const lengthBefore = 40;

interface Mark {
  readonly start: number;
  readonly end: number;
}

/** The whole text in pieces. */
export function markedText(text: string, terms: readonly SearchTerm[]): HistorySnippetPart[] {
  return pieces(text, marksIn([...wordsIn(text)], terms), 0, text.length);
}

/** The piece of a long text in which most of it was found. */
export function markedSnippet(text: string, terms: readonly SearchTerm[]): HistorySnippetPart[] {
  const words = [...wordsIn(text)];
  const marks = marksIn(words, terms);
  if (text.length <= snippetLength) return pieces(text, marks, 0, text.length);
  const first = fullest(marks);
  const from = first < lengthBefore ? 0 : (words.find(({ start }) => start >= first - lengthBefore)?.start ?? 0);
  const cut = from + snippetLength;
  const last = words.findLast(({ start, end }) => start >= from && end <= cut);
  const to =
    text.length <= cut ? text.length : Math.max(last?.end ?? 0, marks.find(({ start }) => start >= first)?.end ?? 0);
  return [
    ...(from > 0 ? [{ text: '…', isMatch: false }] : []),
    ...pieces(text, marks, from, to > from ? to : cut),
    ...(to < text.length ? [{ text: '…', isMatch: false }] : []),
  ];
}

/** Where the snippet with the most marks in it has its first one. */
function fullest(marks: readonly Mark[]): number {
  let best = 0;
  let most = 0;
  let end = 0;
  for (const [index, { start }] of marks.entries()) {
    while ((marks[end]?.end ?? Infinity) <= start + snippetLength - lengthBefore) end += 1;
    if (end - index > most) [best, most] = [start, end - index];
  }
  return most === 0 ? (marks[0]?.start ?? 0) : best;
}

/** In order, none over another. */
function marksIn(words: readonly FoundWord[], terms: readonly SearchTerm[]): Mark[] {
  const marks: Mark[] = [];
  for (let index = 0; index < words.length;) {
    const length = terms.reduce((longest, term) => Math.max(longest, lengthAt(words, index, term)), 0);
    const first = words[index];
    const last = words[index + length - 1];
    if (length > 0 && first && last) marks.push({ start: first.start, end: last.end });
    index += Math.max(1, length);
  }
  return marks;
}

/** How many words from here on are the term; 0: it does not stand here. */
function lengthAt(
  words: readonly FoundWord[],
  index: number,
  { words: wanted, isBeginning, forms }: SearchTerm,
): number {
  const here = words[index]?.word ?? '';
  if (forms.includes(here)) return 1;
  const isHere = wanted.every((each, offset) => {
    const found = words[index + offset]?.word ?? '';
    return isBeginning && offset === wanted.length - 1 ? found.startsWith(each) : found === each;
  });
  return isHere ? wanted.length : 0;
}

function pieces(text: string, marks: readonly Mark[], from: number, to: number): HistorySnippetPart[] {
  const parts: HistorySnippetPart[] = [];
  let at = from;
  for (const { start, end } of marks) {
    if (start < at || end > to) continue;
    parts.push({ text: text.slice(at, start), isMatch: false }, { text: text.slice(start, end), isMatch: true });
    at = end;
  }
  parts.push({ text: text.slice(at, to), isMatch: false });
  return parts.filter((part) => part.text !== '');
}
