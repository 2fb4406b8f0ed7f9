import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asLines, copiedText, quotedText } from './copied-text';

it('copies messages with who said them and when, in their order', () => {
  expect(copiedText([{ text: ' as typed\n' }])).toBe(' as typed\n');
  const two = [
    { said: 'Lee, 14:05', text: 'a\nb' },
    { said: 'Dana, 14:06', text: 'c' },
  ];
  expect(copiedText(two)).toBe('Lee, 14:05\na\nb\n\nDana, 14:06\nc');
});

it('quotes every line, whatever ends it', () => {
  expect(quotedText('Lee, 14:05:', 'a\r\n\n```\n  x\n> b')).toBe('> Lee, 14:05:\n> a\n>\n> ```\n>   x\n> > b');
});

describe('asLines', () => {
  it.each([
    ['', '', '> q\n'],
    ['Hello', '', '\n> q\n'],
    ['Hello\n', '', '> q\n'],
    ['Hello', ' you', '\n> q\n\n'],
    ['Hello', '\nyou', '\n> q\n'],
  ])('puts a quote between %j and %j', (before, after, expected) => {
    expect(asLines('> q', before, after)).toBe(expected);
  });

  it('leaves what was typed as it was, on lines of its own', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const whole = `${before}${asLines('> q', before, after)}${after}`;
        expect(whole.startsWith(before) && whole.endsWith(after)).toBe(true);
        expect(whole.split('\n')).toContain('> q');
      }),
    );
  });
});
