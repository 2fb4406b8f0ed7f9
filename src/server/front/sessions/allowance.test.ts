import { expect, it } from 'vitest';
import type { Person } from '../../world';
import { Allowance } from './allowance';

const person = (key: string): Person => ({ key, uri: key, phones: [] });

it('counts for each user alone, by the key, and forgets who has asked for nothing lately', () => {
  let now = 0;
  const allowance = new Allowance({ requestBurst: 2, requestsPerSecond: 1 }, () => now);
  const taken = (key: string): number => [1, 2, 3].filter(() => allowance.take(person(key))).length;
  expect([taken('dana'), taken('lee'), taken('dana')]).toEqual([2, 2, 0]);
  now = 1_000;
  allowance.sweep();
  // What is not full again would be a present.
  expect(allowance.size).toBe(2);
  expect(taken('dana')).toBe(1);
  now = 2_000;
  allowance.sweep();
  expect(allowance.size).toBe(1);
  expect(taken('lee')).toBe(2);
});
