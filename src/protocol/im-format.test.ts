import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeImFormat, encodeImFormat, plainImFormat, type ImFormat } from './im-format';
import { imFormat } from './testing/arbitraries';

const form = (changes: Partial<ImFormat>): ImFormat => ({ ...plainImFormat, ...changes });

describe('the IM format string is written and read', () => {
  it.each<[ImFormat, string]>([
    [plainImFormat, 'X-MMS-IM-Format: FN=; EF=; CO=0; CS=0; PF=0'],
    [
      form({ font: 'Verdana', bold: true, color: '#000080', family: 'swiss', pitch: 'variable' }),
      'X-MMS-IM-Format: FN=Verdana; EF=B; CO=800000; CS=0; PF=22',
    ],
    [
      form({
        font: 'Comic Sans MS',
        italic: true,
        underline: true,
        strikethrough: true,
        color: '#ff0000',
        charset: 0xcc,
      }),
      'X-MMS-IM-Format: FN=Comic%20Sans%20MS; EF=IUS; CO=FF; CS=CC; PF=0',
    ],
    [
      form({ font: 'ＭＳ Ｐゴシック', charset: 0x80, family: 'decorative', pitch: 'fixed', rightToLeft: true }),
      'X-MMS-IM-Format: FN=ＭＳ%20Ｐゴシック; EF=; CO=0; CS=80; PF=51; RL=1',
    ],
  ])('%j', (format, text) => {
    expect(encodeImFormat(format)).toBe(text);
    expect(decodeImFormat(text)).toEqual(format);
  });

  it('as the same for every format', () => {
    fc.assert(
      fc.property(imFormat, (format) => {
        expect(decodeImFormat(encodeImFormat(format))).toEqual(format);
      }),
    );
  });
});

describe('decodeImFormat', () => {
  it.each<[string, string, ImFormat]>([
    ['the prefix in any case', 'x-mms-im-FORMAT:EF=B', form({ bold: true })],
    ['no prefix', 'FN=Arial; EF=I', form({ font: 'Arial', italic: true })],
    ['only the prefix', 'X-MMS-IM-Format:', plainImFormat],
    ['blanks and line ends around', ' \r\n X-MMS-IM-Format: EF=B \n', form({ bold: true })],
    [
      'names in any case and order',
      'X-MMS-IM-Format: pf=21 ;ef=b;fn=Courier%20New',
      form({ bold: true, family: 'swiss', pitch: 'fixed', font: 'Courier New' }),
    ],
    [
      'letters of effects in any order and case, unknown ones too',
      'X-MMS-IM-Format: EF=uXbZ',
      form({ bold: true, underline: true }),
    ],
    ['blue-green-red', 'X-MMS-IM-Format: CO=0000FF', form({ color: '#ff0000' })],
    ['a colour without leading zeros', 'X-MMS-IM-Format: CO=ff00', form({ color: '#00ff00' })],
    ['a stray bracket at the end', 'X-MMS-IM-Format: FN=Tahoma; EF=; CO=0; CS=0; PF=0]', form({ font: 'Tahoma' })],
    ['unknown names', 'X-MMS-IM-Format: XX=1; EF=B; YY', form({ bold: true })],
    ['right-to-left', 'X-MMS-IM-Format: RL=1', form({ rightToLeft: true })],
    ['a blank between the words of a font', 'X-MMS-IM-Format: FN=Segoe UI', form({ font: 'Segoe UI' })],
    ['bad values as none', 'X-MMS-IM-Format: CO=red; CS=zz; PF=99; RL=yes', plainImFormat],
    ['values that are too long as none', 'X-MMS-IM-Format: CO=1234567; CS=100; PF=222', plainImFormat],
    ['a font name without end as none', `X-MMS-IM-Format: FN=${'x'.repeat(100_000)}; EF=B`, form({ bold: true })],
  ])('reads %s', (_what, text, format) => expect(decodeImFormat(text)).toEqual(format));

  it.each(['', 'text/plain', 'text/plain; charset=utf-8', 'text/html; CO=1', 'Hello', ';;;', '=', 'a=b'])(
    '7.2 takes %j for no format string',
    (text) => expect(decodeImFormat(text)).toBeUndefined(),
  );

  it('never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        decodeImFormat(text);
        expect(decodeImFormat(`X-MMS-IM-Format:${text}`)).toBeDefined();
      }),
    );
  });
});

describe('encodeImFormat', () => {
  it('writes plain what is out of its range', () => {
    const odd = { ...plainImFormat, color: 'red', charset: 1.5, family: 'x', pitch: 'y' } as unknown as ImFormat;
    expect(encodeImFormat(odd)).toBe('X-MMS-IM-Format: FN=; EF=; CO=0; CS=0; PF=0');
  });

  it('lets no font name break out of its value', () => {
    expect(encodeImFormat(form({ font: 'A;\r\nEF=B' }))).toBe('X-MMS-IM-Format: FN=AEF=B; EF=; CO=0; CS=0; PF=0');
  });
});
