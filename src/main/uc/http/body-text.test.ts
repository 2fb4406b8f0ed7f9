import { describe, expect, it } from 'vitest';
import { bodyText } from './body-text';

const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const utf16 = (text: string, isBig: boolean): Buffer => {
  const little = Buffer.from(text, 'utf16le');
  return isBig ? little.swap16() : little;
};
const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?><a>gr\xfc\xdfe</a>`;

describe('bodyText', () => {
  it.each([
    ['UTF-8 where nothing is said', bytes('<a>', [0xc3, 0xbc], '</a>'), undefined, '<a>ü</a>'],
    ['the mark of UTF-8, and drops it', bytes([0xef, 0xbb, 0xbf], '<a/>'), undefined, '<a/>'],
    ['that mark before the header', bytes([0xef, 0xbb, 0xbf, 0xc3, 0xbc]), 'text/xml; charset=iso-8859-1', 'ü'],
    ['UTF-16, big end first', Buffer.concat([bytes([0xfe, 0xff]), utf16('<ü/>', true)]), 'text/xml', '<ü/>'],
    ['UTF-16, little end first', Buffer.concat([bytes([0xff, 0xfe]), utf16('<ü/>', false)]), 'text/xml', '<ü/>'],
    [
      'that mark before the header',
      Buffer.concat([bytes([0xff, 0xfe]), utf16('<ü/>', false)]),
      'a/b; charset=utf-8',
      '<ü/>',
    ],
    [
      'UTF-16 without a mark by its shape, big',
      utf16('<?xml version="1.0" encoding="utf-16"?>ü', true),
      'a/b',
      undefined,
    ],
    ['UTF-16 without a mark by its shape, little', utf16('\n<ü/>', false), 'a/b; charset=utf-16', '\n<ü/>'],
    ['the header', bytes('<a>gr\xfc\xdfe</a>'), 'text/xml;charset=ISO-8859-1', '<a>grüße</a>'],
    ['the header in quotes', bytes('\xfc'), 'text/xml; Charset = "iso-8859-1"; a=b', 'ü'],
    ['the header before the declaration', bytes(declared('koi8-r')), 'text/xml; charset=iso-8859-1', undefined],
    ['the declaration', bytes(declared('ISO-8859-1')), 'text/xml', undefined],
    [
      'the signs of windows-1252',
      bytes('\x80 \x93quoted\x94 \x99 \x81'),
      'text/xml; charset=windows-1252',
      '€ “quoted” ™ \x81',
    ],
    ['another one', bytes('\xcf\xf0\xe8'), 'text/xml; charset=windows-1251', 'При'],
    ['UTF-8 where the character set is unknown', bytes([0xc3, 0xbc]), 'text/xml; charset=x-made-up', 'ü'],
    [
      'the declaration where the header names an unknown one',
      bytes(declared('latin1')),
      'a/b; charset=none',
      undefined,
    ],
    ['nothing', bytes(), 'text/xml; charset=utf-16', ''],
    ['one byte', bytes('x'), undefined, 'x'],
  ])('reads %s', (_, body, contentType, expected) => {
    expect(bodyText(body, contentType)).toBe(expected ?? textOf(body));
  });

  it('does not believe in UTF-16 that is none', () => {
    const body = Buffer.from('<?xml version="1.0" encoding="utf-16"?><a>grüße</a>', 'utf8');
    expect(bodyText(body, 'text/xml')).toContain('grüße');
    expect(bodyText(body, 'text/xml; charset=utf-16')).toContain('grüße');
  });

  it('reads a part of a larger buffer', () => {
    const whole = bytes('....', [0xfc], '....');
    expect(bodyText(whole.subarray(4, 5), 'text/xml; charset=iso-8859-1')).toBe('ü');
  });
});

/** The declarations above, as they are meant. */
function textOf(body: Buffer): string {
  return body[0] === 0 ? '<?xml version="1.0" encoding="utf-16"?>ü' : body.toString('latin1');
}
