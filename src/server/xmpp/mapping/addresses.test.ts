import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parseSipUri } from '../../../protocol/sip-uri';
import { focusUriOf, jidOfUri, parseJid, roomOfFocusUri, unsayableUri, uriOfJid } from './addresses';

describe('an address', () => {
  it.each([
    ['sip:dana@example.com', 'dana@example.com'],
    ['sip:DANA@Example.com', 'dana@example.com'],
    ["sip:o'brien@example.com", 'o\\27brien@example.com'],
    ['sip:dana%20reyes@example.com', 'dana\\20reyes@example.com'],
    ['sip:a%3Bb@example.com', 'a;b@example.com'],
    ['sip:dana@example.com;transport=tls', 'dana@example.com'],
    ['sip:dana@example.com:5061', 'dana@example.com'],
    ['sip:a\\20b@example.com', 'a\\5c20b@example.com'],
    ['sip:zoë@example.com', 'zoë@example.com'],
  ])('%s is the account %s', (uri, jid) => {
    expect(jidOfUri(uri)).toBe(jid);
  });

  it.each([
    ['dana@example.com/phone', 'sip:dana@example.com'],
    ['o\\27brien@example.com', "sip:o'brien@example.com"],
    ['dana\\20reyes@example.com', 'sip:dana%20reyes@example.com'],
    ['a;b?c%d@example.com', 'sip:a%3Bb%3Fc%25d@example.com'],
    ['conference.example.com', 'sip:conference.example.com@conference.example.com'],
  ])('%s is %s to the API', (jid, uri) => {
    expect(uriOfJid(jid)).toBe(uri);
  });

  it('makes an address of its own for each that the API cannot say', () => {
    const long = (letter: string): string => `${letter.repeat(1_020)}@example.com`;
    expect(uriOfJid(long('a'))).toBeUndefined();
    const uri = unsayableUri(long('a'));
    expect(parseSipUri(uri)).toBe(uri);
    expect(unsayableUri(long('a'))).toBe(uri);
    expect(unsayableUri(long('b'))).not.toBe(uri);
  });

  it.each([
    'sip:@example.com',
    'sip:dana',
    'sip:da%ZZna@example.com',
    'tel:+12025550114',
    'sip:dana@exa/mple.com',
    `sip:${'a'.repeat(1100)}@example.com`,
  ])('nobody has %s', (uri) => {
    expect(jidOfUri(uri)).toBeUndefined();
  });

  it.each([
    '',
    '@example.com',
    'dana@',
    'a@b@c',
    'da na@example.com',
    'dana@exam ple.com',
    `${'a'.repeat(1024)}@example.com`,
    'dana@example.com/\u0000',
  ])('%j is no address', (jid) => {
    expect(parseJid(jid)).toBeUndefined();
  });

  it('leads back to the same account, whatever stands in it', () => {
    const local = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(local, (name) => {
        const bare = parseJid(`${name}@example.com`)?.bare;
        const uri = bare && uriOfJid(bare);
        // One that lies about an escape is written as what it says.
        if (bare === undefined || uri === undefined || /\\(?:20|22|26|27|2f|3a|3c|3e|40|5c)/u.test(bare)) return;
        expect(parseSipUri(uri)).toBe(uri);
        expect(jidOfUri(uri)).toBe(bare);
      }),
    );
  });
});

describe('a focus URI', () => {
  it('is the room, at every gateway', () => {
    const uri = focusUriOf('talk-1@conference.example.com') ?? '';
    expect(parseSipUri(uri)).toBe(uri);
    expect(roomOfFocusUri(uri.toLowerCase())).toBe('talk-1@conference.example.com');
  });

  const named = (text: string): string =>
    `sip:x@example.com;gruu;opaque=app:conf:focus:id:${Buffer.from(text).toString('hex')}`;
  it.each([
    named(''),
    named('no address'),
    named('talk@conference.example.com/nick'),
    named('TALK@conference.example.com'),
    'sip:x@example.com;gruu;opaque=app:conf:focus:id:ABC',
    'sip:x@example.com',
  ])('is no room for %s', (uri) => {
    expect(roomOfFocusUri(uri)).toBeUndefined();
  });
});
