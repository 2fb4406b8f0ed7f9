import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxLinkLength, openableLink, plainHost, writtenHost } from './links';

describe('openableLink', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['http://intranet/', 'http://intranet/'],
    ['HTTPS://Example.com', 'https://example.com/'],
    ['https://example.com:8443/?to=a@b', 'https://example.com:8443/?to=a@b'],
    ['https://bücher.example/x', 'https://xn--bcher-kva.example/x'],
    ['https://xn--bcher-kva.example/', 'https://xn--bcher-kva.example/'],
    ['http://[::1]:80/', 'http://[::1]/'],
    ['mailto:dana@example.com', 'mailto:dana@example.com'],
    ['MAILTO:Dana@Example.com', 'mailto:Dana@example.com'],
    ['mailto:dana@example.com,lee@example.com', 'mailto:dana@example.com,lee@example.com'],
    ['mailto:dana@bücher.example', 'mailto:dana@xn--bcher-kva.example'],
    ['mailto:dana@example.com?subject=Slot', 'mailto:dana@example.com?subject=Slot'],
    ['mailto:dana@example.com?Subject=A%20b&BODY=c%0D%0Ad', 'mailto:dana@example.com?subject=A%20b&body=c%0D%0Ad'],
    ['mailto:dana@example.com?body=a%0Ab', 'mailto:dana@example.com?body=a%0D%0Ab'],
    ['mailto:dana@example.com?subject=a+b=c', 'mailto:dana@example.com?subject=a%2Bb%3Dc'],
    ['mailto:dana@example.com?subject=x&bcc=eve@example.org&attach=/etc/passwd', 'mailto:dana@example.com?subject=x'],
    [
      'mailto:dana@example.com?subject=x%0D%0ABcc:eve@example.org',
      'mailto:dana@example.com?subject=x%20Bcc%3Aeve%40example.org',
    ],
    ['mailto:dana@example.com?subject=x&subject=y&body=#z', 'mailto:dana@example.com?subject=x'],
  ])('opens %s', (text, href) => {
    expect(openableLink(text)).toBe(href);
  });

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'app://parley/index.html',
    'smb://server/share',
    'ms-settings:privacy',
    'https://bank.example@evil.example/',
    'https://bank.example:443@evil.example/x',
    'http://guest:guest@cam7.example.com/view',
    'https://@evil.example/',
    'https://:@evil.example/',
    'https://bank.example\\@evil.example/',
    'https://bank.example\\.evil.example/',
    'https://bank.example%40evil.example/',
    'https:\\\\evil.example/',
    'https:/evil.example/',
    'https://exa mple.com/',
    'https://example.com/\r\nHost: x',
    'https://example.com/\u202Egnp.exe',
    'https://example.com:99999/',
    'https://xn--a.example/',
    'https://xn--.example/',
    'https://xn--abc-.example/',
    'https://XN--BCHER-KV.example/',
    'https://ok.xn--999999999.example/',
    'example.com',
    '',
    `https://example.com/${'a'.repeat(3000)}`,
    `https://example.com/${'ü'.repeat(1000)}`,
    'mailto:',
    'mailto:?subject=x',
    'mailto:dana',
    'mailto:dana@',
    'mailto:bank@example.com@evil.example',
    'mailto:dana@example.com%3Fbcc=eve@example.org',
    'mailto:dana@example.com%2Ceve@example.org',
    'mailto:dana@example.com,,',
    'mailto:dana@xn--a.example',
    'mailto:dana@example.com?subject=%',
    'mailto:dana@example.com?subject=%E0%A4',
    'mailto:dana@example.com?body=a%00b',
    'mailto:dana%0A@example.com',
  ])('leaves %j alone', (text) => {
    expect(openableLink(text)).toBeUndefined();
  });

  it('opens what it has made just so', () => {
    const piece = fc.constantFrom(
      'https://',
      'http://',
      'mailto:',
      'a',
      '@',
      'b.example',
      '/',
      '?',
      'subject=',
      '&',
      'ü',
      '%20',
      '%',
      'xn--',
      ':',
      ',',
      '#',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const href = openableLink(pieces.join(''));
        if (href === undefined) return;
        expect(openableLink(href)).toBe(href);
        expect(href.length).toBeLessThanOrEqual(maxLinkLength);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('writtenHost and plainHost', () => {
  it.each([
    ['https://xn--bcher-kva.example/x', 'bücher.example', 'xn--bcher-kva.example'],
    ['https://www.xn--80ak6aa92e.com/', 'www.аррӏе.com', 'www.xn--80ak6aa92e.com'],
    ['https://example.com/', undefined, 'example.com'],
    ['mailto:dana@xn--bcher-kva.example', undefined, undefined],
  ])('of %s', (href, written, plain) => {
    expect(writtenHost(href)).toBe(written);
    expect(plainHost(href)).toBe(plain);
  });
});
