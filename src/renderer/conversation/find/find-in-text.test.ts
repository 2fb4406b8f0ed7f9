import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { findInText, needleOf } from './find-in-text';

const found = (text: string, typed: string): string[] =>
  findInText({ text }, needleOf(typed)).map(({ start, end }) => text.slice(start, end));

describe('signs in a text', () => {
  it.each([
    ['Is the crane free? Cranes!', 'crane', ['crane', 'Crane']],
    ['in Müller’s hall, MULLER', 'müller', ['Müller', 'MULLER']],
    ['Straße', 'rass', ['raß']],
    ['Cafe\u0301 x', 'fé', ['fe\u0301']],
    ['Cafe\u0301 x', 'e x', ['e\u0301 x']],
    ['ΟΔΟΣ ὁδός', 'οδος', ['ΟΔΟΣ', 'ὁδός']],
    ['明天的会议', '的会', ['的会']],
    ['한국어로', '국어', ['국어']],
    ['ガ カ', 'カ', ['カ']],
    ['fine 👍🏽 and 👍', '👍', ['👍', '👍']],
    ['a.b (c) [d]*', '.b (c) [', ['.b (c) [']],
    ['two  blanks', 'o  b', ['o  b']],
    ['line\nend', 'E\nE', ['e\ne']],
    ['aaaa', 'aa', ['aa', 'aa']],
    ['oﬃce', 'f', ['ﬃ']],
    ['anything', '', []],
    ['anything', '\u0301', []],
  ])('of %j %j is found', (text, typed, places) => {
    expect(found(text, typed)).toEqual(places);
  });

  it('is found wherever it stands, and every place lies in the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 1 }), (before, typed) => {
        const text = `${before} ${typed}`;
        const places = findInText({ text }, needleOf(typed));
        let last = 0;
        for (const { start, end } of places) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(end).toBeGreaterThan(last);
          last = end;
        }
        // Marks that begin what was typed belong to the blank before it.
        if (!/^\p{M}|^[\u1160-\u11FF]/u.test(typed) && needleOf(typed) !== '') expect(places.length).toBeGreaterThan(0);
      }),
    );
  });
});
