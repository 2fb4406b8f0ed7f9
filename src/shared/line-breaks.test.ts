import { describe, expect, it } from 'vitest';
import { hasOddBreaks, inOneLine, plainLines } from './line-breaks';

describe('line breaks', () => {
  it.each(['\u000b', '\u000c', '\u0085', '\u2028', '\u2029'])('%j is one', (sign) => {
    expect(hasOddBreaks(`a${sign}`)).toBe(true);
    expect(plainLines(`a${sign}b${sign}${sign}`)).toBe('a\nb\n\n');
    expect(inOneLine(`a${sign}b`)).toBe('a b');
  });

  it.each(['\n', '\r', '\r\n'])('%j is one, and none that is odd', (sign) => {
    expect([hasOddBreaks(sign), plainLines(`a${sign}b`), inOneLine(`a${sign}b`)]).toEqual([false, 'a\nb', 'a b']);
  });

  it('loses none of different ones side by side', () => {
    expect(plainLines('b\rc\u2028d\r\ne\n\rf\r\r')).toBe('b\nc\nd\ne\n\nf\n\n');
  });

  it('leaves all else alone', () => {
    const text = ' a\tb\u00a0\u200b\u001f😀 ';
    expect([plainLines(text), inOneLine(text), hasOddBreaks(text)]).toEqual([text, text, false]);
  });
});
