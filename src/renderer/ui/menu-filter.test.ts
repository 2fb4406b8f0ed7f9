import { describe, expect, it } from 'vitest';
import type { MenuEntry } from './menu-entry';
import { filterEntries, isLong } from './menu-filter';

const groups = (count: number): MenuEntry[] =>
  Array.from({ length: count }, (_, at) => ({ id: `${at}`, label: `Zone ${at}` }));
const separator: MenuEntry = { kind: 'separator' };

describe('the filter of a menu', () => {
  it('is there where more can be chosen than is seen at a glance', () => {
    expect(isLong([...groups(12), separator, { kind: 'label', label: 'Groups' }])).toBe(false);
    expect(isLong([...groups(12), separator, { kind: 'submenu', label: 'More', entries: [] }])).toBe(true);
  });

  it('leaves what is called so, and nothing between', () => {
    const entries = [...groups(13), separator, { id: 'new', label: 'New group…' }];
    expect(filterEntries(entries, ' ')).toBe(entries);
    expect(filterEntries(entries, 'zone 1').map((entry) => 'id' in entry && entry.id)).toEqual(['1', '10', '11', '12']);
    expect(filterEntries(entries, 'GRO').map((entry) => 'id' in entry && entry.id)).toEqual(['new']);
    expect(filterEntries(entries, 'yard')).toEqual([]);
  });
});
