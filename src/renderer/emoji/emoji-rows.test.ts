import { describe, expect, it } from 'vitest';
import { cellAt, emojiRows, firstPlace, gridStep } from './emoji-rows';

const cells = (...signs: string[]) => signs.map((sign) => ({ sign, name: sign, code: undefined }));
const rows = emojiRows(
  [
    { name: 'recent', cells: [] },
    { name: 'smileys', cells: cells('a', 'b', 'c', 'd', 'e') },
    { name: 'people', cells: cells('f', 'g', 'h') },
  ],
  3,
);

/** From a sign by a key to another. */
function step(from: string, key: string): string | undefined {
  for (const [row, line] of rows.entries()) {
    const column = line.kind === 'cells' ? line.cells.findIndex(({ sign }) => sign === from) : -1;
    if (column < 0) continue;
    const to = gridStep(rows, { row, column }, key);
    return to === 'out' || to === undefined ? to : cellAt(rows, to)?.sign;
  }
  throw new Error(`no ${from}`);
}

describe('the grid of emoji', () => {
  it('has a heading over each section, and none over an empty one', () => {
    expect(rows.map(({ key }) => key)).toEqual(['smileys', 'smileys-0', 'smileys-1', 'people', 'people-0']);
    expect(firstPlace(rows)).toEqual({ row: 1, column: 0 });
    expect(firstPlace([])).toBeUndefined();
  });

  it.each([
    ['a', 'next', 'b'],
    ['c', 'next', 'd'],
    ['e', 'next', 'f'],
    ['h', 'next', 'h'],
    ['f', 'previous', 'e'],
    ['a', 'previous', 'a'],
    ['c', 'ArrowDown', 'e'],
    ['d', 'ArrowDown', 'f'],
    ['g', 'ArrowUp', 'e'],
    ['h', 'ArrowUp', 'e'],
    ['b', 'ArrowUp', 'out'],
    ['e', 'Home', 'd'],
    ['d', 'End', 'e'],
    ['a', 'PageDown', 'f'],
    ['h', 'PageUp', 'c'],
    ['a', 'x', undefined],
  ])('leads from %s by %s to %s', (from, key, to) => expect(step(from, key)).toBe(to));
});
