import { describe, expect, it } from 'vitest';
import { loadEmoji } from '../emoji/emoji-data';
import { isEmojiOnly } from './emoji-only';

describe('isEmojiOnly', () => {
  it.each([['👍'], ['🎉 🎉 🎉'], ['👩‍👩‍👧‍👦'], ['❤️\n'], ['🇪🇺'], ['👋🏽']])('is true of %j', (text) =>
    expect(isEmojiOnly(text)).toBe(true),
  );
  it.each([[''], ['  '], ['ok 👍'], ['123'], ['#'], ['©'], ['👍👍👍👍'], [':)']])('is false of %j', (text) =>
    expect(isEmojiOnly(text)).toBe(false),
  );
  it('knows every emoji that can be chosen', async () => {
    const signs = (await loadEmoji('en')).flatMap(({ sign, tones = [] }) => [sign, ...tones]);
    expect(signs.filter((sign) => !isEmojiOnly(sign))).toEqual([]);
  });
});
