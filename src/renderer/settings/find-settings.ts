// Which settings somebody means who types a few words: each of them begins a word of what a setting is called, of what it does, of its
// choices, of its section, of its buttons, or of the words that it is known by elsewhere. What is called so comes first. Where nothing is
// found so, words are read less closely, one step after the other. Pure.
import { foldText } from '../../shared/folding';
import { isIn, searchText, wantedWords, type SearchText, type WantedWord } from '../contacts/search-text';

export interface FindableSetting<Id> {
  readonly id: Id;
  readonly name: string;
  /** What else tells it. */
  readonly texts: readonly string[];
}

/** Whether a word of the query is in a text. */
type Reading = (word: WantedWord, text: SearchText) => boolean;

/**
 * The one with that very name, those whose name is meant, then the others, each in the order in which they are handed in; nothing is
 * looked for: nothing is found.
 *
 * @param fillers words that a question has and that mean no setting, with blanks between them
 */
export function findSettings<Id>(
  settings: readonly FindableSetting<Id>[],
  query: string,
  fillers: string,
): readonly Id[] {
  const isFiller = new Set(wordsIn(fillers).map(({ word }) => word));
  const all = wordsIn(query);
  const meant = all.filter(({ word }) => !isFiller.has(word));
  const steps: readonly (readonly [readonly WantedWord[], Reading])[] = [
    [all, isIn],
    [meant, isIn],
    [meant, isInWithoutUmlauts],
    [meant, isNearlyIn],
  ];
  for (const [words, isRead] of steps) {
    const found =
      words.length === 0 ? [] : ranked(settings, query, (text) => words.every((word) => isRead(word, text)));
    if (found.length > 0) return found;
  }
  return [];
}

function ranked<Id>(
  settings: readonly FindableSetting<Id>[],
  query: string,
  isMeant: (text: SearchText) => boolean,
): readonly Id[] {
  const ranks: Id[][] = [[], [], []];
  for (const { id, name, texts } of settings) {
    if (isSame(name, query)) ranks[0]!.push(id);
    else if (isMeant(searchText(name))) ranks[1]!.push(id);
    else if (isMeant(searchText(name, ...texts))) ranks[2]!.push(id);
  }
  return ranks.flat();
}

const isSame = (name: string, query: string): boolean => foldText(name) === foldText(query.trim());

/** Signs alone are no words. */
const wordsIn = (text: string): readonly WantedWord[] =>
  wantedWords(withoutArticles(text.replaceAll(/[?!.,:;()]/gu, ' '))).filter(({ word }) => /[\p{L}\p{N}]/u.test(word));

/** Arabic has the article at the word, and people write it or not. */
const withoutArticles = (query: string): string => query.replaceAll(/(?<!\p{L})ال(?=\p{L}{2})/gu, '');

/** Who has no ö writes oe; what is looked through has the plain letter for it. */
const isInWithoutUmlauts: Reading = (wanted, text) =>
  isIn(wanted, text) || wantedWords(wanted.word.replaceAll(/([aou])e/gu, '$1')).every((word) => isIn(word, text));

/** Shorter words are too near to one another. */
const leastLetters = 5;

/** But for one letter, which is never the first. */
const isNearlyIn: Reading = (wanted, text) =>
  isInWithoutUmlauts(wanted, text) ||
  (wanted.word.length >= leastLetters && text.words.split(' ').some((word) => beginsNearly(word, wanted.word)));

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
