import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, parseBlocks, parseSpans, plainText } from './page-text';

describe('parseSpans', () => {
  it.each([
    ['plain', [{ kind: 'text', text: 'plain' }]],
    [
      '**Sign in** now',
      [
        { kind: 'strong', text: 'Sign in' },
        { kind: 'text', text: ' now' },
      ],
    ],
    [
      'the _Guide_.',
      [
        { kind: 'text', text: 'the ' },
        { kind: 'emphasis', text: 'Guide' },
        { kind: 'text', text: '.' },
      ],
    ],
    [
      'as `DOMAIN\\user`',
      [
        { kind: 'text', text: 'as ' },
        { kind: 'code', text: 'DOMAIN\\user' },
      ],
    ],
    ['`**not strong**`', [{ kind: 'code', text: '**not strong**' }]],
    ['[Settings](#settings)', [{ kind: 'link', text: 'Settings', to: '#settings' }]],
    ['snake_case_word', [{ kind: 'text', text: 'snake_case_word' }]],
    ['<b onclick="x()">b</b>', [{ kind: 'text', text: '<b onclick="x()">b</b>' }]],
    ['one ** two', [{ kind: 'text', text: 'one ** two' }]],
  ])('reads %s', (text, spans) => expect(parseSpans(text)).toEqual(spans));

  it('loses no word, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const letters = (of: string): string => of.replace(/[`*_[\]()]/gu, '');
        const withLinks = parseSpans(text).map((span) => (span.kind === 'link' ? span.text + span.to : span.text));
        expect(letters(withLinks.join(''))).toBe(letters(text));
      }),
    );
  });
});

describe('parseBlocks', () => {
  it('reads headings, paragraphs over several lines, and lists whose items go on', () => {
    const blocks = parseBlocks('## One\n\nTwo\nthree.\n\n- four\n  five\n- six\n\n1. seven\n2. eight\n');
    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'list', 'list']);
    expect(blocks.flatMap(linesOf)).toEqual(['One', 'Two three.', 'four five', 'six', 'seven', 'eight']);
    expect(blocks.map((block) => block.kind === 'list' && block.isOrdered)).toEqual([false, false, false, true]);
  });

  it('reads a list that a paragraph stands right above as that paragraph, as it is written', () => {
    expect(parseBlocks('one\n- two').map((block) => linesOf(block))).toEqual([['one - two']]);
  });

  it('sets keys and code apart in a line, whose direction may be another one', () => {
    expect(linesOf(parseBlocks('**Ctrl+,** x `a` b.')[0]!)).toEqual(['\u2068Ctrl+,\u2069 x \u2068a\u2069 b.']);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('- ', '1. ', '# ', '\n', '\r\n', ' ', '`', '**', '_', '[a](b)', 'x')),
        (bits) => {
          for (const block of parseBlocks(bits.join(''))) {
            if (block.kind !== 'list')
              expect(plainText(block.spans)).toBe(linesOf(block)[0]?.replace(/[\u2068\u2069]/gu, ''));
          }
        },
      ),
    );
  });
});
