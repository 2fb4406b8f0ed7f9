import { describe, expect, it } from 'vitest';
import en from '../../shared/locales/en/message';
import { emojiRow, emojis } from './emoji';
import { palette } from './palette';

describe('the emoji to choose from', () => {
  it('fill whole rows, each once, each with a name that can be said', () => {
    expect(emojis.length % emojiRow).toBe(0);
    expect(new Set(emojis.map(({ sign }) => sign)).size).toBe(emojis.length);
    expect(emojis.filter(({ name }) => !(name in en.emojis))).toEqual([]);
  });
});

describe('the palette', () => {
  it('has a name for every colour', () => {
    expect(palette.filter(({ name }) => !(name in en.colors))).toEqual([]);
  });
});
