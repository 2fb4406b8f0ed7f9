// What the switcher and the picker of people work out for a key: the longest of a word's keys with 10,000 contacts against 1,000, and
// the 10 ms that it may take.
import { rankPeople } from '../src/renderer/invitation/rank-people';
import { emptyModel, type Model } from '../src/shared/domain/model';
import { compared, type Bench, type Row } from './measure';
import { cpuMs } from './support/processor';

const budgetMs = 10;
const runs = 15;
const words = ['person 12', 'stone', 'x'];
const surnames = ['Stone', 'Park', 'Ito', 'Okafor', 'Reyes', 'Bright', 'Moreau'];
const availabilities = ['available', 'busy', 'offline', 'away'] as const;

function modelOf(size: number): Model {
  const people = Array.from({ length: size }, (_, at) => ({
    uri: `sip:person.${at}@example.com`,
    name: `Person ${at} ${surnames[at % surnames.length]!}`,
    availability: availabilities[at % availabilities.length]!,
  }));
  return {
    ...emptyModel,
    contacts: new Map(people.map(({ uri, name }) => [uri, { uri, name, groupIds: [], tag: false }])),
    people: new Map(people.map(({ uri, availability }) => [uri, { uri, phones: [], presence: { availability } }])),
  };
}

export const switcherBench: Bench = {
  name: 'switcher',
  async run() {
    const [small, large] = [modelOf(1_000), modelOf(10_000)];
    const rows: Row[] = [];
    for (const word of words) {
      const longest = (model: Model): number =>
        Math.max(
          ...[...word].map((_sign, at) =>
            cpuMs(() => rankPeople(model, word.slice(0, at + 1), { query: '', hits: [] }, new Set())),
          ),
        );
      // What has never run is slow.
      for (let run = 0; run < 3; run++) longest(large);
      rows.push(
        await compared({
          name: `people for “${word}” among 10,000 contacts, the longest key`,
          unit: 'ms of the processor',
          runs,
          what: '1,000 contacts',
          goal: { atMost: budgetMs, of: 'value' },
          parley: () => Promise.resolve(longest(large)),
          reference: () => Promise.resolve(longest(small)),
        }),
      );
    }
    return rows;
  },
};
