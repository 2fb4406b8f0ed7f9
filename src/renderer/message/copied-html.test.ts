import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copiedHtml } from './copied-html';
import { plainStyle } from './message-style';

describe('copiedHtml', () => {
  it('has the look of the message, and who said it', () => {
    const style = { ...plainStyle, bold: true, underline: true, strike: true, color: '#0000ff', font: 'Georgia' };
    expect(copiedHtml([{ said: 'Lee, 14:05', body: { text: 'Hi', style } }])).toBe(
      '<p>Lee, 14:05</p><div dir="auto" style="font-family: &#39;Georgia&#39;; color: #0000ff; font-weight: bold; ' +
        'text-decoration: underline line-through"><div>Hi</div></div>',
    );
  });

  it('says what is a quote, code and a link', () => {
    const text = '> was\nsee https://example.com/?a=1&b=2 and `x`\n```\n  y <z>\n```';
    expect(copiedHtml([{ body: { text } }])).toBe(
      '<div dir="auto"><blockquote>was</blockquote>' +
        '<div>see <a href="https://example.com/?a=1&amp;b=2">https://example.com/?a=1&amp;b=2</a> and <code>`x`</code></div>' +
        '<pre>```\n  y &lt;z&gt;\n```</pre></div>',
    );
  });

  it('is written from right to left where the message was', () => {
    const style = { ...plainStyle, rightToLeft: true };
    expect(copiedHtml([{ body: { text: 'a\nb  c', style } }])).toBe('<div dir="rtl"><div>a<br>b \u00a0c</div></div>');
  });

  it.each(['red;background:url(https://example.com)', '#12345', '"><script>'])('lets no colour %j through', (color) => {
    expect(copiedHtml([{ body: { text: 'a', style: { ...plainStyle, color } } }])).toBe(
      '<div dir="auto"><div>a</div></div>',
    );
  });

  it('has no tag and no style that is not named here, whatever was said', () => {
    const sign = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '`',
      '> ',
      '\n',
      ' ',
      'script',
      'style=',
      'https://example.com/"<b>',
      'x',
    );
    const text = fc.array(sign, { maxLength: 40 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(text, text, text, (words, font, said) => {
        const html = copiedHtml([{ said, body: { text: words, style: { ...plainStyle, font } } }]);
        const rest = html.replace(
          /<\/?(?:p|div|blockquote|pre|code|a|br)(?: dir="auto")?(?: href="https:[^"<>]*")?(?: style="font-family: &#39;[\w .-]+&#39;")?>/gu,
          '',
        );
        expect(rest).not.toMatch(/[<>"']/u);
      }),
    );
  });
});
