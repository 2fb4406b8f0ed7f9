import { describe, expect, it } from 'vitest';
import { emptyModel, type Model } from '../../shared/domain/model';
import type { Availability } from '../../shared/domain/person';
import { rankPeople, type Found } from './rank-people';

const uriOf = (name: string): string => `sip:${name.toLowerCase().replace(' ', '.')}@example.com`;

function modelOf(people: Readonly<Record<string, Availability>>): Model {
  const entries = Object.entries(people);
  return {
    ...emptyModel,
    self: { uri: 'sip:dana@example.com', name: 'Dana Reyes', availability: 'available', note: '', phones: [] },
    contacts: new Map(entries.map(([name]) => [uriOf(name), { uri: uriOf(name), name, groupIds: [], tag: false }])),
    people: new Map(
      entries.map(([name, availability]) => [
        uriOf(name),
        { uri: uriOf(name), phones: [], presence: { availability } },
      ]),
    ),
  };
}
const model = modelOf({
  'Lee Park': 'busy',
  'Leah Stone': 'available',
  'Sam Leeds': 'available',
  'Kim Ito': 'offline',
});
const names = (query: string, ...rest: [hits?: Found['hits'], chosen?: readonly string[]]): string[] =>
  rankPeople(model, query, { query, hits: rest[0] ?? [] }, new Set(rest[1] ?? [])).map(({ name }) => name);

const nobody: Found = { query: '', hits: [] };

describe('rankPeople', () => {
  it('puts names that begin with it first, and of those who can be reached', () => {
    expect(names('le')).toEqual(['Leah Stone', 'Lee Park', 'Sam Leeds']);
    expect(names('lee')).toEqual(['Lee Park', 'Sam Leeds']);
  });

  it('puts names of which a word begins with it before those found by their address alone', () => {
    const alias = { uri: 'sip:park@example.com', name: 'Abe Stone', groupIds: [], tag: false };
    const withAlias = { ...model, contacts: new Map([[alias.uri, alias], ...model.contacts]) };
    expect(rankPeople(withAlias, 'park', nobody, new Set()).map(({ name }) => name)).toEqual(['Lee Park', 'Abe Stone']);
  });

  it('takes no contact for a stranger, however many are better', () => {
    const many = modelOf(Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`Person ${n}`, 'offline' as const])));
    const hits = [...many.contacts.values()].map(({ uri, name }) => ({ uri, name }));
    expect(rankPeople(many, 'pers', { query: 'pers', hits }, new Set()).map(({ source }) => source)).toEqual(
      Array.from({ length: 20 }, () => 'contact'),
    );
  });

  it('offers nobody to whom messages cannot go', () => {
    const gate = { uri: 'tel:+15550100', name: 'Lee gate', groupIds: [], tag: false };
    const withGate = { ...model, contacts: new Map([...model.contacts, [gate.uri, gate]]) };
    const found = rankPeople(
      withGate,
      'lee',
      { query: 'lee', hits: [{ uri: 'stores', name: 'Lee stores' }] },
      new Set(),
    );
    expect(found.map(({ name }) => name)).toEqual(['Lee Park', 'Sam Leeds']);
  });

  it('finds by address, by several words and without accents', () => {
    expect(names('kim.ito@ex')).toEqual(['Kim Ito']);
    expect(names('park l')).toEqual(['Lee Park']);
    expect(names('LÉAH')).toEqual(['Leah Stone']);
  });

  it('finds letters that have no accent to leave out', () => {
    const found = rankPeople(modelOf({ 'Łukasz Groß': 'available' }), 'lukasz gross', nobody, new Set());
    expect(found.map(({ name }) => name)).toEqual(['Łukasz Groß']);
  });

  it('offers everybody for nothing typed, those who are offline last', () => {
    expect(names('')).toEqual(['Leah Stone', 'Sam Leeds', 'Lee Park', 'Kim Ito']);
  });

  it('offers nobody who is chosen already, and never oneself', () => {
    expect(names('le', [], [uriOf('Lee Park')])).toEqual(['Leah Stone', 'Sam Leeds']);
    expect(names('dana@example.com', [{ uri: 'sip:dana@example.com', name: 'Dana Reyes' }])).toEqual([]);
  });

  it('adds people of the directory after the contacts, each once', () => {
    const hits = [
      { uri: uriOf('Lee Park'), name: 'Lee Park' },
      { uri: 'sip:leo@example.com', name: 'Leo Bright', title: 'Engineer', office: '4/12' },
      { uri: 'sip:leo@example.com', name: 'Leo Bright' },
    ];
    const suggestions = rankPeople(model, 'le', { query: 'le', hits }, new Set());
    expect(suggestions.map(({ name }) => name)).toEqual(['Leah Stone', 'Lee Park', 'Sam Leeds', 'Leo Bright']);
    expect(suggestions.at(-1)).toEqual({
      uri: 'sip:leo@example.com',
      name: 'Leo Bright',
      availability: 'unknown',
      source: 'directory',
      detail: 'Engineer, 4/12',
    });
  });

  it('offers of those who were found for fewer letters only whom the letters of now mean', () => {
    const hits = ['Marcus Bell', 'Maria Bell', 'Martin Bell'].map((name) => ({
      uri: uriOf(name),
      name,
      title: 'Fitter',
    }));
    const offered = (query: string): string[] =>
      rankPeople(model, query, { query: 'mar', hits }, new Set()).map(({ name }) => name);
    expect(offered('martin')).toEqual(['Martin Bell']);
    expect(offered('mar fitter')).toHaveLength(3);
    expect(offered('marlow')).toEqual([]);
    // What the server has found it by is its own affair.
    expect(names('4711', hits)).toHaveLength(3);
    expect(rankPeople(model, ' 4711 ', { query: '4711', hits }, new Set())).toHaveLength(3);
  });

  it('offers a full address that nobody is known under', () => {
    const [first] = rankPeople(model, 'New.Person@example.org', nobody, new Set());
    expect(first).toMatchObject({ uri: 'sip:new.person@example.org', source: 'address', availability: 'unknown' });
    expect(names('lee.park@example.com')).toEqual(['Lee Park']);
  });

  it('looks at each of a thousand contacts a few times, however many there are', () => {
    const size = 1000;
    const many = modelOf(
      Object.fromEntries(Array.from({ length: size }, (_, n) => [`Person ${n}`, 'available' as const])),
    );
    let looks = 0;
    const counted = <T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> => {
      const counting = new Map(map);
      counting.get = (key) => {
        looks += 1;
        return map.get(key);
      };
      return counting;
    };
    const model = { ...many, contacts: counted(many.contacts), people: counted(many.people) };
    expect(rankPeople(model, 'pers', nobody, new Set())).toHaveLength(20);
    expect(looks).toBeGreaterThanOrEqual(size);
    expect(looks).toBeLessThan(10 * size);
  });
});
