import { expect, it } from 'vitest';
import { placeOf, wordAt } from './word-at';

it.each([
  ['a wrogn b', 2, 2, 'wrogn'],
  ['a wrogn b', 7, 7, 'wrogn'],
  ['a wrogn b', 2, 7, 'wrogn'],
  ['a wrogn b', 2, 8, undefined],
  ['a  b', 2, 2, undefined],
  ["it's", 3, 3, "it's"],
  ['', 0, 0, undefined],
])('of %j at %i to %i the word is %j', (text, start, end, expected) => {
  expect(wordAt(text, start, end)?.word).toBe(expected);
});

it('finds where the word stands that the system has found, not another one like it', () => {
  expect(placeOf('teh', 'teh teh teh', 5, 5)).toEqual({ word: 'teh', from: 4, to: 7 });
  expect(placeOf('teh', 'teh teh teh', 4, 7)).toEqual({ word: 'teh', from: 4, to: 7 });
  expect(placeOf('teh', 'the', 1, 1)).toBeUndefined();
  expect(placeOf('', 'the', 1, 1)).toBeUndefined();
});
