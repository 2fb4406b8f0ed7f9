import { describe, expect, it } from 'vitest';
import { fontFamily, fonts } from './fonts';

describe('fontFamily', () => {
  it.each([
    ['Segoe UI', "'Parley Emoji', 'Segoe UI', var(--font-family)"],
    ['times new roman', "'Parley Emoji', 'times new roman', serif, var(--font-family)"],
    ['Courier New', "'Parley Emoji', 'Courier New', monospace, var(--font-family)"],
    ['MS Sans Serif', "'Parley Emoji', 'MS Sans Serif', var(--font-family)"],
    ['ＭＳ 明朝', "'Parley Emoji', 'ＭＳ 明朝', var(--font-family)"],
    ['Lucida Handwriting', "'Parley Emoji', 'Lucida Handwriting', cursive, var(--font-family)"],
  ])('of %j is %s', (name, expected) => expect(fontFamily(name)).toBe(expected));

  it.each([["x'; background: url(//evil)"], ['a"b\\27;}'], ['</style><script>'], ['a\nb\u0000c'], ['var(--x)']])(
    'lets nothing of %j out of the quotes',
    (name) =>
      expect(fontFamily(name)).toMatch(/^'Parley Emoji', '[^'"\\;{}()<>\n]*'(, [a-z]+)?, var\(--font-family\)$/u),
  );

  it.each([[undefined], [''], ['  '], ['();'], ['x'.repeat(65)]])('knows no font in %j', (name) =>
    expect(fontFamily(name)).toBeUndefined(),
  );

  it('offers every font once', () => {
    expect(new Set(fonts.map(({ name }) => name)).size).toBe(fonts.length);
  });
});
