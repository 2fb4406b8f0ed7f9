import { describe, expect, it } from 'vitest';
import type { AccessLevelMembers } from '../../shared/domain/contact';
import { emptyModel, type Model } from '../../shared/domain/model';
import { availabilities, type Availability } from '../../shared/domain/person';
import { contactSorter } from './contact-entries';
import type { ListRow, Look } from './contact-rows';
import { accessRows, availabilityRows, taggedRows } from './view-rows';

const look: Look = { order: 'online', hidesOffline: false };
const none = (): boolean => false;

function modelOf(people: readonly [name: string, availability: Availability, tag?: boolean][]): Model {
  const uriOf = (name: string): string => `sip:${name.toLowerCase()}@example.com`;
  return {
    ...emptyModel,
    contacts: new Map(
      people.map(([name, , tag = false]) => [uriOf(name), { uri: uriOf(name), name, groupIds: [], tag }]),
    ),
    people: new Map(
      people.map(([name, availability]) => [uriOf(name), { uri: uriOf(name), phones: [], presence: { availability } }]),
    ),
  };
}
const entriesOf = (people: Parameters<typeof modelOf>[0]) => contactSorter('en')(modelOf(people));

function sketch(rows: readonly ListRow[]): string[] {
  return rows.map((row) => {
    if (row.kind === 'section') return `${row.isExpanded ? 'v' : '>'} ${row.key} ${row.online}/${row.total}`;
    if (row.kind === 'hint') return `  (${row.hint})`;
    return row.kind === 'contact' ? `  ${row.entry.name}` : row.kind;
  });
}

const some = entriesOf([
  ['Bea', 'offline'],
  ['Ann', 'inactive'],
  ['Cem', 'busy', true],
  ['Dov', 'available'],
  ['Eva', 'unknown'],
]);

describe('availabilityRows', () => {
  it('parts people by what they can be reached for, and shows no part that is empty', () => {
    expect(sketch(availabilityRows(some, none, look, 1))).toEqual([
      'v availability-available 2/2',
      '  Ann',
      '  Dov',
      'v availability-busy 1/1',
      '  Cem',
      'v availability-offline 0/1',
      '  Bea',
      'v availability-unknown 0/1',
      '  Eva',
    ]);
  });

  it('leaves out who is offline, and folds', () => {
    const rows = availabilityRows(some, (key) => key === 'availability-available', { ...look, hidesOffline: true }, 1);
    expect(sketch(rows)).toEqual([
      '> availability-available 2/2',
      'v availability-busy 1/1',
      '  Cem',
      'v availability-unknown 0/1',
      '  Eva',
    ]);
    expect(rows[0]).toMatchObject({ position: 2, setSize: 4 });
  });

  it('has a place for every availability', () => {
    for (const availability of availabilities)
      expect(sketch(availabilityRows(entriesOf([['Ann', availability]]), none, look, 0))).toContain('  Ann');
  });
});

describe('accessRows', () => {
  const levels: readonly AccessLevelMembers[] = [
    { level: 'personal', members: [] },
    { level: 'team', members: [{ type: 'uri', value: 'ann@example.com' }] },
    {
      level: 'blocked',
      members: [
        { type: 'uri', value: 'SIP:Eva@example.com' },
        { type: 'domain', value: 'example.com' },
      ],
    },
  ];

  it('shows every level, also an empty one, and who has none of their own', () => {
    expect(sketch(accessRows(some, levels, none, look, 0))).toEqual([
      'v access-personal 0/0',
      'v access-team 1/1',
      '  Ann',
      'v access-company 0/0',
      'v access-public 0/0',
      'v access-blocked 0/1',
      '  Eva',
      'v access-none 2/3',
      '  Cem',
      '  Dov',
      '  Bea',
    ]);
  });
});

describe('taggedRows', () => {
  it('is those of whom one is told, or says how one is', () => {
    expect(sketch(taggedRows(some, none, look, 0))).toEqual(['v tagged 1/1', '  Cem']);
    expect(sketch(taggedRows([], none, look, 0))).toEqual(['v tagged 0/0', '  (nobody-tagged)']);
  });
});

describe('a list of ten thousand', () => {
  const many = entriesOf(
    Array.from({ length: 10_000 }, (_, at) => [`P${at}`, at % 2 === 0 ? 'available' : 'offline', at % 5_000 === 0]),
  );

  it('has everybody once in every view', () => {
    const count = (rows: readonly ListRow[]): number => new Set(rows.map(({ key }) => key)).size;
    expect(count(availabilityRows(many, none, look, 0))).toBe(10_002);
    expect(count(accessRows(many, [], none, look, 0))).toBe(10_000 + 6);
    expect(count(taggedRows(many, none, look, 0))).toBe(3);
  });
});
