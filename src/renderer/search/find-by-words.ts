// What somebody means who types a few words or a question, where there are some dozens of things to find: settings, pages of the guide.
// Each word begins a word of what a thing is called, of what it says, or of the words that it is known by elsewhere. What is called so
// comes first. Where nothing is found so, words are read less closely, one step after the other. Pure.
import { foldText } from '../../shared/folding';

export interface Findable<Id> {
  readonly id: Id;
  readonly name: string;
  /** What people call it, or ask; as data, with blanks between. */
  readonly known?: string;
  /** What else tells it. */
  readonly texts: readonly string[];
}

export interface FoundByWords<Id> {
  readonly ids: readonly Id[];
  /** What was looked for: of a question what it is about. */
  readonly words: readonly string[];
  /** Which of them are in a text, read as they were. */
  readonly hits: (text: string) => ReadonlySet<string>;
}

/** Whether a word of the query is in a text, of which the beginnings of its words are known. */
type Reading = (word: string, beginnings: readonly string[]) => boolean;

/**
 * Those of that very name, whose name is meant, who are known so, then the others, each in the order in which they are handed in; nothing
 * is looked for: nothing is found.
 *
 * @param fillers words that a question has and that mean nothing to be found, with blanks between them
 */
export function findByWords<Id>(things: readonly Findable<Id>[], query: string, fillers: string): FoundByWords<Id> {
  const isFiller = new Set(wordsOf(fillers));
  const all = wordsOf(query);
  const meant = all.filter((word) => !isFiller.has(word));
  // Of fillers alone one may be the beginning of something.
  const words = (meant.length > 0 ? meant : all).map(withoutArticle);
  if (words.length === 0) return nothing;
  for (const isRead of [isIn, isInWithoutUmlauts, isNearlyIn]) {
    const hits = (text: string): ReadonlySet<string> => {
      const beginnings = beginningsIn(text);
      return new Set(words.filter((word) => isRead(word, beginnings)));
    };
    const isMeant = (...texts: readonly string[]): boolean => {
      const beginnings = texts.flatMap(beginningsIn);
      return words.every((word) => isRead(word, beginnings));
    };
    const ids = ranked(things, query, isMeant);
    if (ids.length > 0) return { ids, words, hits };
  }
  return nothing;
}

const nothing: FoundByWords<never> = { ids: [], words: [], hits: () => new Set() };

function ranked<Id>(
  things: readonly Findable<Id>[],
  query: string,
  isMeant: (...texts: readonly string[]) => boolean,
): readonly Id[] {
  const ranks: Id[][] = [[], [], [], []];
  for (const { id, name, known = '', texts } of things) {
    if (isSame(name, query)) ranks[0]!.push(id);
    else if (isMeant(name)) ranks[1]!.push(id);
    else if (isMeant(name, known)) ranks[2]!.push(id);
    else if (isMeant(name, known, ...texts)) ranks[3]!.push(id);
  }
  return ranks.flat();
}

const isSame = (name: string, query: string): boolean => foldText(name) === foldText(query.trim());

/** Signs alone are no words; `can't` is one. */
function wordsOf(text: string): readonly string[] {
  return foldText(text)
    .replaceAll(/(?<=\p{L})['’](?=\p{L})/gu, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);
}

/** Arabic writes “and”, “in”, “for” and the article together with a word: it begins behind them too. */
const joinedBefore = /^[وف]?(?:[بك]?ال|لل|[بكل])?(?=\p{Script=Arabic}{3})/u;
const article = /^ال(?=\p{Script=Arabic}{2})/u;

/** People write the article or not. */
function withoutArticle(word: string): string {
  return word.replace(article, '');
}

function beginningsIn(text: string): readonly string[] {
  return wordsOf(text).flatMap((word) => [
    ...new Set([word, word.replace(article, ''), word.replace(joinedBefore, '')]),
  ]);
}

/** Scripts that write without blanks have no beginnings of words to look for. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

const isIn: Reading = (wanted, beginnings) =>
  beginnings.some((word) => word.startsWith(wanted)) ||
  (unspaced.test(wanted) && beginnings.some((word) => word.includes(wanted)));

/** Who has no ö writes oe; what is looked through has the plain letter for it. */
const isInWithoutUmlauts: Reading = (wanted, beginnings) =>
  isIn(wanted, beginnings) || isIn(wanted.replaceAll(/([aou])e/gu, '$1'), beginnings);

/** Shorter words are too near to one another. */
const leastLetters = 5;

/** But for one letter, which is never the first. */
const isNearlyIn: Reading = (wanted, beginnings) =>
  isInWithoutUmlauts(wanted, beginnings) ||
  (wanted.length >= leastLetters && beginnings.some((word) => beginsNearly(word, wanted)));

/** One letter of the beginning is another, too many, missing, or changes places with the next. */
function beginsNearly(word: string, beginning: string): boolean {
  let same = 0;
  while (same < beginning.length && word[same] === beginning[same]) same += 1;
  if (same === 0) return false;
  const [rest, wanted] = [word.slice(same), beginning.slice(same)];
  return (
    rest.slice(1).startsWith(wanted.slice(1)) ||
    rest.startsWith(wanted.slice(1)) ||
    rest.slice(1).startsWith(wanted) ||
    (rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2).startsWith(wanted.slice(2)))
  );
}
