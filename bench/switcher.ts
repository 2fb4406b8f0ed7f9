// What the switcher and the picker of people work out for a key: the longest of a word's keys with 10,000 contacts against 1,000, and
// how much of the 10 ms that it may take.
import { rankPeople } from '../src/renderer/invitation/rank-people';
import { emptyModel, type Model } from '../src/shared/domain/model';
import { percentile, type Bench } from './measure';

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

/** Of the processor: other programs do not count. */
function keyMs(model: Model, typed: string): number {
  const start = process.cpuUsage();
  rankPeople(model, typed, [], new Set());
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

export const switcherBench: Bench = {
  name: 'switcher',
  async run(print) {
    const [small, large] = [modelOf(1_000), modelOf(10_000)];
    for (const word of words) {
      const longest = (model: Model): number =>
        Math.max(
          ...[...word].map((_sign, at) =>
            percentile(
              Array.from({ length: runs }, () => keyMs(model, word.slice(0, at + 1))),
              0.5,
            ),
          ),
        );
      const [few, many] = [longest(small), longest(large)];
      print(
        `“${word}”: ratio ${(many / few).toFixed(1)} for 10 times the contacts; the longest key takes ${(many / budgetMs).toFixed(2)} of ${budgetMs} ms`,
      );
    }
    return [];
  },
};
