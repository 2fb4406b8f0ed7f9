import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textParts } from './links';

const linksIn = (text: string): (string | undefined)[] =>
  textParts(text)
    .map(({ href }) => href)
    .filter((href) => href !== undefined);

describe('textParts', () => {
  it.each([
    ['see https://example.com/a?b=c#d, please', ['https://example.com/a?b=c#d']],
    ['(http://example.com/x_(y))', ['http://example.com/x_(y)']],
    ['mailto:dana@example.com and HTTPS://EXAMPLE.COM', ['mailto:dana@example.com', 'HTTPS://EXAMPLE.COM']],
    ['https://a.example.com\nhttps://b.example.com', ['https://a.example.com', 'https://b.example.com']],
  ])('finds the links of %j', (text, expected) => expect(linksIn(text)).toEqual(expected));

  it.each([
    ['example.com, dana@example.com, report.md'],
    ['javascript:alert(1) file:///etc/passwd ftp://example.com //example.com'],
    ['data:text/html,x sip:dana@example.com parley:x'],
    ['https://'],
    [''],
  ])('finds none in %j', (text) => expect(linksIn(text)).toEqual([]));

  it('makes no link of an address that marks of writing direction could disguise', () => {
    expect(linksIn('https://example.com/\u202Egnp.exe')).not.toContain('https://example.com/\u202Egnp.exe');
  });

  it('makes no link that is longer than the main process takes', () => {
    expect(linksIn(`https://example.com/${'a'.repeat(3000)}`)).toEqual([]);
  });

  it('loses and changes nothing of the text', () => {
    const piece = fc.constantFrom('https://example.com/', 'mailto:a@b.example', ' ', '\n', '<b>', '😀', '\u202E', 'x');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expect(
          textParts(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('is quick with the longest message', () => {
    const text = 'https://example.com/path '.repeat(2560);
    const start = performance.now();
    expect(linksIn(text)).toHaveLength(2560);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
