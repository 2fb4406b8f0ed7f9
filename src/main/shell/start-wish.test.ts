import { describe, expect, it } from 'vitest';
import { personOfLink, readPassedWish, readStartWish } from './start-wish';

const lee = 'sip:lee@example.com';

describe('a link to a person', () => {
  it.each([
    lee,
    'SIP:Lee@Example.com',
    'sips:lee@example.com',
    'im:lee@example.com',
    'parley:lee@example.com',
    'parley://lee@example.com/',
    'sip:lee%40example.com',
    'sip:lee@example.com;transport=tls',
    'sip:lee@example.com?subject=Hello&body=yes',
    'im:lee@example.com?body=send%20this#now',
  ])('%s is one to Lee', (text) => expect(personOfLink(text)).toBe(lee));

  it.each([
    '',
    'lee@example.com',
    'mailto:lee@example.com',
    'https://example.com/sip:lee@example.com',
    ' sip:lee@example.com',
    '--sip:lee@example.com',
    'sip:lee',
    'sip:',
    'sip:lee@example.com,kim@example.com',
    'sip:sip:lee@example.com',
    'sip:Kim%20%3Clee@example.com%3E',
    'sip:lee:secret@example.com',
    'sip:lee@example.com/../../etc',
    'sip:lee@example.com%0A--no-sandbox',
    'sip:lee%00@example.com',
    'sip:lee%E2%80%AE@example.com',
    'sip:l%E2%80%8Bee@example.com',
    'sip:lee%@example.com',
    'sip:lee%C3@example.com',
    'sip:"lee"@example.com',
    `sip:${'a'.repeat(1_100)}@example.com`,
    'javascript:alert(1)',
    'sip:<img src=x onerror=alert(1)>@example.com',
  ])('%j is none', (text) => expect(personOfLink(text)).toBeUndefined());
});

describe('the wish of a start', () => {
  it('is read from a command line in any order', () => {
    const args = ['.', '--no-sandbox', lee, '--hidden', 'sip:LEE@example.com', 'im:kim@example.com', '/tmp/sip:file'];
    expect(readStartWish(args)).toEqual({ isHidden: true, people: [lee, 'sip:kim@example.com'] });
    expect(readStartWish(['.', '--hidden=no'])).toEqual({ isHidden: false, people: [] });
  });
  it('has no more people than can be talked with', () => {
    const many = Array.from({ length: 500 }, (_, at) => `sip:p${at}@example.com`);
    expect(readStartWish(many).people).toHaveLength(32);
  });
  it.each([
    undefined,
    null,
    'x',
    {},
    { isHidden: 1, people: [] },
    { isHidden: false, people: lee },
    { isHidden: false, people: [7] },
    { isHidden: false, people: Array(1_000).fill(lee) },
  ])('handed over as %j is none', (passed) => expect(readPassedWish(passed)).toEqual({ isHidden: false, people: [] }));
  it('is checked again when it was handed over', () => {
    expect(readPassedWish({ isHidden: true, people: [lee, 'sip:x', '--hidden', 'http://a@example.com'] })).toEqual({
      isHidden: true,
      people: [lee],
    });
  });
});
