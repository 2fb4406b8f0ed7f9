import { describe, expect, it } from 'vitest';
import { best } from './best';

describe('best', () => {
  it('is the beginning of the sorted whole, equal ones in the order that they came in', () => {
    const items = [5, 3, 8, 3, 1, 9, 1, 2].map((value, at) => ({ value, at }));
    const compare = (a: { value: number }, b: { value: number }): number => a.value - b.value;
    const sorted = [...items].sort(compare);
    for (let most = 1; most <= 9; most += 1) expect(best(items, most, compare)).toEqual(sorted.slice(0, most));
    expect(best(items, 0, compare)).toEqual([]);
  });
});
