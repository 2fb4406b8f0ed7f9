import { describe, expect, it } from 'vitest';
import { ConfTable } from './conf-table';

describe('ConfTable', () => {
  it('7.5 assigns from 1 on 0, adopts an unused number, assigns another for one in use', () => {
    const table = new ConfTable<string>();
    expect(table.add(0, 'a')).toBe(1);
    expect(table.add(2, 'b')).toBe(2);
    expect(table.add(0, 'c')).toBe(3);
    expect(table.add(2, 'd')).toBe(4);
    expect(table.add(77, 'e')).toBe(77);
  });

  it.each([-1, 1.5, 2 ** 31, NaN])('assigns in place of %d', (wanted) => {
    expect(new ConfTable<string>().add(wanted, 'a')).toBe(1);
  });

  it('lets an ended number be used again, and does not end who has it now', () => {
    const table = new ConfTable<string>();
    table.add(5, 'old');
    table.remove(5, 'old');
    expect(table.add(5, 'new')).toBe(5);
    table.remove(5, 'old');
    expect(table.get(5)).toBe('new');
  });
});
