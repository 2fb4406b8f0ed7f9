// Searching the directory (protocol.md 3.31, 4.17, 7.33): beginnings of words, without regard to case or accents.
import type { SearchRequest } from '../../../protocol/requests/search';
import { addressOf, type DirectoryPerson } from './directory';

export type SearchCriteria = Pick<SearchRequest, 'firstName' | 'lastName' | 'displayName' | 'emailAlias' | 'function'>;

type Searchable = Pick<DirectoryPerson, 'name' | 'uri' | 'record'>;

/** Tells who is found. Empty terms count as absent (field notes); without any term nobody is. */
export function personFinder(criteria: SearchCriteria): (person: Searchable) => boolean {
  const tests: ((person: Searchable) => boolean)[] = [
    ...terms(criteria.firstName).map((term) => (person: Searchable) => namePartBegins(firstNameOf(person), term)),
    ...terms(criteria.lastName).map((term) => (person: Searchable) => namePartBegins(lastNameOf(person), term)),
    ...terms(criteria.displayName).map((term) => (person: Searchable) => namePartBegins(fold(person.name), term)),
    ...terms(criteria.emailAlias).map((term) => (person: Searchable) => mailBegins(person, term)),
  ];
  if (tests.length === 0) return () => false;
  return (person) =>
    criteria.function === 'and' ? tests.every((test) => test(person)) : tests.some((test) => test(person));
}

/** How many terms there are, empty ones too. */
export const termCount = ({ firstName, lastName, displayName, emailAlias }: SearchCriteria): number =>
  firstName.length + lastName.length + displayName.length + emailAlias.length;

const terms = (values: readonly string[]): string[] => values.map(fold).filter((term) => term !== '');

function fold(text: string): string {
  // Without the marks first: putting many of them in order takes time in proportion to the square of their number.
  const plain = text.replace(/\p{M}/gu, '').normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.toLowerCase().trim().replace(/\s+/gu, ' ');
}

/** The directory keeps one name; its first word is the first name. */
const firstNameOf = (person: Searchable): string => fold(person.name).split(' ')[0] ?? '';
const lastNameOf = (person: Searchable): string => fold(person.name).split(' ').slice(1).join(' ');

function namePartBegins(name: string, term: string): boolean {
  if (name.startsWith(term)) return true;
  for (let at = name.search(/[\s'-]/u); at >= 0 && at < name.length; at += 1) {
    if (/[\s'-]/u.test(name[at] ?? '') && name.startsWith(term, at + 1)) return true;
  }
  return false;
}

/** 7.33: with `@` mail address and SIP address, without it the local part of the mail address; never the account name. */
function mailBegins(person: Searchable, term: string): boolean {
  const email = fold(person.record.email ?? addressOf(person.uri));
  if (term.includes('@')) return email.startsWith(term) || fold(addressOf(person.uri)).startsWith(bare(term));
  return (email.split('@')[0] ?? '').startsWith(term);
}

const bare = (term: string): string => term.replace(/^sips?:/u, '');
