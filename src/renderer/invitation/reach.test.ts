import { describe, expect, it } from 'vitest';
import { namesToTell, reachWarnings, type Invitee } from './reach';

const person = (name: string, more: Partial<Invitee> = {}): Invitee => ({
  uri: `sip:${name.toLowerCase()}@example.com`,
  name,
  availability: 'available',
  isSilent: false,
  level: undefined,
  ...more,
});

describe('what is said of whom an invitation goes to', () => {
  it('is nothing where all can be reached', () => {
    const people = [person('Lee'), person('Kim', { availability: 'busy' }), person('Sam', { availability: 'away' })];
    expect(reachWarnings(people)).toEqual([]);
  });

  it('is one sentence a kind, with all whom it is about', () => {
    const people = [
      person('Lee', { availability: 'do-not-disturb' }),
      person('Kim', { availability: 'offline' }),
      person('Sam', { availability: 'do-not-disturb' }),
    ];
    expect(reachWarnings(people)).toEqual([
      { kind: 'offline', names: ['Kim'] },
      { kind: 'do-not-disturb', names: ['Lee', 'Sam'] },
    ]);
  });

  it('says of somebody blocked that, and not also that they are offline', () => {
    expect(reachWarnings([person('Lee', { availability: 'offline', level: 'blocked' })])).toEqual([
      { kind: 'blocked', names: ['Lee'] },
    ]);
  });

  it('says that nothing is known only once an answer has had its time', () => {
    const lee = person('Lee', { availability: 'unknown' });
    expect(reachWarnings([lee])).toEqual([]);
    expect(reachWarnings([{ ...lee, isSilent: true }])).toEqual([{ kind: 'unknown', names: ['Lee'] }]);
    expect(reachWarnings([person('Kim', { isSilent: true })])).toEqual([]);
  });
});

it.each([
  [2, 2, 0],
  [4, 4, 0],
  [5, 3, 2],
  [31, 3, 28],
])('of %i people names %i and counts %i', (count, named, others) => {
  const told = namesToTell(Array.from({ length: count }, (_, at) => `P${at}`));
  expect([told.named.length, told.others]).toEqual([named, others]);
});
