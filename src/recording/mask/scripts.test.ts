// Words of many scripts, in every way of writing that a server may have: no letter stays where it was, and nobody can work a text out from
// how its letters come back.
import { describe, expect, it } from 'vitest';
import { DocumentMask } from './document-mask';
import { HeadMask } from './head-mask';
import { WordMask } from './word-mask';

const words: Readonly<Record<string, string>> = {
  Latin: 'Quillfeather',
  'Latin with accents': 'Zoë Čáslavská',
  'Latin with marks of their own': 'Zoë Čáslavská'.normalize('NFD'),
  Cyrillic: 'Жанна Чернышёва',
  Greek: 'Ξανθίππη Παπαδοπούλου',
  Arabic: 'سلام عبدالرحمن',
  Persian: 'می\u200cخواهم',
  Hebrew: 'דנה לוי',
  Georgian: 'ნინო ბერიძე',
  Armenian: 'Արմեն Գրիգորյան',
  Chinese: '漢字太郎',
  Japanese: 'やまだ ハナコ',
  Korean: '김민준',
  Thai: 'สมชาย',
  Devanagari: 'दीपिका',
  'of two planes': '𠮷野𐐀𐐨𐐩',
  'with emoji between': 'Dana🚚Lee👩‍🔧Kim',
};

const each = (text: string, write: (character: string) => string): string => [...text].map(write).join('');
const unitsOf = (text: string): string[] => text.split('');

/** How it is written, and read again. */
const ways: Readonly<Record<string, readonly [write: (text: string) => string, read: (text: string) => string]>> = {
  'as it is': [(text) => text, (text) => text],
  'as decimal references': [
    (text) => each(text, (one) => `&#${one.codePointAt(0)};`),
    (text) => text.replace(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code))),
  ],
  'as hexadecimal references': [
    (text) => each(text, (one) => `&#x${one.codePointAt(0)?.toString(16)};`),
    (text) => text.replace(/&#x([\da-f]+);/gu, (_, code: string) => String.fromCodePoint(parseInt(code, 16))),
  ],
  'in percent': [
    (text) => Buffer.from(text).toString('hex').replace(/../gu, '%$&'),
    (text) => Buffer.from(text.replace(/%/gu, ''), 'hex').toString(),
  ],
  'as JSON escapes it': [
    (text) =>
      unitsOf(text)
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join(''),
    (text) => text.replace(/\\u(.{4})/gu, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
  ],
  'with NULs between': [(text) => each(text, (one) => `${one}\0`), (text) => text.replaceAll('\0', '')],
  'with nothing to be seen between': [
    (text) => each(text, (one) => `${one}\u200b`),
    (text) => text.replaceAll('\u200b', ''),
  ],
};

const places: Readonly<Record<string, (text: string, words: WordMask) => string>> = {
  content: (text, words) => new DocumentMask(words).mask(`<userNotice>${text}</userNotice>`).slice(12, -13),
  attribute: (text, words) => new DocumentMask(words).mask(`<user name="${text}"/>`).slice(12, -3),
  format: (text, words) => new DocumentMask(words).mask(`<format>FN=${text}</format>`).slice(11, -9),
  diagnostics: (text, words) =>
    new DocumentMask(words).mask(`<ms-diagnostics>1;reason="${text}"</ms-diagnostics>`).slice(26, -18),
  'no document': (text, words) => new DocumentMask(words).mask(text),
};

const isLetter = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);

describe.each(Object.entries(ways))('%s', (_, [write, read]) => {
  it.each(Object.entries(words))('no letter stays where it was: %s', (__, word) => {
    for (const [place, mask] of Object.entries(places)) {
      const read_ = Array.from({ length: 10 }, (___, at) => [
        ...read(mask(write(word), new WordMask(Buffer.from([at])))),
      ]);
      const kept = [...word].filter(
        (character, at) => isLetter(character) && read_.every((one) => one[at] === character),
      );
      expect([place, kept]).toEqual([place, []]);
    }
  });

  it.each(['l', 'ж', 'λ', 'ش', 'წ'])('the same letter again and again becomes several: %s', (letter) => {
    for (const [place, mask] of Object.entries(places)) {
      const masked = [...read(mask(write(letter.repeat(24)), new WordMask(Buffer.from([7]))))].filter(isLetter);
      expect([place, new Set(masked).size > 3]).toEqual([place, true]);
    }
  });
});

describe('a text of which each letter is written for itself', () => {
  const spelled: Readonly<Record<string, (text: string) => string>> = {
    'in hexadecimal digits with blanks': (text) => [...Buffer.from(text)].map((byte) => byte.toString(16)).join(' '),
    'with colons': (text) => [...Buffer.from(text)].map((byte) => byte.toString(16)).join(':'),
    'as programs list it': (text) => [...Buffer.from(text)].map((byte) => `0x${byte.toString(16)}`).join(', '),
    'in decimal numbers': (text) => [...Buffer.from(text)].join(' '),
    'as references that were escaped again': (text) => each(text, (one) => `&amp;#${one.charCodeAt(0)};`),
    'as hexadecimal ones': (text) => each(text, (one) => `&amp;#x${one.charCodeAt(0).toString(16)};`),
    'letter by letter': (text) => [...text].join(' '),
    'in percent, and no UTF-8': (text) =>
      `${[...Buffer.from(text, 'latin1')].map((byte) => `%${byte.toString(16)}`).join('')}%e9`,
  };
  it('keeps what is between', () => {
    const masked = new WordMask(Buffer.from([7])).text('56 65 6a | {72}~ 6c 6c');
    expect(masked).toMatch(/^\w\w \w\w \w\w \| \{\w\w\}~ \w\w \w\w$/u);
  });

  it.each(Object.entries(spelled))('cannot be worked out: %s', (_, write) => {
    const text = write('l'.repeat(24));
    const one = write('l').replace('%e9', '');
    for (const [place, mask] of Object.entries(places)) {
      const masked = mask(text, new WordMask(Buffer.from([7])));
      expect([place, masked.length]).toEqual([place, text.length]);
      const parts = masked.match(/0x..|%..|#\w+|[\p{L}\p{N}]+/gu) ?? [];
      expect([place, new Set(parts).size > 3]).toEqual([place, true]);
      expect([place, parts.filter((part) => part === one).length < 6]).toEqual([place, true]);
    }
  });
});

describe('what is no more than a number', () => {
  const mask = (text: string): string => new DocumentMask(new WordMask(Buffer.from([7]))).mask(text);
  it.each([
    '<format>2025550114</format>',
    '<format>202 555 0114</format>',
    '<ms-diagnostics>2025550114</ms-diagnostics>',
    '<contact groups="202 555 011"/>',
    '<contact groups="555013"/>',
  ])('is masked where it may be of a person: %s', (document) => {
    expect(mask(document)).not.toMatch(/202|555|0114/u);
  });

  it('stays where the server has given it out', () => {
    const document =
      '<cwaEvents><group id="1207"/><group id="8"/><contact groups="1207 8"/><contact groups="12 8"/>' +
      '<ms-diagnostics>1034;reason=""</ms-diagnostics></cwaEvents>';
    expect(mask(document)).toBe(document);
  });

  it('stays in no header, in groups of three either', () => {
    for (const name of ['Vary', 'ETag', 'Accept', 'Content-Language', 'Allow', 'P3P']) {
      const head = new HeadMask(new DocumentMask(new WordMask(Buffer.from([7])))).headers([[name, '202 555 011']]);
      expect(head[0]?.[1]).not.toMatch(/202|555|011/u);
    }
    const kept = [
      ['Accept', 'text/xml; q=0.8'],
      ['X-XSS-Protection', '1'],
      ['Keep-Alive', 'timeout=15, max=100'],
      ['WWW-Authenticate', 'Negotiate, NTLM'],
    ] as const;
    expect(new HeadMask(new DocumentMask(new WordMask())).headers(kept)).toEqual(kept);
  });
});

describe('what only looks like a secret', () => {
  const mask = (text: string): string => new DocumentMask(new WordMask(Buffer.from([7]))).mask(text);
  it('hides no name of a field with its value', () => {
    expect(mask('<format>X-MMS-IM-Format: FN=Quokka%20Sans; CO=800000; EF=Quokka</format>')).toMatch(
      /^<format>X-MMS-IM-Format: FN=[A-Z]\w{5}%20[A-Z]\w{3}; CO=800000; EF=[A-Z]\w{5}<\/format>$/u,
    );
  });

  it('is masked word by word', () => {
    expect(mask('<meta name="author" content="Dana Reyes"/>')).toMatch(/content="[A-Z][a-z]{3} [A-Z][a-z]{4}"/u);
    expect(mask('<session><user uri="sip:dana@example.com"/></session>')).toMatch(/uri="sip:\w{4}@\w{7}\.\w{3}"/u);
    for (const name of ['authorization', 'auth', 'authToken', 'oauth'])
      expect(mask(`<x ${name}="Dana Reyes"/>`)).toContain('"***"');
    expect(mask('<x session="9f3c"/>')).toContain('"***"');
  });
});
