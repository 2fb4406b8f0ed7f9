import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emoticonParts } from './emoticons';

const shown = (text: string): string =>
  emoticonParts(text)
    .map(({ text: written, emoji }) => emoji ?? written)
    .join('');

describe('signs that stand for an emoji', () => {
  it.each([
    [':-) hello :)', '🙂 hello 🙂'],
    ["no :'( and :-D\n;-) <3", 'no 😢 and 😄\n😉 ❤️'],
    ['cool 8-)', 'cool 😎'],
    ['مرحبا :-) شكرا ;)', 'مرحبا 🙂 شكرا 😉'],
    ['مرحبا \u200f:-)\u200f', 'مرحبا \u200f🙂\u200f'],
  ])('of %j are shown as in %j', (text, as) => expect(shown(text)).toBe(as));

  it.each([
    ['1) 8) (see 8)'],
    ['(at 12:30)'],
    ['foo(:)'],
    ['http://example.com :// x'],
    ['C:/ D:('],
    ['a:) b'],
    ['x <3x'],
    [':)`'],
  ])('are not in %j', (text) => expect(shown(text)).toBe(text));

  it('leave the text as it was written', () => {
    const piece = fc.constantFrom(':)', ':-(', ' ', '\n', '`', '```', '<3', 'x', ';)', '8)');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        expect(
          emoticonParts(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
