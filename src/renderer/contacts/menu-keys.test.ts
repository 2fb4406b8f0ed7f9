import { describe, expect, it } from 'vitest';
import type { MenuEntry } from '../ui/menu-entry';
import { withKeys } from './menu-keys';

describe('the keys in the menu of a row', () => {
  it('stand beside what they do', () => {
    const entries: readonly MenuEntry[] = [
      { id: 'message', label: 'Send a message' },
      { kind: 'separator' },
      { id: 'fold-all', label: 'Collapse all' },
      { id: 'tag', label: 'Tell me' },
      { kind: 'submenu', label: 'message', entries: [] },
    ];
    const keysOf = (command: string): string => (command === 'openRow' ? 'Enter' : '');
    expect(withKeys(entries, keysOf)).toEqual([{ ...entries[0], shortcut: 'Enter' }, ...entries.slice(1)]);
  });
});
