import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageBlocks, type MessageBlock } from './message-parts';

/** Short to read: `plain[word] quote[> |word]`. */
function drawn(blocks: readonly MessageBlock[]): readonly string[] {
  return blocks.map(({ kind, parts }) => `${kind}: ${parts.map((part) => `${part.kind}(${part.text})`).join(' ')}`);
}
const textOf = (blocks: readonly MessageBlock[]): string =>
  blocks.flatMap(({ parts }) => parts.map(({ text }) => text)).join('');

describe('messageBlocks', () => {
  it.each([
    ['nothing', '', []],
    ['words', 'Hello :)', ['plain: plain(Hello :))']],
    ['a link', 'See https://example.com/a.', ['plain: plain(See ) link(https://example.com/a) plain(.)']],
    [
      'a quote and what is said to it',
      '> is it hot?\n> very\nYes',
      ['quote: quote-mark(> ) plain(is it hot?\n) quote-mark(> ) plain(very\n)', 'plain: plain(Yes)'],
    ],
    [
      'an empty line inside of a quote',
      '> a\n>\n> b',
      ['quote: quote-mark(> ) plain(a\n) quote-mark(>) plain(\n) quote-mark(> ) plain(b)'],
    ],
    ['a face, which is no quote', '>:( no', ['plain: plain(>:( no)']],
    ['a sign in the middle of a line', 'a > b', ['plain: plain(a > b)']],
    [
      'lines of code',
      'so:\n```js\nx = a[i]:)\n// https://example.com\n```\ndone',
      ['plain: plain(so:\n)', 'code: code(```js\nx = a[i]:)\n// https://example.com\n```\n)', 'plain: plain(done)'],
    ],
    ['lines of code that go on to the end', '```\n> x\n:)', ['code: code(```\n> x\n:))']],
    ['two pieces of code', '```\na\n```\n```\nb\n```', ['code: code(```\na\n```\n)', 'code: code(```\nb\n```)']],
    [
      'code inside of a line',
      'use `a:)b` or ``c`d`` :)',
      ['plain: plain(use ) code(`a:)b`) plain( or ) code(``c`d``) plain( :))'],
    ],
    ['code between three backticks in one line', '```x:)``` y', ['plain: code(```x:)```) plain( y)']],
    ['a backtick that nothing closes', "`a' b\nc` d", ["plain: plain(`a' b\nc` d)"]],
    [
      'code that was quoted, which ends with its quote',
      '> ```\n> :)\nno code :)',
      ['quote: quote-mark(> ) code(```\n) quote-mark(> ) code(:)\n)', 'plain: plain(no code :))'],
    ],
    ['a link in a quote', '> https://example.com/', ['quote: quote-mark(> ) link(https://example.com/)']],
    ['lines that end as on Windows', '> a\r\nb', ['quote: quote-mark(> ) plain(a\r\n)', 'plain: plain(b)']],
  ])('cuts %s', (_what, text, expected) => {
    expect(drawn(messageBlocks(text))).toEqual(expected);
  });

  it('makes no link of an address that is cut off with the beginning', () => {
    const text = '> a\nhttps://example.com/secret';
    expect(drawn(messageBlocks(text, text.length - 6))).toEqual([
      'quote: quote-mark(> ) plain(a\n)',
      'plain: plain(https://example.com/)',
    ]);
  });

  it('says what was said, whatever that is', () => {
    const sign = fc.constantFrom(
      '`',
      '``',
      '```',
      '> ',
      '>',
      '\n',
      '\r\n',
      ' ',
      ':)',
      'word',
      'https://example.com/',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 60 }), fc.nat({ max: 200 }), (signs, length) => {
        const text = signs.join('');
        expect(textOf(messageBlocks(text))).toBe(text);
        expect(textOf(messageBlocks(text, length))).toBe(text.slice(0, length));
      }),
    );
  });
});
