import { describe, expect, it } from 'vitest';
import { emojis } from './emoji';
import { isEmojiOnly } from './emoji-only';

describe('isEmojiOnly', () => {
  it.each([['👍'], ['🎉 🎉 🎉'], ['👩‍👩‍👧‍👦'], ['❤️\n'], ['🇪🇺'], ['👋🏽']])('is true of %j', (text) =>
    expect(isEmojiOnly(text)).toBe(true),
  );
  it.each([[''], ['  '], ['ok 👍'], ['123'], ['#'], ['©'], ['👍👍👍👍'], [':)']])('is false of %j', (text) =>
    expect(isEmojiOnly(text)).toBe(false),
  );
  it('knows every emoji that can be chosen', () => {
    expect(emojis.filter(({ sign }) => !isEmojiOnly(sign))).toEqual([]);
  });
});
