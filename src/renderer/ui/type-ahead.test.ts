import { describe, expect, it } from 'vitest';
import { createTypeAhead } from './type-ahead';

const levels = ['Personal', 'Team', 'Company', 'Public', 'Blocked'];

/** One key after the other; the indices that they led to. */
function type(keys: string, labels = levels, start = -1): number[] {
  const ahead = createTypeAhead();
  let current = start;
  return [...keys].map((key, index) => (current = ahead.typed(key, labels, current, index * 100) ?? current));
}

describe('type-ahead', () => {
  it('goes to the first that begins like what is typed, in any case', () => {
    expect(type('TE').at(-1)).toBe(1);
    expect(type('pu')).toEqual([0, 3]);
  });

  it('goes through all that begin with a letter, round and round', () => {
    expect(type('ppp')).toEqual([0, 3, 0]);
  });

  it('stays where nothing begins like that', () => {
    expect(type('x', levels, 2)).toEqual([2]);
    expect(type('tx', levels, 2)).toEqual([1, 1]);
    expect(type('a', [], -1)).toEqual([-1]);
  });

  it('takes a blank as part of what is typed', () => {
    const choices = ['Available', 'Be right back', 'Busy', 'Best wishes'];
    expect(type('be r', choices).at(-1)).toBe(1);
  });

  it('begins anew after a pause, and for other entries', () => {
    const ahead = createTypeAhead();
    ahead.typed('w', ['What they see'], -1, 0);
    expect(ahead.isUnderWay(500)).toBe(true);
    ahead.reset();
    expect(ahead.isUnderWay(500)).toBe(false);
    expect(ahead.typed('t', levels, 0, 500)).toBe(1);
    expect(ahead.typed('b', levels, 1, 5_000)).toBe(4);
  });
});
