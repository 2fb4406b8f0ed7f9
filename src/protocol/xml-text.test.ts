import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toXmlText } from './xml-text';

describe('toXmlText', () => {
  it.each([
    ['words', 'words', 0],
    ['\t\n\r', '\t\n\r', 0],
    ['a\u0000b\u0008c\u000Bd\u001Fe', 'a�b�c�d�e', 4],
    ['\uFFFE\uFFFF\uFFFD', '���', 2],
    ['😀', '😀', 0],
    ['\uD83D', '�', 1],
    ['\uDE00', '�', 1],
    ['\uD83D\uD83D\uDE00\uDE00', '�😀�', 2],
    ['\u007F\u0080\uE000', '\u007F\u0080\uE000', 0],
  ])('%j becomes %j', (text, expected, replaced) => {
    expect(toXmlText(text)).toEqual({ text: expected, replaced });
  });

  it('leaves nothing that XML cannot carry, and keeps the length', () => {
    const codeUnits = fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(codeUnits, (text) => {
        const once = toXmlText(text);
        expect(once.text).toHaveLength(text.length);
        expect(toXmlText(once.text)).toEqual({ text: once.text, replaced: 0 });
      }),
    );
  });
});
