import { expect, it } from 'vitest';
import { chosenLanguages, missingLanguages, type WantedLanguages } from './chosen-languages';

const offered = ['en-US', 'en-GB', 'fr', 'de-AT', 'de-DE'];

it.each<[WantedLanguages, string, readonly string[], readonly string[]]>([
  ['system', 'en', ['de-DE', 'en-GB'], ['en-GB']],
  ['system', 'en', ['de-DE'], ['en-US']],
  ['system', 'en-GB', ['en-US'], ['en-GB']],
  ['system', 'de', ['de-DE'], ['de-DE']],
  ['system', 'fi', ['fi-FI'], []],
  [['fr', 'de-DE', 'fi'], 'en', [], ['fr', 'de-DE']],
  [[], 'en', ['en-GB'], []],
])('%j with Parley in %s for somebody who reads %j: %j', (wanted, program, preferred, expected) => {
  expect(chosenLanguages(wanted, offered, { program, preferred })).toEqual(expected);
});

it.each<[WantedLanguages, string, readonly string[]]>([
  ['system', 'en', []],
  ['system', 'de', []],
  ['system', 'fi', ['fi']],
  ['system', 'ar-EG', ['ar']],
  [['fr', 'fi', 'en-US'], 'en', ['fi']],
  [[], 'fi', []],
])('%j with Parley in %s has no dictionary for %j', (wanted, program, missing) =>
  expect(missingLanguages(wanted, offered, { program, preferred: ['fi-FI'] })).toEqual(missing),
);
