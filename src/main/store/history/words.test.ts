import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexedText, wordsIn } from './words';

describe('indexedText', () => {
  it.each([
    ['Müller & Søn, Łódź', 'muller son lodz'],
    ['Straße STRASSE', 'strasse strasse'],
    ['İstanbul ISTANBUL ıstanbul', 'istanbul istanbul istanbul'],
    ['Cafe\u0301 ＦＵＬＬ ﬁne Ⅷ', 'cafe full fine viii'],
    ['Όδός ΟΔΟΣ', 'οδοσ οδοσ'],
    ['ёлка Ёлка', 'елка елка'],
    ['明天的会议', '明 天 的 会 议'],
    ['A4会议 ok', 'a4 会 议 ok'],
    ['ガ カ', 'ガ カ'],
    ['한국어로', '한국어로'],
    ['हिन्दी', 'हिन्दी'],
    ['שָׁלוֹם שלום', 'שלום שלום'],
    ["it's 12:30 -- !!", 'it s 12 30'],
    ['\0\uD800 " * 👍', ''],
  ])('makes %j %j', (text, words) => {
    expect(indexedText(text)).toBe(words.normalize('NFC'));
  });

  it('takes time in proportion to the text, also of one that is all marks', () => {
    const start = performance.now();
    indexedText(`a${'\u0301\u0323\u3099'.repeat(100_000)}`);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

it('says of every word where it stands, and makes nothing of it that has a meaning to the database', () => {
  expect([...wordsIn('Is Müller in?')]).toEqual([
    { word: 'is', start: 0, end: 2 },
    { word: 'muller', start: 3, end: 9 },
    { word: 'in', start: 10, end: 12 },
  ]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const { word, start, end } of wordsIn(text)) {
        expect(word).not.toMatch(/["*^():\0]/u);
        expect(end).toBeGreaterThan(start);
      }
    }),
  );
});
