import { describe, expect, it } from 'vitest';
import type { MenuEntry } from '../ui/menu-entry';
import { contactMenu, groupMenu, groupsAfterToggle, manyMenu, moveMenu } from './contact-menu';

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
    return contactMenu(entry, groups, [], 'hint', (key) => key).flatMap((each) =>
      'id' in each ? [each.id] : each.kind === 'submenu' ? [each.label] : [],
    );
  };

  it.each(['tel:+15550100', 'stores', 'mailto:gate@example.com'])(
    'offers for %s what the list can do, no messages',
    (uri) => {
      expect(idsFor(uri)).toEqual(['card', 'contacts.menu.groups', 'contacts.menu.moveTo', 'remove']);
    },
  );

  it('offers all of it for people', () => {
    expect(idsFor('sip:lee@example.com')).toEqual([
      'message',
      'card',
      'tag',
      'contacts.menu.groups',
      'contacts.menu.moveTo',
      'contacts.menu.access',
      'remove',
    ]);
  });
});

const idsOf = (entries: readonly MenuEntry[]): string[] =>
  entries.flatMap((entry) => ('id' in entry ? [entry.id] : entry.kind === 'submenu' ? [entry.label] : []));
const t = (key: string): string => key;

describe('groupMenu', () => {
  const place = { canGoUp: true, canGoDown: false };

  it('offers neither moving nor renaming nor removing for the default group', () => {
    expect(idsOf(groupMenu(groups[0]!, 1, place, t))).toEqual(['message-group', 'fold-all', 'unfold-all']);
    expect(idsOf(groupMenu(groups[1]!, 1, place, t))).toEqual([
      'message-group',
      'group-up',
      'group-down',
      'rename-group',
      'remove-group',
      'fold-all',
      'unfold-all',
    ]);
  });

  it('renames no group of the directory, and moves none over the end', () => {
    const entries = groupMenu({ ...groups[1]!, isDistribution: true }, 1, place, t);
    expect(idsOf(entries)).not.toContain('rename-group');
    const down = entries.find((entry) => 'id' in entry && entry.id === 'group-down');
    expect(down).toMatchObject({ disabled: true });
  });
});

describe('manyMenu', () => {
  const many = { recipients: 2, contacts: 3, tagged: 1, level: 'team' } as const;

  it('offers what can be done with all of them at once', () => {
    const entries = manyMenu(many, groups, 'hint', t);
    expect(idsOf(entries)).toEqual([
      'message',
      'tag-all',
      'untag-all',
      'contacts.menu.moveTo',
      'contacts.menu.copyTo',
      'contacts.menu.access',
      'remove',
    ]);
    expect(idsOf(manyMenu({ ...many, tagged: 0 }, groups, 'hint', t))).not.toContain('untag-all');
    expect(idsOf(manyMenu({ ...many, tagged: 3 }, groups, 'hint', t))).not.toContain('tag-all');
  });

  it('says of the levels what is true at this server', () => {
    const hints = (words: 'hint' | 'sameHint'): unknown =>
      manyMenu(many, groups, words, t).flatMap((each) =>
        'entries' in each ? each.entries.flatMap((entry) => ('hint' in entry ? [entry.hint] : [])) : [],
      );
    expect(hints('hint')).toContain('contacts.access.team.hint');
    expect(hints('sameHint')).toContain('contacts.access.team.sameHint');
  });

  it('adds those who are only in the directory', () => {
    expect(idsOf(manyMenu({ recipients: 2, contacts: 0, tagged: 0, level: undefined }, groups, 'hint', t))).toEqual([
      'message',
      'add',
    ]);
  });
});

describe('moveMenu', () => {
  const directory = { id: 3, name: 'All staff', isDefault: false, isDistribution: true };

  it('leads into every group that takes people, and copies nobody to other contacts', () => {
    expect(idsOf(moveMenu('move', '', [...groups, directory], t).entries)).toEqual([
      'move:0',
      'move:1',
      'move:2',
      'new-group-move',
    ]);
    expect(idsOf(moveMenu('copy', '', [...groups, directory], t).entries)).toEqual([
      'copy:1',
      'copy:2',
      'new-group-copy',
    ]);
  });
});
