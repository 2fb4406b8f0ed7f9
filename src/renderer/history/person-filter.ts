// Who of the people in the history is meant by what was typed. Pure, and quick with thousands of them.
import type { HistoryPerson } from '../../shared/domain/history';
import type { PersonUri } from '../../shared/domain/person';
import { foldText } from '../../shared/folding';
import { searchText, textMatcher, type SearchText } from '../contacts/search-text';
import { plainAddress } from '../../shared/domain/person-name';

export interface PersonOption {
  readonly uri: PersonUri;
  /** The name; with the address where several have the same one. */
  readonly label: string;
  readonly text: SearchText;
}

/** More are no help to choose from. */
const most = 20;

/** By name. */
export function personOptions(people: readonly HistoryPerson[], locale?: string): readonly PersonOption[] {
  const count = new Map<string, number>();
  for (const { name } of people) count.set(foldText(name), (count.get(foldText(name)) ?? 0) + 1);
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  return people
    .map(({ uri, name }) => {
      const address = plainAddress(uri);
      const isAlone = count.get(foldText(name)) === 1;
      const label = name === '' ? address : isAlone ? name : `${name} (${address})`;
      return { uri, label, text: searchText(label, address) };
    })
    .sort((a, b) => compare(a.label, b.label));
}

/** The first of those who match; all of them match nothing typed. */
export function matchingPeople(options: readonly PersonOption[], typed: string): readonly PersonOption[] {
  const matches = textMatcher(typed);
  const found: PersonOption[] = [];
  for (const option of options) {
    if (matches(option.text)) found.push(option);
    if (found.length === most) break;
  }
  return found;
}

/** Whoever is called just that, or is the only one who matches. */
export function meantPerson(options: readonly PersonOption[], typed: string): PersonUri | undefined {
  const wanted = foldText(typed.trim());
  if (wanted === '') return undefined;
  const named = options.find(({ label }) => foldText(label) === wanted);
  if (named) return named.uri;
  const [first, second] = matchingPeople(options, typed);
  return second === undefined ? first?.uri : undefined;
}
