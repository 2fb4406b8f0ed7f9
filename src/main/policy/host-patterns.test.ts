import { describe, expect, it } from 'vitest';
import { hostPattern, matchesHost } from './host-patterns';

describe('hostPattern', () => {
  it.each([
    ['im.example.com', 'im.example.com'],
    [' IM.Example.com ', 'im.example.com'],
    ['*.Example.com', '*.example.com'],
    ['*.corp', '*.corp'],
    ['im', 'im'],
    ['im.example.com.', 'im.example.com.'],
    ['192.0.2.7', '192.0.2.7'],
    ['[2001:DB8::1]', '[2001:db8::1]'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('takes %j', (typed, pattern) => expect(hostPattern(typed)).toBe(pattern));

  it.each([
    '',
    '*',
    '*.',
    '**.example.com',
    'im.*.com',
    'i*.example.com',
    'https://im.example.com',
    'im.example.com:443',
    'im.example.com/',
    'im.example.com?x',
    'im.example.com#x',
    'dana@im.example.com',
    'im.example.com\\x',
    'im example.com',
    '*.192.0.2.7',
    '*.[2001:db8::1]',
    'im%2eexample.com',
    'a..example',
    '.example',
    '*..example',
    'im.example..',
    '.',
  ])('takes no %j', (typed) => expect(hostPattern(typed)).toBeUndefined());
});

describe('matchesHost', () => {
  it('means the host itself, or every host below it', () => {
    expect(matchesHost('im.example.com', 'im.example.com')).toBe(true);
    expect(matchesHost('im.example.com', 'xim.example.com')).toBe(false);
    expect(matchesHost('im.example.com', 'im.example.com.evil.example')).toBe(false);
    expect(matchesHost('*.example.com', 'im.example.com')).toBe(true);
    expect(matchesHost('*.example.com', 'a.b.example.com')).toBe(true);
    expect(matchesHost('*.example.com', 'example.com')).toBe(false);
    expect(matchesHost('*.example.com', 'evilexample.com')).toBe(false);
  });
});
