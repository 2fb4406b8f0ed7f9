import { describe, expect, it } from 'vitest';
import { formsOf, pluralRule } from './plural-forms';

describe('the form of a message that goes with a number', () => {
  it.each([
    ['en', 2, [1, 0, 1, 1]],
    ['en', 3, [0, 1, 2, 2]],
    ['pl', 4, [2, 0, 1, 2]],
    ['pl', 5, [0, 1, 2, 3]],
    ['ja', 1, [0, 0, 0, 0]],
    ['de', 3, [0, 1, 2, 2]],
    ['ar', 6, [0, 1, 2, 3]],
    // A language that mirrors English has its forms.
    ['ar-XB', 2, [1, 0, 1, 1]],
    // A translation that leaves forms out takes the last one that it has.
    ['pl', 2, [1, 0, 1, 1]],
  ] as const)('%s, of %i forms', (language, forms, expected) => {
    const rule = pluralRule(language);
    expect([0, 1, 2, 5].map((count) => rule(count, forms))).toEqual(expected);
  });
});

it.each([
  ['en', false, 2],
  ['en', true, 3],
  ['pl', true, 5],
  // It has a form for none at all by itself.
  ['ar', false, 6],
  ['ar', true, 6],
  ['ja', false, 1],
])('%s, where none at all is said differently: %s, has %i forms', (language, hasNone, forms) => {
  expect(formsOf(language, hasNone)).toBe(forms);
});

it('Arabic tells few from many, and a hundred from both', () => {
  const rule = pluralRule('ar');
  expect([3, 10, 11, 99, 100, 103].map((count) => rule(count, 6))).toEqual([3, 3, 4, 4, 5, 3]);
});
