import { describe, expect, it } from 'vitest';
import { matchingPeople, meantPerson, personOptions } from './person-filter';

const options = personOptions([
  { uri: 'sip:lee@example.com', name: 'Lee Park' },
  { uri: 'sip:leena@example.com', name: 'Leena Park' },
  { uri: 'sip:kim@example.com', name: 'Kim Okafor' },
  { uri: 'sip:kim2@example.com', name: 'kim okafor' },
  { uri: 'sip:nobody@example.com', name: '' },
]);
const labels = (typed: string): string[] => matchingPeople(options, typed).map(({ label }) => label);

describe('personOptions', () => {
  it('stands in the order of names, and tells people of one name apart', () => {
    expect(options.map(({ label }) => label)).toEqual([
      'Kim Okafor (kim@example.com)',
      'kim okafor (kim2@example.com)',
      'Lee Park',
      'Leena Park',
      'nobody@example.com',
    ]);
  });
});

describe('matchingPeople', () => {
  it('finds names and addresses by the beginnings of their words', () => {
    expect(labels('lee')).toEqual(['Lee Park', 'Leena Park']);
    expect(labels('par leena')).toEqual(['Leena Park']);
    expect(labels('kim2')).toEqual(['kim okafor (kim2@example.com)']);
    expect(labels('')).toHaveLength(5);
    expect(labels('zoe')).toEqual([]);
  });

  it('offers no more than can be looked through', () => {
    const crowd = Array.from({ length: 5_000 }, (_, at) => ({ uri: `sip:p${at}@example.com`, name: `Person ${at}` }));
    expect(matchingPeople(personOptions(crowd), 'person')).toHaveLength(20);
  });
});

describe('meantPerson', () => {
  it('is who is called so, even where others match as well', () => {
    expect(meantPerson(options, ' LEE park ')).toBe('sip:lee@example.com');
    expect(meantPerson(options, 'Kim Okafor (kim@example.com)')).toBe('sip:kim@example.com');
  });

  it('is the only one who matches, and nobody while several do', () => {
    expect(meantPerson(options, 'leen')).toBe('sip:leena@example.com');
    expect(meantPerson(options, 'kim')).toBeUndefined();
    expect(meantPerson(options, 'zoe')).toBeUndefined();
    expect(meantPerson(options, ' ')).toBeUndefined();
  });
});
