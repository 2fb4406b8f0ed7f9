import { describe, expect, it } from 'vitest';
import { pluralRule } from './plural-forms';

describe('the form of a message that goes with a number', () => {
  it.each([
    ['en', 2, [1, 0, 1, 1]],
    ['en', 3, [0, 1, 2, 2]],
    ['pl', 4, [2, 0, 1, 2]],
    ['pl', 5, [0, 1, 2, 3]],
    ['ja', 1, [0, 0, 0, 0]],
    // A language that mirrors English has its forms.
    ['ar-XB', 2, [1, 0, 1, 1]],
    // A translation that leaves forms out takes the last one that it has.
    ['pl', 2, [1, 0, 1, 1]],
  ] as const)('%s, of %i forms', (language, forms, expected) => {
    const rule = pluralRule(language);
    expect([0, 1, 2, 5].map((count) => rule(count, forms))).toEqual(expected);
  });
});
