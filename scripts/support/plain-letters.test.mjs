import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { inPlainLetters } from './plain-letters.mjs';

/** What a script hands back, as text. */
const run = (words) => runInNewContext(`JSON.stringify((() => {\n${words}\n})())`);

describe('a script in plain letters', () => {
  it.each([
    ['in texts', "return ['…', '“x”', `é … ${'ı'}`, '😀'];"],
    ['behind a backslash', String.raw`return ['\…', '\\…', '\\\…', '\\\\…', '\é'];`],
    ['in expressions', "return ['a…b—c'.split(/…|[–-—]/), '👍🏽👍'.match(/👍[🏻-🏿]?/gu), '…'.replace(/\\…/, '!')];"],
    ['in names', 'const größe = 1, ıx = { ŝ: größe }; return ıx.ŝ;'],
    ['in remarks', '/* … */ return 1; // …'],
  ])('means the same %s', (_where, words) => {
    const code = `${words} // ${' '.repeat(200)}…`;
    const plain = inPlainLetters(code);
    expect(plain).toMatch(/^[\0-\x7f]*$/);
    expect(run(plain)).toBe(run(code));
  });

  it('stays as it is where each letter takes one byte anyway', () => {
    expect(inPlainLetters("'größer'")).toBe("'größer'");
  });

  it('stays as it is where escapes take more', () => {
    expect(inPlainLetters("'مرحبا'")).toBe("'مرحبا'");
  });

  it('says where it does not know what is meant', () => {
    expect(() => inPlainLetters("'a\\\u2028b'".padEnd(100))).toThrow('separator of lines');
    expect(() => inPlainLetters('String.raw`…`'.padEnd(100))).toThrow('raw text');
  });
});
