import { describe, expect, it } from 'vitest';
import { groupTitle } from './group-title';

const texts: Readonly<Record<string, string>> = {
  'contacts.otherContacts': 'Other contacts',
  'recents.title': 'Recents',
};
const t = (key: string, named: Record<string, unknown> = {}): string =>
  key === 'contacts.groupCalled' ? `${String(named['name'])} (group)` : (texts[key] ?? key);

describe('what a group is called', () => {
  it('is its name, and of the default group that of the language', () => {
    expect(groupTitle({ name: 'Harbour', isDefault: false }, t)).toBe('Harbour');
    expect(groupTitle({ name: '~', isDefault: true }, t)).toBe('Other contacts');
  });

  it.each(['Recents', 'recents', ' Other Contacts '])('tells %j from the part of the list', (name) => {
    expect(groupTitle({ name, isDefault: false }, t)).toBe(`${name} (group)`);
  });
});
