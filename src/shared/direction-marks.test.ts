import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf, directedParts, withoutTurns } from './direction-marks';

const turns = (text: string): string[] =>
  directedParts(text).flatMap(({ text: sign, isTurn }) => (isTurn ? [codeOf(sign)] : []));

describe('signs that turn the direction of writing', () => {
  it.each(['\u202d', '\u202e'])('%j is found wherever it stands: it turns letters of any script', (sign) => {
    expect(turns(`photo_${sign}gnp.exe`)).toEqual([codeOf(sign)]);
    expect(turns(`שלום ${sign}gnp.exe`)).toEqual([codeOf(sign)]);
    expect(withoutTurns(`photo_${sign}gnp.exe`)).toBe('photo_gnp.exe');
  });

  it.each(['\u061c', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u2066', '\u2067', '\u2068', '\u2069'])(
    '%j is found where no letter needs it',
    (sign) => {
      expect(turns(`png${sign}.${sign}exe`)).toEqual([codeOf(sign), codeOf(sign)]);
      expect(turns(`${sign}png.exe`)).toEqual([codeOf(sign)]);
      expect(turns(`שלום\n${sign}png.exe`)).toEqual([codeOf(sign)]);
      // Among words of another script as well, inside of one that has none of it.
      expect(turns(`שלום png${sign}.exe`)).toEqual([codeOf(sign)]);
      // What people write stays: beside a word, or inside of one of their own.
      expect(turns(`שלום C++${sign} ${sign}עולם של${sign}ום`)).toEqual([]);
    },
  );

  it('leaves all else alone', () => {
    const text = ' a\tb\u00a0\u200b\u200d\n👩‍👩‍👧 שלום (abc) مرحبا 12 ';
    expect(directedParts(text)).toEqual([{ text, isTurn: false }]);
    expect(directedParts('')).toEqual([]);
  });

  it('loses nothing of a text', () => {
    const piece = fc.constantFrom('\u202e', '\u061c', '\u2067', 'a', 'ש', ' ', '\n', '😀', '.');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        expect(
          directedParts(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
