import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openableLink } from '../../shared/links';
import { textParts } from './links';

const linksIn = (text: string): (string | undefined)[] =>
  textParts(text)
    .map(({ href }) => href)
    .filter((href) => href !== undefined);

describe('textParts', () => {
  it.each([
    ['see https://example.com/a?b=c#d, please', ['https://example.com/a?b=c#d']],
    ['(http://example.com/x_(y))', ['http://example.com/x_(y)']],
    ['mailto:dana@example.com and HTTPS://EXAMPLE.COM', ['mailto:dana@example.com', 'https://example.com/']],
    ['https://a.example.com\nhttps://b.example.com', ['https://a.example.com/', 'https://b.example.com/']],
    ['Is it <https://example.com>? "https://example.com:443": yes.', ['https://example.com/', 'https://example.com/']],
    ['https://a.example,https://b.example/x', ['https://a.example/', 'https://b.example/x']],
    ['**https://example.com**', ['https://example.com/']],
    ['看 https://example.com。谢谢', ['https://example.com/']],
    ['https://example.com/?mail=a@example.com', ['https://example.com/?mail=a@example.com']],
    ['https://example.com?to=a@b:c', ['https://example.com/?to=a@b:c']],
    ['(mailto:dana@example.com?subject=Slot%20(2)&body=x)', ['mailto:dana@example.com?subject=Slot%20(2)&body=x']],
    ['mailto:dana@example.com?subject=Slot&bcc=eve@example.org.', ['mailto:dana@example.com?subject=Slot']],
    ['mailto:dana@example.com, mailto:lee@example.com?', ['mailto:dana@example.com', 'mailto:lee@example.com']],
    ['mailto:dana@example.com,lee@example.com?body=x', ['mailto:dana@example.com,lee@example.com?body=x']],
  ])('finds the links of %j', (text, expected) => expect(linksIn(text)).toEqual(expected));

  it.each([
    ['example.com, dana@example.com, report.md'],
    ['javascript:alert(1) file:///etc/passwd ftp://example.com //example.com'],
    ['data:text/html,x sip:dana@example.com parley:x'],
    ['https://'],
    [''],
    // With user information: whose page it is cannot be seen.
    ['http://guest:guest@cam7.example.com/view'],
    ['https://bank.example:443@evil.example/x'],
    ['https://bank.example@evil.example'],
    ['https://bank.example,x@evil.example'],
    ['https://bank.example)@evil.example'],
    ['see <https://bank.example:@evil.example>'],
    ['https://u:p@https://evil.example/'],
    ['https://u:p@w,https://evil.example/'],
    // Cut in the middle of the host it would lead to another one.
    ['https://bank.example%40evil.example/'],
    ['https://bank.example\\@evil.example/'],
    ['https://bank.example\\.evil.example/'],
    ['https://example.com:99999/x'],
    ['https://example.com:abc/x'],
    ['https://bank。evil.example/x'],
    ['https://xn--a.example/ https://xn--a.example'],
    ['mailto:bank@example.com@evil.example'],
    ['mailto:bank@example.com;x@evil.example'],
    ['mailto:bank@example.com%2Cx@evil.example'],
    ['mailto:dana@xn--a.example mailto:dana@example.com?body=%00'],
  ])('finds none in %j', (text) => expect(linksIn(text)).toEqual([]));

  it('makes no link of an address that marks of writing direction could disguise', () => {
    expect(linksIn('https://example.com/\u202Egnp.exe')).not.toContain('https://example.com/\u202Egnp.exe');
  });

  it('makes no link of an address of which the beginning alone is shown', () => {
    const text = 'https://a.example https://bank.example.evil.example/x';
    const hrefs = (length: number) => textParts(text, length).flatMap(({ href }) => href ?? []);
    expect(textParts(text, 38)).toEqual([
      { text: 'https://a.example', href: 'https://a.example/' },
      { text: ' https://bank.example' },
    ]);
    expect(hrefs(17)).toEqual(['https://a.example/']);
    expect(hrefs(16)).toEqual([]);
    expect(hrefs(text.length)).toHaveLength(2);
  });

  it('shows both spellings of a host that has two', () => {
    expect(textParts('https://xn--bcher-kva.example/a https://аррӏе.com https://example.com/xn--a')).toEqual([
      { text: 'https://xn--bcher-kva.example/a', href: 'https://xn--bcher-kva.example/a', host: 'bücher.example' },
      { text: ' ' },
      { text: 'https://аррӏе.com', href: 'https://xn--80ak6aa92e.com/', host: 'xn--80ak6aa92e.com' },
      { text: ' ' },
      { text: 'https://example.com/xn--a', href: 'https://example.com/xn--a' },
    ]);
  });

  it('makes links of nothing but what the main process opens, and leads to the host that is written', () => {
    const piece = fc.constantFrom(
      ...[
        'https://',
        'http://',
        'mailto:',
        'bank.example',
        'evil.example',
        'a',
        '@',
        ':',
        '443',
        '/',
        '\\',
        '?',
        '#',
        '%40',
      ],
      ...[',', ';', ')', '.', '。', '-', '_', '&', 'xn--', 'ü', ' ', 'subject=x', '\u202E', '\u00AD'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        let at = 0;
        for (const { text: shown, href } of textParts(text)) {
          if (href !== undefined) {
            expect(openableLink(href)).toBe(href);
            // The whole word, as a browser reads it.
            const word = /^[^\s]*/u.exec(text.slice(at))?.[0] ?? '';
            if (/^http/iu.test(shown) && URL.canParse(word)) expect(new URL(word).username).toBe('');
          }
          at += shown.length;
        }
      }),
      { numRuns: 3_000 },
    );
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
    // About time by its nature, since that is what a window stands still for; some tens of milliseconds where nothing else runs.
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
