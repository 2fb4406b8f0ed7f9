import { describe, expect, it } from 'vitest';
import { parsePeople } from './people-file';

const dana = { uri: 'sip:dana@example.com', user: 'EXAMPLE\\dana', password: 'p', name: 'Dana Reyes' };
const complaint = (people: unknown): string => {
  try {
    parsePeople('people.json', JSON.stringify({ people }));
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
};

describe('parsePeople', () => {
  it('reads people with their lists, also after a byte-order mark', () => {
    const people = [{ ...dana, groups: { Suppliers: ['sip:lee@example.com'] }, contacts: ['sip:kim@example.com'] }];
    expect(parsePeople('people.json', `\uFEFF${JSON.stringify({ people })}`)).toEqual(people);
  });
  it.each([
    [[{ ...dana, uri: 'dana@example.com' }], 'people.0.uri must be like sip:dana@example.com'],
    [[dana, { ...dana, name: undefined }], 'people.1.name is missing'],
    [[{ ...dana, passwrod: 'secret' }], 'people.0.passwrod is not a field that is known'],
    [[{ ...dana, password: 12 }], 'people.0.password must be string'],
    [[{ ...dana, passwordHash: 'md5$secret' }], 'people.0.passwordHash must be scrypt$N$r$p$salt$hash'],
    [[{ ...dana, groups: { Suppliers: 'sip:lee@example.com' } }], 'people.0.groups.Suppliers must be Array'],
    [[dana, { ...dana, user: 'x', uri: 'sip:DANA@example.com' }], 'uri sip:DANA@example.com stands there twice'],
    [[dana, { ...dana, uri: 'sip:x@example.com', user: 'example\\DANA' }], 'user example\\DANA stands there twice'],
    [undefined, 'people is missing'],
  ])('says what is wrong without telling a secret: %j', (people, words) => {
    expect(complaint(people)).toBe(`--people: people.json: ${words}`);
  });
  it('says where the file is no JSON', () => {
    expect(() => parsePeople('people.json', '{"people":')).toThrow(/^--people: people\.json is no JSON: /u);
  });
});
