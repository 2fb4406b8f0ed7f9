import { describe, expect, it } from 'vitest';
import { hasOddBreaks, inOneLine, plainLines } from './line-breaks';

describe('line breaks', () => {
  it.each(['\u000b', '\u000c', '\u0085', '\u2028', '\u2029'])('%j is one', (sign) => {
    expect(hasOddBreaks(`a${sign}`)).toBe(true);
    expect(plainLines(`a${sign}b${sign}${sign}`)).toBe('a\nb\n\n');
    expect(inOneLine(`a${sign}b`)).toBe('a b');
  });

  it.each(['\n', '\r', '\r\n'])('%j is one that stays as it is, but in a line', (sign) => {
    expect([hasOddBreaks(sign), plainLines(sign), inOneLine(`a${sign}b`)]).toEqual([false, sign, 'a b']);
  });

  it('leaves all else alone', () => {
    const text = ' a\tb\u00a0\u200b\u001f😀 ';
    expect([plainLines(text), inOneLine(text), hasOddBreaks(text)]).toEqual([text, text, false]);
  });
});
