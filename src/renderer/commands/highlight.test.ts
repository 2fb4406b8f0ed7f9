import { describe, expect, it } from 'vitest';
import { highlight } from './highlight';

const shown = (text: string, query: string): string =>
  highlight(text, query)
    .map(({ text: piece, isHit }) => (isHit ? `[${piece}]` : piece))
    .join('');

describe('highlight', () => {
  it.each([
    ['Lee Park', 'le', '[Le]e Park'],
    ['Lee Park', 'pa l', '[L]ee [Pa]rk'],
    ['Ana Jose\u0301 Ruiz', 'jose', 'Ana [Jose\u0301] Ruiz'],
    ['Éloïse', 'eloi', '[Éloï]se'],
    ['Łukasz Groß', 'lukasz gross', '[Łukasz] [Groß]'],
    ['kim.ito@example.com', 'ito', 'kim.[ito]@example.com'],
    ['Lee Park', 'ark', 'Lee Park'],
    ['Lee Park', '', 'Lee Park'],
    ['Lee Park', 'lee parker', '[Lee] Park'],
    ['', 'a', ''],
  ])('of %j with %j typed is %j', (text, query, expected) => expect(shown(text, query)).toBe(expected));

  it('marks the middle of a word where that is asked for', () => {
    expect(highlight('Lee Park', 'ark', true)).toEqual([
      { text: 'Lee P', isHit: false },
      { text: 'ark', isHit: true },
    ]);
  });
});
