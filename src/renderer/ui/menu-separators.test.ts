import { describe, expect, it } from 'vitest';
import type { MenuEntry } from './menu-entry';
import { tidySeparators } from './menu-separators';

const line: MenuEntry = { kind: 'separator' };
const label: MenuEntry = { kind: 'label', label: 'Groups' };
const action = (id: string): MenuEntry => ({ id, label: id });

describe('the lines of a menu', () => {
  it('stand between entries only', () => {
    const [a, b, c] = [action('a'), action('b'), action('c')];
    expect(tidySeparators([line, a, line, line, line, b, c, line, line])).toEqual([a, line, b, c]);
    expect(tidySeparators([line, line, label, a])).toEqual([label, a]);
  });

  it('are none where there is nothing between them', () => {
    expect(tidySeparators([line, line])).toEqual([]);
    expect(tidySeparators([])).toEqual([]);
  });

  it('stay as they are where they are in order', () => {
    const entries = [action('a'), line, label, action('b')];
    expect(tidySeparators(entries)).toEqual(entries);
  });
});
