// Planted words, written in every way that programs have and in several over each other, in every place of a recording and in every
// character set: nothing of them is in a line of it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { bodyText } from '../../src/main/uc/http/body-text';
import { planted } from '../../src/protocol/testing/vocabulary';
import { MaskedLines } from '../../src/recording/masked-lines';
import type { Heard } from '../../src/recording/tap';

const key = Buffer.alloc(32, 7);
const every = (text: string, write: (character: string) => string): string => text.replace(/[\s\S]/gu, write);
const codeOf = (character: string): number => character.charCodeAt(0);
const hexOf = (character: string): string => codeOf(character).toString(16).padStart(2, '0');

/** How a text may be written. */
const ways: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in percent': encodeURIComponent,
  'every sign in percent': (text) => every(text, (each) => `%${hexOf(each)}`),
  'in Base64': (text) => Buffer.from(text).toString('base64'),
  'in Base64 of addresses': (text) => Buffer.from(text).toString('base64url'),
  'in Base64 of UTF-16': (text) => Buffer.from(text, 'utf16le').toString('base64'),
  'in hexadecimal digits': (text) => Buffer.from(text).toString('hex'),
  'in decimal references': (text) => every(text, (each) => `&#${codeOf(each)};`),
  'in hexadecimal references': (text) => every(text, (each) => `&#x${hexOf(each)};`),
  'escaped as XML': (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  'as JSON': (text) => JSON.stringify(text),
  'every sign as JSON escapes it': (text) => every(text, (each) => `\\u00${hexOf(each)}`),
  'as programs do': (text) => every(text, (each) => `\\x${hexOf(each)}`),
  'as mail does': (text) => every(text, (each) => `=${hexOf(each).toUpperCase()}`),
  'partly as mail does': (text) => text.replace(/[^A-Za-z\d ]/gu, (each) => `=${hexOf(each).toUpperCase()}`),
  'with NULs between': (text) => every(text, (each) => `${each}\0`),
  'as a form': (text) => new URLSearchParams({ text }).toString(),
};
/** And back again: whoever wants to read it tries them all. */
const looks: readonly ((text: string) => string | undefined)[] = [
  (text) => text.replace(/%([\da-f]{2})/giu, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  (text) => text.replace(/&#(\d{1,3});/gu, (_, code: string) => String.fromCharCode(Number(code))),
  (text) => text.replace(/&#x([\da-f]{1,2});/giu, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  (text) => text.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  (text) => text.replace(/\\(?:u00|x)([\da-f]{2})/giu, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  (text) => text.replace(/\\(["\\/])/gu, '$1'),
  (text) => text.replace(/=([\dA-F]{2})/gu, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  (text) => text.replaceAll('\0', ''),
  (text) => text.replaceAll('+', ' '),
  (text) => pieces(text, /[\w+/-]{8,}/gu, (piece) => [0, 1, 2, 3].map((from) => bytesOf(piece.slice(from), 'base64'))),
  (text) => pieces(text, /(?:[\da-f]{2}){4,}/giu, (piece) => [bytesOf(piece, 'hex')]),
];
const bytesOf = (piece: string, encoding: 'base64' | 'hex'): string => {
  const bytes = Buffer.from(piece, encoding);
  return `${bytes.toString('latin1')}\n${unpacked(bytes)}`;
};
function unpacked(bytes: Buffer): string {
  const unpack = bytes[0] === 0x1f ? gunzipSync : bytes[0] === 0x78 ? inflateSync : undefined;
  try {
    return unpack?.(bytes).toString('latin1') ?? '';
  } catch {
    return '';
  }
}
function pieces(text: string, of: RegExp, read: (piece: string) => readonly string[]): string | undefined {
  const found = (text.match(of) ?? []).flatMap(read);
  return found.length > 0 ? found.join('\n') : undefined;
}

const needles = [
  'xanthippe',
  'quillfeather',
  'vexillum',
  'plover',
  'zephyr9041',
  'wabecrane',
  'borogove',
  '5550137788',
];
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** What somebody reads who tries all ways, one after the other, this often. */
function told(text: string, depth = 3): readonly string[] {
  const seen = new Set([text]);
  let last = [text];
  for (let turn = 0; turn < depth; turn += 1) {
    last = last.flatMap((each) =>
      looks.flatMap((look) => {
        const read = look(each);
        if (read === undefined || seen.has(read)) return [];
        seen.add(read);
        return [read];
      }),
    );
  }
  const all = [...seen].map(bare);
  return needles.filter((needle) => all.some((each) => each.includes(needle)));
}

const said = Object.values(planted).join(', ');
/** In which place of a body it stands. */
const places: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `<cwaEvents sid="7" ackId="1"><userNotice>${text}</userNotice></cwaEvents>`,
  (text) => `<cwaEvents sid="7"><contact uri="sip:a@b.example" name="${text.replaceAll('"', '')}"/></cwaEvents>`,
  (text) => `<cwaEvents><x><![CDATA[${text}]]></x><!--${text}--><?${text}?></cwaEvents>`,
  (text) => `<cwaEvents><frobnicate a='${text}'>${text}`,
  (text) => `<signInData>${Buffer.from(`<a>${text}</a>`).toString('base64')}</signInData>`,
  (text) => `<html><body><input name="password" value="${text}"><p>${text}</p></body>`,
  (text) => `{"message":"${text}","password":"${text}"}`,
  (text) => `user=${text}&password=${text}&x=1`,
  (text) => `Error 5: ${text} is no <name> of ${text}`,
];
const charsets = ['utf8', 'utf16le', 'latin1', 'utf16be', 'utf16le with mark'] as const;

function bytesIn(charset: (typeof charsets)[number], text: string): Buffer {
  if (charset === 'utf16be') return Buffer.from(text, 'utf16le').swap16();
  if (charset === 'utf16le with mark') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  return Buffer.from(text, charset);
}

const answered = (bytes: Uint8Array, header = ''): Heard => ({
  at: 1,
  n: 1,
  answered: {
    status: 200,
    rawHeaders: ['Content-Type', 'text/xml', 'X-Info', header, 'Set-Cookie', `${header}=${header}; path=/${header}`],
    text: bodyText(bytes, 'text/xml'),
    bytes,
  },
});
const headerOf = (text: string): string => text.replace(/[^\x20-\x7e]/gu, '');

describe('of planted words', () => {
  it.each(Object.keys(ways))('nothing is overlooked by this test: %s', (way) => {
    const text = ways[way]?.(said) ?? '';
    expect(told(text, 2).length).toBeGreaterThan(5);
    expect(told(ways['in percent']?.(text) ?? '', 3).length).toBeGreaterThan(5);
  });

  it('nothing is left, in whatever ways they are written over each other', () => {
    const way = fc.constantFrom(...Object.values(ways));
    const parts = fc.tuple(
      fc.array(way, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...places),
      fc.constantFrom(...charsets),
      fc.constantFrom<string>(planted.uri, planted.password, planted.ticket, planted.message, planted.phone),
    );
    fc.assert(
      fc.property(parts, ([wanted, place, charset, words]) => {
        const text = wanted.reduce<string>((inner, write) => write(inner), words);
        const lines = new MaskedLines({ client: '1', key });
        const bytes = bytesIn(charset, place(text));
        const path = `/cwa/AsyncDataChannel.ashx?x=${encodeURIComponent(text).replace(/['()*]/gu, '')}`;
        const heard: readonly Heard[] = [
          { at: 0, n: 1, asked: { method: 'POST', url: `http://127.0.0.1${path}`, headers: {}, body: place(text) } },
          answered(bytes, headerOf(text)),
          { at: 2, did: { do: 'send', conversation: 'c1', text, subject: text, xml: place(text), value: text } },
        ];
        const found = heard.flatMap((each) => told(lines.line(each), 2));
        expect(found).toEqual([]);
        expect(told(JSON.stringify(lines.unknown), 2).filter((each) => each !== 'name')).toEqual([]);
      }),
      { numRuns: 200, seed: 19 },
    );
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['raw deflate', deflateRawSync],
    ['gzip that packs nothing', (bytes: Buffer) => gzipSync(bytes, { level: 0 })],
  ])('nothing is left of a body that is still packed: %s', (_, pack) => {
    const body = pack(Buffer.from(`<cwaEvents><userNotice>${said}</userNotice></cwaEvents>`));
    const lines = new MaskedLines({ client: '1', key });
    for (const type of ['text/xml', 'text/xml; charset=iso-8859-1']) {
      const line = lines.line({
        at: 1,
        n: 1,
        answered: { status: 200, rawHeaders: ['Content-Type', type], text: bodyText(body, type), bytes: body },
      });
      expect(told(line, 2)).toEqual([]);
      expect(JSON.parse(line)).toMatchObject({ answer: { body: '***' } });
    }
  });

  it.each([
    'Жанна Чернышёва',
    'שלום דנה',
    'سلام دانة',
    'Ξανθίππη',
    'दीपिका',
    'สมชาย',
    'やまだ ハナコ',
    '漢字太郎さん',
    '김민준',
  ])('nothing is left of UTF-16 that begins with no sign of it: %s', (words) => {
    for (const bytes of [Buffer.from(words, 'utf16le'), Buffer.from(words, 'utf16le').swap16()]) {
      for (const type of ['text/plain', 'text/plain; charset=utf-16']) {
        const line = new MaskedLines({ client: '1', key }).line({
          at: 1,
          n: 1,
          answered: { status: 200, rawHeaders: ['Content-Type', type], text: bodyText(bytes, type), bytes },
        });
        expect(JSON.parse(line)).toMatchObject({ answer: { body: '***' } });
      }
    }
  });
});
