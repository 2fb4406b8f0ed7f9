import { describe, expect, it } from 'vitest';
import en from '../../shared/locales/en/message';
import { loadEmoji } from './emoji-data';
import { emojiGroups, inTone, toneCount } from './emoji-set';
import { findEmoji } from './find-emoji';

const all = await loadEmoji('en');
const signs = (typed: string, recent?: readonly string[]): string[] =>
  findEmoji(all, typed, recent).map(({ sign }) => sign);

describe('the emoji', () => {
  it('are all that Unicode has, each once, with a name and a code', () => {
    expect(all.length).toBeGreaterThan(1_800);
    expect(new Set(all.map(({ sign }) => sign)).size).toBe(all.length);
    expect(all.filter(({ name, codes }) => name === '' || codes.length === 0)).toEqual([]);
    expect(new Set(all.map(({ group }) => group))).toEqual(new Set(Object.values(emojiGroups)));
  });

  it('have five colours of skin or none', () => {
    const thumb = all.find(({ name }) => name === 'thumbs up')!;
    expect([0, 1, 3, 5].map((tone) => inTone(thumb, tone))).toEqual(['👍', '👍🏻', '👍🏽', '👍🏿']);
    const hands = all.find(({ name }) => name === 'people holding hands')!;
    expect(inTone(hands, 5)).toBe('🧑🏿‍🤝‍🧑🏿');
    expect(
      inTone(
        all.find(({ name }) => name === 'rocket')!,
        5,
      ),
    ).toBe('🚀');
    expect(all.every(({ tones }) => tones === undefined || tones.length === toneCount - 1)).toBe(true);
  });

  it('are written without the sign that makes a picture of what is one anyway', () => {
    expect(all.filter(({ sign }) => /^\p{Emoji_Presentation}\uFE0F$/u.test(sign))).toEqual([]);
    expect(all.some(({ sign }) => sign === '❤️')).toBe(true);
  });

  it('have German names where the program speaks German, and the same codes', async () => {
    const german = await loadEmoji('de');
    expect(german.map(({ sign }) => sign)).toEqual(all.map(({ sign }) => sign));
    expect(german.map(({ codes }) => codes)).toEqual(all.map(({ codes }) => codes));
    expect(german.filter(({ name }) => name === '')).toEqual([]);
    expect(await loadEmoji('de-AT')).toBe(german);
    const found = (typed: string): string | undefined => findEmoji(german, typed)[0]?.sign;
    expect(['daumen hoch', 'rotes herz', 'rakete', 'thumbsup', 'fröhlich'].map(found)).toEqual([
      '👍',
      '❤️',
      '🚀',
      '👍',
      expect.anything(),
    ]);
  });

  it('are in English where the tables are not read in the language of the program', async () => {
    expect(await loadEmoji('en-XA')).toBe(await loadEmoji('en'));
  });

  it('have words for every kind and every colour of skin', () => {
    expect(Object.values(emojiGroups).filter((name) => !(name in en.emoji.sections))).toEqual([]);
    expect(Object.keys(en.emoji.tones)).toHaveLength(toneCount);
  });
});

describe('an emoji', () => {
  it.each([
    ['thumbsup', '👍'],
    ['+1', '👍'],
    ['-1', '👎'],
    [':tada:', '🎉'],
    ['smile', '😄'],
    ['red heart', '❤️'],
    ['HEART', '❤️'],
    ['hea', '❤️'],
    ['smi', '😄'],
    ['rocket', '🚀'],
    ['coff', '☕'],
    ['flag german', '🇩🇪'],
    ['côte', '🇨🇮'],
    ['cote', '🇨🇮'],
  ])('is found by %j', (typed, sign) => expect(signs(typed)[0]).toBe(sign));

  it('is found by what it stands for, after those that are called so', () => {
    const found = signs('love');
    expect(found.indexOf('❤️')).toBeGreaterThan(found.indexOf('💌'));
  });

  it('that was used before comes before its like', () => {
    expect(signs('cat', [])[0]).not.toBe('😹');
    expect(signs('joy_c', ['😹'])[0]).toBe('😹');
    const [first, second] = signs('hand');
    expect(signs('hand', [second!]).indexOf(second!)).toBeLessThanOrEqual(signs('hand').indexOf(second!));
    expect(first).toBeDefined();
  });

  it.each([[''], ['  '], [':'], ['zzzz'], ['\\'], ['(['], ['\uD800']])('is not found by %j', (typed) =>
    expect(signs(typed)).toEqual([]),
  );
});
