import { describe, expect, it } from 'vitest';
import { contactMenu, groupMenu, groupsAfterToggle } from './contact-menu';

const groups = [
  { id: 0, name: '~', isDefault: true, isDistribution: false },
  { id: 1, name: 'Team', isDefault: false, isDistribution: false },
  { id: 2, name: 'Plant', isDefault: false, isDistribution: false },
];

describe('groupsAfterToggle', () => {
  it.each([
    [[1], 2, [1, 2]],
    [[1, 2], 1, [2]],
    [[1], 1, [0]],
    [[0], 2, [2]],
    [[1, 2], 0, [0]],
    [[0], 0, [0]],
    [[77], 1, [1]],
    [[1, 77], 1, [0]],
  ])('%j with %i becomes %j', (current, toggled, expected) => {
    expect(groupsAfterToggle(current, toggled, groups)).toEqual(expected);
  });
});

describe('contactMenu', () => {
  const idsFor = (uri: string): string[] => {
    const contact = { uri, name: 'Gate', groupIds: [], tag: false };
    const entry = { contact, uri, name: 'Gate', presence: { availability: 'unknown' as const }, isOnline: false };
    return contactMenu(entry, groups, [], (key) => key).flatMap((each) =>
      'id' in each ? [each.id] : each.kind === 'submenu' ? [each.label] : [],
    );
  };

  it.each(['tel:+15550100', 'stores', 'mailto:gate@example.com'])(
    'offers for %s what the list can do, no messages',
    (uri) => {
      expect(idsFor(uri)).toEqual(['card', 'contacts.menu.groups', 'remove']);
    },
  );

  it('offers all of it for people', () => {
    expect(idsFor('sip:lee@example.com')).toEqual([
      'message',
      'card',
      'tag',
      'contacts.menu.groups',
      'contacts.menu.access',
      'remove',
    ]);
  });
});

describe('groupMenu', () => {
  it('offers neither renaming nor removing for the default group', () => {
    const ids = (group: (typeof groups)[number]) =>
      groupMenu(group, 1, (key) => key).flatMap((entry) => ('id' in entry ? [entry.id] : []));
    expect(ids(groups[0]!)).toEqual(['message-group']);
    expect(ids(groups[1]!)).toEqual(['message-group', 'rename-group', 'remove-group']);
  });
});
