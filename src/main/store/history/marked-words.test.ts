import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markedSnippet, markedText } from './marked-words';
import { searchTerms } from './search-expression';

const marked = (text: string, typed: string): string =>
  markedText(text, searchTerms(typed))
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');
const snippet = (text: string, typed: string): string =>
  markedSnippet(text, searchTerms(typed))
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');

describe('markedText', () => {
  it.each([
    ['Two cranes in line', 'crane line', 'Two [cranes] in [line]'],
    ['One crane in line', 'lines cranes', 'One [crane] in [line]'],
    ['Ask Müller.', 'Muller', 'Ask [Müller].'],
    ['Ask Muller.', 'Müller', 'Ask [Muller].'],
    ['The harbour crane', 'harb', 'The [harbour] crane'],
    ['the loading dock, loading', '"loading dock"', 'the [loading dock], loading'],
    ['明天的会议在三楼', '会议', '明天的[会议]在三楼'],
    ['a cat and a dog', 'a dog', '[a] cat and [a] [dog]'],
    ['nothing of it', 'else', 'nothing of it'],
  ])('marks in %j what %j finds', (text, typed, expected) => {
    expect(marked(text, typed)).toBe(expected);
  });
});

describe('markedSnippet', () => {
  const filler = 'and so on '.repeat(40);

  it('shows the piece in which most was found', () => {
    const found = snippet(`crane ${filler}the crane at the dock ${filler}`, 'dock crane');
    expect(found).toMatch(/^….*\[crane\] at the \[dock\].*…$/u);
    expect(found.length).toBeLessThan(180);
  });

  it('shows the beginning of a text when nothing is marked', () => {
    expect(snippet(filler, 'crane')).toMatch(/^and so on .*…$/u);
  });

  it('cuts a text without a word in it, and never loses or changes a character of a short one', () => {
    expect(snippet('!'.repeat(500), 'crane')).toBe(`${'!'.repeat(160)}…`);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string(), (text, typed) => {
        const parts = markedText(text, searchTerms(typed));
        expect(parts.map((part) => part.text).join('')).toBe(text);
      }),
    );
  });
});
