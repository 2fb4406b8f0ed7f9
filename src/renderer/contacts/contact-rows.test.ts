import { describe, expect, it } from 'vitest';
import type { Group } from '../../shared/domain/contact';
import { emptyModel, type Model } from '../../shared/domain/model';
import type { Availability } from '../../shared/domain/person';
import type { Conversation } from '../../shared/domain/conversation';
import { sampleConversation } from '../../shared/testing/sample-conversation';
import type { Recent } from '../recents/recents';
import { contactSorter } from './contact-entries';
import { groupRecipients, groupRows, orderGroups, recentRows, type ListRow } from './contact-rows';
import { searchRows, type SearchedRecents } from './search-rows';

const group = (id: number, name: string): Group => ({ id, name, isDefault: name === '~', isDistribution: false });

function modelOf(people: readonly [name: string, availability: Availability, ...groupIds: number[]][]): Model {
  const uriOf = (name: string): string => `sip:${name.toLowerCase().replace(/ /gu, '.')}@example.com`;
  return {
    ...emptyModel,
    contacts: new Map(
      people.map(([name, , ...groupIds]) => [uriOf(name), { uri: uriOf(name), name, groupIds, tag: false }]),
    ),
    people: new Map(
      people.map(([name, availability]) => [uriOf(name), { uri: uriOf(name), phones: [], presence: { availability } }]),
    ),
  };
}

function sketch(rows: readonly ListRow[]): string[] {
  return rows.map((row) => {
    if (row.kind === 'section')
      return `${row.isExpanded ? 'v' : '>'} ${row.group?.name ?? row.key} ${row.online}/${row.total}`;
    if (row.kind === 'contact') return `  ${row.entry.name}`;
    if (row.kind === 'recent') return `  ~ ${row.title}`;
    if (row.kind === 'more') return `  … ${row.showsAll ? 'fewer' : row.total}`;
    return row.kind === 'hit' ? `  + ${row.hit.name}` : `  (${row.hint})`;
  });
}

const people = modelOf([
  ['Zoe Quist', 'available', 1],
  ['ádám Nagy', 'offline', 1],
  ['Bea Olm', 'busy', 1, 2],
  ['Émile Roy', 'away', 99],
  ['Person 10', 'offline', 2],
  ['Person 9', 'unknown', 2],
]);
const entries = contactSorter('en')(people);

describe('groupRecipients', () => {
  const groups = [group(1, 'Plant'), group(2, 'Team'), group(0, '~')];

  it('are those of the group and nobody else', () => {
    expect(groupRecipients(groups[1]!, groups, entries)).toEqual([
      'sip:bea.olm@example.com',
      'sip:person.9@example.com',
      'sip:person.10@example.com',
    ]);
    expect(groupRecipients(groups[2]!, groups, entries)).toEqual(['sip:Émile.roy@example.com'.toLowerCase()]);
  });

  it('leave out who cannot be written to', () => {
    const gate = { uri: 'tel:+15550100', name: 'Gate', groupIds: [1], tag: false };
    const withGate = contactSorter('en')({ ...people, contacts: new Map([...people.contacts, [gate.uri, gate]]) });
    expect(sketch(groupRows(groups, withGate, new Set()))).toContain('  Gate');
    expect(groupRecipients(groups[0]!, groups, withGate)).not.toContain(gate.uri);
    expect(groupRecipients(groups[0]!, groups, withGate)).toHaveLength(3);
  });
});

describe('contactSorter', () => {
  it('orders by name as people do: without case and accents, numbers as numbers', () => {
    expect(entries.map((entry) => entry.name)).toEqual([
      'ádám Nagy',
      'Bea Olm',
      'Émile Roy',
      'Person 9',
      'Person 10',
      'Zoe Quist',
    ]);
  });

  it('gives the same order from an old one as from none, after people came, went and were renamed', () => {
    const sort = contactSorter('en');
    sort(people);
    const later = modelOf([
      ['Zoe Quist', 'offline', 1],
      ['Bea Olm', 'offline', 1],
      ['Anna New', 'available', 1],
    ]);
    expect(sort(later)).toEqual(contactSorter('en')(later));
  });

  it('keeps the entries of whom nothing has changed, so that nothing of them is done again', () => {
    const sort = contactSorter('en');
    const before = sort(people);
    const uri = 'sip:bea.olm@example.com';
    const changed = new Map(people.people).set(uri, { uri, phones: [], presence: { availability: 'offline' } });
    const after = sort({ ...people, people: changed });
    expect(after.map((entry) => entry.name)).toEqual(before.map((entry) => entry.name));
    expect(after.filter((entry, index) => entry !== before[index]).map((entry) => entry.name)).toEqual(['Bea Olm']);
    expect(after[1]).toMatchObject({ isOnline: false });
  });

  it('does nothing at all for a change that is not about contacts', () => {
    const sort = contactSorter('en');
    expect(sort({ ...people, calls: new Map() })).toBe(sort(people));
  });

  it('moves a contact whose name becomes known', () => {
    const uri = 'sip:x@example.com';
    const unnamed: Model = {
      ...people,
      contacts: new Map([...people.contacts, [uri, { uri, name: '', groupIds: [1], tag: false }]]),
    };
    const sort = contactSorter('en');
    expect(sort(unnamed).map((entry) => entry.name)).toContain('x@example.com');
    const named = {
      ...unnamed,
      people: new Map([
        ...unnamed.people,
        [uri, { uri, name: 'Abe', phones: [], presence: { availability: 'away' as const } }],
      ]),
    };
    expect(sort(named)[0]?.name).toBe('Abe');
  });
});

describe('orderGroups', () => {
  it('goes by name, the default group last', () => {
    const names = orderGroups([group(0, '~'), group(1, 'ward'), group(2, 'Archive'), group(3, 'Ward 2')]).map(
      ({ name }) => name,
    );
    expect(names).toEqual(['Archive', 'ward', 'Ward 2', '~']);
  });

  it("keeps an order of one's own, with new groups after it", () => {
    const all = [group(0, '~'), group(1, 'Ward'), group(2, 'Archive'), group(3, 'New'), group(4, 'Mail')];
    expect(orderGroups(all, 'en', [1, 99, 0, 2]).map(({ name }) => name)).toEqual([
      'Ward',
      'Archive',
      'Mail',
      'New',
      '~',
    ]);
  });
});

describe('groupRows', () => {
  it('shows people in no group also where the server has no default group', () => {
    const rows = groupRows(
      [group(1, 'Suppliers')],
      contactSorter('en')(modelOf([['Kim Okafor', 'offline']])),
      new Set(),
    );
    expect(sketch(rows)).toEqual(['v Suppliers 0/0', '  (empty-group)', 'v ~ 0/1', '  Kim Okafor']);
  });

  const groups = [group(1, 'Team'), group(2, 'Plant'), group(0, '~')];

  it('puts who is online first in every group, and a contact into each of its groups', () => {
    expect(sketch(groupRows(groups, entries, new Set()))).toEqual([
      'v Team 2/3',
      '  Bea Olm',
      '  Zoe Quist',
      '  ádám Nagy',
      'v Plant 1/3',
      '  Bea Olm',
      '  Person 9',
      '  Person 10',
      'v ~ 1/1',
      '  Émile Roy',
    ]);
  });

  it('stands in the order that was asked for', () => {
    const names = (order: 'name' | 'availability'): string[] =>
      sketch(groupRows([group(1, 'Team'), group(2, 'Plant')], entries, new Set(), 0, { order, hidesOffline: false }));
    expect(names('name').slice(1, 4)).toEqual(['  ádám Nagy', '  Bea Olm', '  Zoe Quist']);
    expect(names('availability').slice(1, 4)).toEqual(['  Zoe Quist', '  Bea Olm', '  ádám Nagy']);
  });

  it('leaves out who is offline and keeps them in the counts; of whom nothing is known is shown', () => {
    const look = { order: 'online', hidesOffline: true } as const;
    expect(sketch(groupRows([group(1, 'Team'), group(2, 'Plant')], entries, new Set(), 0, look)).slice(0, 6)).toEqual([
      'v Team 2/3',
      '  Bea Olm',
      '  Zoe Quist',
      'v Plant 1/3',
      '  Bea Olm',
      '  Person 9',
    ]);
    const asleep = contactSorter('en')(modelOf([['Kim Okafor', 'offline', 1]]));
    expect(sketch(groupRows([group(1, 'Team')], asleep, new Set(), 0, look))).toEqual([
      'v Team 0/1',
      '  (all-offline)',
    ]);
  });

  it('keeps the counts of a folded group', () => {
    expect(sketch(groupRows(groups, entries, new Set([1, 2])))).toEqual([
      '> Team 2/3',
      '> Plant 1/3',
      'v ~ 1/1',
      '  Émile Roy',
    ]);
  });

  it('says that a group is empty, and shows an empty default group only when it is alone', () => {
    expect(sketch(groupRows(groups, [], new Set([2])))).toEqual(['v Team 0/0', '  (empty-group)', '> Plant 0/0']);
    expect(sketch(groupRows([group(0, '~')], [], new Set()))).toEqual(['v ~ 0/0', '  (empty-group)']);
  });

  it('numbers contacts through their group, so that a screen reader can say "3 of 3"', () => {
    const rows = groupRows(groups, entries, new Set()).filter(
      (row) => row.kind === 'contact' && row.section === 'group-1',
    );
    expect(rows.map((row) => ('position' in row ? [row.position, row.setSize] : []))).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });
});

describe('searchRows', () => {
  it('finds contacts by the beginnings of words, without accents, each only once', () => {
    expect(sketch(searchRows('em ro', entries, { kind: 'searching' }))).toEqual([
      'v found 1/1',
      '  Émile Roy',
      'v directory 0/0',
      '  (searching)',
    ]);
    expect(sketch(searchRows('be', entries, { kind: 'searching' })).slice(0, 2)).toEqual(['v found 1/1', '  Bea Olm']);
  });

  it('finds the middle of a word only where no word begins so, and finds an address', () => {
    expect(sketch(searchRows('mile', entries, { kind: 'idle' }))[1]).toBe('  Émile Roy');
    expect(sketch(searchRows('o', entries, { kind: 'idle' })).slice(0, 2)).toEqual(['v found 1/1', '  Bea Olm']);
    expect(sketch(searchRows('zzz', entries, { kind: 'idle' }))[1]).toBe('  (none-found)');
    expect(sketch(searchRows('quist@exam', entries, { kind: 'idle' }))[1]).toBe('  Zoe Quist');
  });

  it('shows who is in the directory and not yet a contact', () => {
    const results = {
      hits: [
        { uri: 'sip:zoe.quist@example.com', name: 'Zoe Quist' },
        { uri: 'sip:zora@example.com', name: 'Zora Lind' },
      ],
      more: true,
    };
    expect(sketch(searchRows('zo', entries, { kind: 'found', results }))).toEqual([
      'v found 1/1',
      '  Zoe Quist',
      'v directory 0/1',
      '  + Zora Lind',
      '  (more-in-directory)',
    ]);
  });

  it('puts what was found first: that no contact fits is said only where nobody else does either', () => {
    const results = { hits: [{ uri: 'sip:wim@example.com', name: 'Wim Zander' }], more: false };
    expect(sketch(searchRows('wim', entries, { kind: 'found', results }))).toEqual([
      'v directory 0/1',
      '  + Wim Zander',
    ]);
    const talks = titled([talk('c1', 'Wim and others', { subject: 'Wim' })]);
    expect(sketch(searchRows('wim', entries, { kind: 'searching' }, undefined, talks))[0]).toBe('v recents 0/1');
    const positions = searchRows('wim', entries, { kind: 'searching' }, undefined, talks).flatMap((row) =>
      row.kind === 'section' ? [[row.position, row.setSize]] : [],
    );
    expect(positions).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('says that the directory has nobody, and why it could not be asked', () => {
    expect(sketch(searchRows('x', entries, { kind: 'found', results: { hits: [], more: false } })).at(-1)).toBe(
      '  (none-in-directory)',
    );
    const rows = searchRows('x', entries, { kind: 'failed', failure: { code: 'timeout' } });
    expect(rows.at(-1)).toMatchObject({ hint: 'directory-failed', failure: { code: 'timeout' } });
  });
});

const talk = (id: string, title: string, more: Partial<Conversation> = {}): [Recent, string] => [
  { kind: 'conversation', id, conversation: sampleConversation({ id, participants: [], ...more }) },
  title,
];
function titled(talks: readonly [Recent, string][]): SearchedRecents {
  const titles = new Map(talks);
  return { all: talks.map(([recent]) => recent), titleOf: (recent) => titles.get(recent) ?? '' };
}

describe('recentRows', () => {
  const many = titled(Array.from({ length: 9 }, (_, n) => talk(`c${n}`, `Person ${n}`)));
  const shown = {
    ...many,
    shown: many.all.slice(0, 2),
    total: 9,
    hiddenUnread: 0,
    isCollapsed: false,
    showsAll: false,
  };

  it('are the first ones under a head that counts them all, and the way to the others', () => {
    expect(sketch(recentRows(shown, 3))).toEqual(['v recents 0/9', '  ~ Person 0', '  ~ Person 1', '  … 9']);
    expect(sketch(recentRows({ ...shown, isCollapsed: true }, 3))).toEqual(['> recents 0/9']);
    expect(sketch(recentRows({ ...shown, shown: many.all, showsAll: true }, 3)).at(-1)).toBe('  … fewer');
  });

  it('say so when there are none', () => {
    expect(sketch(recentRows({ ...shown, shown: [], total: 0 }, 1))).toEqual(['v recents 0/0', '  (no-recents)']);
  });
});

describe('searchRows among conversations', () => {
  const person = (uri: string): Conversation['participants'] => [{ uri, name: '', role: 'attendee' }];
  const all = titled([
    talk('c1', 'Bea Olm', { participants: person('sip:bea.olm@example.com'), subject: 'Harbour' }),
    talk('c2', 'Bea Olm and Sam Roth', {
      participants: [...person('sip:bea.olm@example.com'), ...person('sip:sam@example.com')],
    }),
    talk('c3', 'Beate Stranger', { participants: person('sip:beate@example.com') }),
  ]);
  const found = (query: string): string[] => sketch(searchRows(query, entries, { kind: 'idle' }, undefined, all));

  it('finds those with several and with strangers; who is in the list is not shown twice', () => {
    expect(found('be').slice(0, 5)).toEqual([
      'v found 1/1',
      '  Bea Olm',
      'v recents 0/2',
      '  ~ Bea Olm and Sam Roth',
      '  ~ Beate Stranger',
    ]);
  });

  it('finds by the subject', () => {
    expect(found('harb')).toContain('  ~ Bea Olm');
  });
});
