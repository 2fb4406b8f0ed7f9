import { expect, it } from 'vitest';
import { guards } from './list.mjs';
import { takeOut } from './mutants.mjs';

it('takes a guard out where it stands', () => {
  expect(takeOut('a guard b', { find: ' guard' })).toBe('a b');
  expect(takeOut('a guard b', { find: 'guard', replace: 'gap' })).toBe('a gap b');
});

it.each([
  ['is gone', 'a b', { find: 'guard' }],
  ['stands twice', 'guard guard', { find: 'guard' }],
  ['is replaced by itself', 'guard', { find: 'guard', replace: 'guard' }],
  ['is nothing', 'a', { find: '' }],
])('does not take for a guard what %s', (_, text, guard) => {
  expect(takeOut(text, guard)).toBeUndefined();
});

it('every guard has a name of its own and a test', () => {
  expect(new Set(guards.map(({ name }) => name)).size).toBe(guards.length);
  expect(guards.filter(({ tests }) => tests.length === 0)).toEqual([]);
});
