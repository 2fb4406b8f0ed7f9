import { describe, expect, it } from 'vitest';
import { ConfTable } from './conf-table';

describe('ConfTable', () => {
  it('7.5 assigns from 1, adopts an unused number, and never gives away one in use', () => {
    const table = new ConfTable<string>();
    expect(table.add('a')).toBe(1);
    expect(table.adopt(2, 'b')).toBe(true);
    expect(table.add('c')).toBe(3);
    expect(table.adopt(2, 'd')).toBe(false);
    expect(table.adopt(3, 'd')).toBe(false);
    expect(table.get(2)).toBe('b');
    expect(table.adopt(77, 'e')).toBe(true);
    expect(table.add('f')).toBe(4);
  });

  it.each([0, -1, 1.5, 2 ** 31, 1e15, NaN])('does not adopt %d', (wanted) => {
    const table = new ConfTable<string>();
    expect([table.canAdopt(wanted), table.adopt(wanted, 'a')]).toEqual([false, false]);
    expect(table.size).toBe(0);
  });

  it('adopts the highest number there is', () => {
    const table = new ConfTable<string>();
    expect(table.adopt(2 ** 31 - 1, 'a')).toBe(true);
    expect(table.add('b')).toBe(1);
  });

  it('lets an ended number be used again, and does not end who has it now', () => {
    const table = new ConfTable<string>();
    table.adopt(5, 'old');
    table.remove(5, 'old');
    expect(table.adopt(5, 'new')).toBe(true);
    table.remove(5, 'old');
    expect(table.get(5)).toBe('new');
  });

  it('does not assign by itself what the client had chosen for something that has ended', () => {
    const table = new ConfTable<string>();
    table.adopt(1, 'old');
    table.remove(1, 'old');
    expect(table.add('invitation')).toBe(2);
  });

  it('keeps no more of what has ended than it has to', () => {
    const table = new ConfTable<string>();
    for (let confId = 1; confId <= 5_000; confId += 1) {
      table.adopt(confId, 'x');
      table.remove(confId, 'x');
    }
    // The oldest are forgotten, so the count begins with them.
    expect(table.add('next')).toBe(1);
    expect(table.size).toBe(1);
  });
});
