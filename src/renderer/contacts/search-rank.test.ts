import { describe, expect, it } from 'vitest';
import { emptyModel } from '../../shared/domain/model';
import type { Person } from '../../shared/domain/person';
import { contactSorter } from './contact-entries';
import { rankFound, readySearch } from './search-rank';

type Card = Partial<Pick<Person, 'title' | 'company'>> & { readonly note?: string; readonly online?: boolean };

function entriesOf(people: Readonly<Record<string, Card & { readonly alias?: string }>>) {
  const all = Object.entries(people).map(([name, card]) => ({
    ...card,
    name,
    uri: `sip:${card.alias ?? name.toLowerCase().replace(' ', '.')}@example.com`,
  }));
  return contactSorter('en')({
    ...emptyModel,
    contacts: new Map(all.map(({ uri, name }) => [uri, { uri, name, groupIds: [], tag: false }])),
    people: new Map(
      all.map(({ uri, name, note, online = false, title, company }) => [
        uri,
        {
          uri,
          name,
          phones: [],
          presence: { availability: online ? 'available' : 'offline', ...(note !== undefined && { note }) },
          ...(title !== undefined && { title }),
          ...(company !== undefined && { company }),
        },
      ]),
    ),
  });
}

const found = (query: string, entries: ReturnType<typeof entriesOf>): string[] =>
  rankFound(query, entries).map(({ entry, field }) => `${entry.name} (${field})`);

const people = entriesOf({
  'Ann Crane': { alias: 'ac1' },
  'Bo Lind': { alias: 'crane.bo' },
  'Crane Odd': { alias: 'co' },
  'Dee Ito': { alias: 'di', title: 'Crane driver' },
  'Eve Roth': { alias: 'er', company: 'Crane & Sons' },
  'Fay Moss': { alias: 'fm', note: 'At the crane until noon' },
  'Gil Ott': { alias: 'go', note: 'Out' },
});

describe('rankFound', () => {
  it('goes by name, alias, title, company and note, a name that begins so before all others', () => {
    expect(found('crane', people)).toEqual([
      'Crane Odd (name)',
      'Ann Crane (name)',
      'Bo Lind (alias)',
      'Dee Ito (title)',
      'Eve Roth (company)',
      'Fay Moss (note)',
    ]);
  });

  it('takes a few letters for nothing that the addresses of all have', () => {
    for (const query of ['x', 'co', 'si', 'sip', 'ex'])
      expect(found(query, entriesOf({ Una: {}, Vito: {} }))).toEqual([]);
    expect(found('exam', entriesOf({ Una: {} }))).toEqual(['Una (address)']);
    expect(found('una@', entriesOf({ Una: {} }))).toEqual(['Una (address)']);
  });

  it('takes each word from wherever it is, and tells the least telling of them', () => {
    expect(found('dee crane', people)).toEqual(['Dee Ito (title)']);
    expect(found('noon fay', people)).toEqual(['Fay Moss (note)']);
    expect(found('dee noon', people)).toEqual([]);
  });

  it('puts whoever is online first among those who fit as well, then goes by name', () => {
    const same = entriesOf({ 'Sam A': {}, 'Sam B': { online: true }, 'Sam C': {}, 'Otto Sam': { online: true } });
    expect(found('sam', same).map((each) => each.split(' (')[0])).toEqual(['Sam B', 'Sam A', 'Sam C', 'Otto Sam']);
  });

  it('finds the middle of a word where no word begins so', () => {
    expect(found('rane', people)[0]).toBe('Ann Crane (name)');
    expect(found('river', people)).toEqual(['Dee Ito (title)']);
  });

  it('finds the same as somebody types as for the whole at once, whatever was looked for before', () => {
    const queries = [
      'crane driver',
      'crane.bo@example',
      'cr',
      'rane',
      'río',
      'bo-l',
      'ex',
      'crane-',
      'fay no',
      'c x',
      'sons',
    ];
    for (const query of queries) {
      const typed = [...query].map((_sign, length) => query.slice(0, length + 1));
      // With new entries nothing is known of before.
      for (const part of [...typed, ...typed.toReversed()])
        expect(found(part, people), part).toEqual(found(part, people.slice()));
    }
  });

  it('finds all of ten thousand, the best first', () => {
    const many = entriesOf(
      Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`Person ${at}`, { title: `Rank ${at % 7}` }])),
    );
    expect(rankFound('person', many)).toHaveLength(10_000);
    expect(found('person 9999', many)).toEqual(['Person 9999 (name)']);
    expect(rankFound('person 1', many)[0]?.entry.name).toBe('Person 1');
  });
});

describe('readySearch', () => {
  /** Counts how often it is asked for what is looked into. */
  function counted() {
    let count = 0;
    const [entry] = entriesOf({ 'Ann Crane': {} });
    const watched = {
      ...entry!,
      get name() {
        count += 1;
        return 'Ann Crane';
      },
    };
    return { entries: [watched], asked: () => count };
  }

  it('leaves nothing to be made ready by the first key', () => {
    const { entries, asked } = counted();
    expect([...readySearch(entries)]).toHaveLength(1);
    const before = asked();
    expect(before).toBeGreaterThan(0);
    expect(rankFound('crane', entries)).toHaveLength(1);
    expect(asked()).toBe(before);
  });

  it('goes no further than it is told to', () => {
    const { entries, asked } = counted();
    readySearch(entries);
    expect(asked()).toBe(0);
    readySearch([...people, ...entries]).next();
    expect(asked()).toBe(0);
  });
});
