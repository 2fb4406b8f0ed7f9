import { describe, expect, it } from 'vitest';
import { fieldTexts, fieldWithBeginning, fieldWithMiddle } from './field-texts';
import { wantedWords } from './search-text';

const texts = fieldTexts(['Zoë Crane-Lind', '', 'Driver', 'At the quay\nuntil noon', 'zoe.lind@example.com']);
const at = (query: string, find = fieldWithBeginning): number => find(wantedWords(query)[0]!, texts);

describe('the fields of a person as one text', () => {
  it.each([
    ['zo', 0],
    ['zoë', 0],
    ['lind', 0],
    ['dri', 2],
    ['quay', 3],
    ['until', 3],
    ['example', 4],
    ['lind@example', 4],
    ['crane-l', 0],
    ['rane', -1],
    ['noonzoe', -1],
  ])('have a word that begins with %s first in field %d', (query, field) => {
    expect(at(query)).toBe(field);
  });

  it.each([
    ['rane', 0],
    ['iver', 2],
    ['xample', 4],
    ['lindd', -1],
  ])('have %s first in field %d, wherever in a word', (query, field) => {
    expect(at(query, fieldWithMiddle)).toBe(field);
  });

  it('may all be empty', () => {
    const empty = fieldTexts(['', '', '']);
    expect(fieldWithBeginning(wantedWords('a')[0]!, empty)).toBe(-1);
  });
});
