import { describe, expect, it } from 'vitest';
import { openableLink } from './links';

describe('openableLink', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['http://intranet/', 'http://intranet/'],
    ['HTTPS://Example.com', 'https://example.com/'],
    ['mailto:dana@example.com?subject=Slot', 'mailto:dana@example.com?subject=Slot'],
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
    'https://exa mple.com/',
    'https://example.com/\r\nHost: x',
    'example.com',
    '',
    `https://example.com/${'a'.repeat(3000)}`,
  ])('leaves %j alone', (text) => {
    expect(openableLink(text)).toBeUndefined();
  });
});
