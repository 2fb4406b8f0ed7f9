import { describe, expect, it } from 'vitest';
import { CookieJar } from './cookie-jar';
import { readCookieDate } from './set-cookie';

const page = 'https://im.example.com/forms/logon.html';
const poll = 'https://im.example.com/cwa/AsyncDataChannel.ashx?Sid=1';

/** What goes to `to` after `from` has set these. */
function after(setCookies: readonly string[], to = poll, from = page, date?: string): string | undefined {
  const jar = new CookieJar();
  jar.keep(new URL(from), setCookies, date);
  return jar.headerFor(new URL(to));
}

describe('CookieJar', () => {
  it('gives back what was set, in order, whatever else is said of it', () => {
    const header = after([
      'node=a=b; Path=/; HttpOnly; SameSite=Strict; Priority=High',
      'x="q"; path=/;;',
      'e=; Path=/',
    ]);
    expect(header).toBe('node=a=b; x="q"; e=');
  });

  it('has nothing to give where nothing was set', () => {
    expect(after([])).toBeUndefined();
  });

  it('lets a newer value take the place of the older', () => {
    expect(after(['node=a; Path=/', 'node=b; Path=/'])).toBe('node=b');
  });

  it.each([
    ['/', '/cwa/x', true],
    ['/cwa', '/cwa', true],
    ['/cwa', '/cwa/x', true],
    ['/cwa/', '/cwa/x', true],
    ['/cwa', '/cwab', false],
    ['/cwa/x', '/cwa', false],
  ])('holds a cookie of %s against %s', (path, asked, isSent) => {
    expect(after([`node=a; Path=${path}`], `https://im.example.com${asked}`)).toBe(isSent ? 'node=a' : undefined);
  });

  it('keeps a cookie without a path to the folder of its page', () => {
    expect(after(['node=a'], 'https://im.example.com/forms/other')).toBe('node=a');
    expect(after(['node=a; Path=nowhere'], 'https://im.example.com/forms')).toBe('node=a');
    expect(after(['node=a'])).toBeUndefined();
    expect(after(['node=a'], poll, 'https://im.example.com/')).toBe('node=a');
  });

  it('sends the longer path first', () => {
    expect(after(['a=1; Path=/', 'b=2; Path=/cwa', 'c=3; Path=/'])).toBe('b=2; a=1; c=3');
  });

  it.each([
    ['im.example.com', true],
    ['.im.example.com', true],
    ['EXAMPLE.com', true],
    ['other.example.com', false],
    ['m.example.com', false],
    ['www.im.example.com', false],
    ['example.org', false],
  ])('takes a cookie for the domain %s: %s', (domain, isKept) => {
    expect(after([`node=a; Path=/; Domain=${domain}`])).toBe(isKept ? 'node=a' : undefined);
  });

  it.each(['https://sso.example.com', 'https://example.com', 'https://im.example.com:8443', 'http://im.example.com'])(
    'gives nothing to %s, however wide the domain',
    (origin) => {
      expect(after(['node=a; Path=/; Domain=example.com'], `${origin}/cwa/`)).toBeUndefined();
    },
  );

  it('takes no part of an address for a domain', () => {
    expect(after(['n=a; Path=/; Domain=0.0.1'], 'http://127.0.0.1/', 'http://127.0.0.1/')).toBeUndefined();
    expect(after(['n=a; Path=/; Domain=127.0.0.1'], 'http://127.0.0.1/', 'http://127.0.0.1/')).toBe('n=a');
  });

  it('keeps a cookie that wants encryption only where there is some, or no network', () => {
    expect(after(['node=a; Path=/; Secure'])).toBe('node=a');
    const plain = 'http://im.example.com/';
    expect(after(['node=a; Path=/; Secure'], plain, plain)).toBeUndefined();
    expect(after(['node=a; Path=/; Secure'], 'http://localhost/', 'http://localhost/')).toBe('node=a');
  });

  it.each([
    'Max-Age=0',
    'Max-Age=-1',
    'Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    'Max-Age=0; Expires=Wed, 21 Oct 2099 07:28:00 GMT',
  ])('forgets at %s', (attribute) => {
    expect(after(['node=a; Path=/', `node=; Path=/; ${attribute}`, 'other=b; Path=/'])).toBe('other=b');
  });

  it.each(['Max-Age=60', 'Max-Age=x', 'Expires=never', 'Expires=Wed, 21 Oct 2099 07:28:00 GMT', 'Max-Age='])(
    'goes on with %s',
    (attribute) => expect(after([`node=a; Path=/; ${attribute}`])).toBe('node=a'),
  );

  it('lets a cookie go when its time is over', () => {
    let monotonicNow = 5_000;
    const jar = new CookieJar(() => monotonicNow);
    jar.keep(new URL(page), ['node=a; Path=/; Max-Age=60', 'other=b; Path=/']);
    monotonicNow += 59_999;
    expect(jar.headerFor(new URL(poll))).toBe('node=a; other=b');
    monotonicNow += 1;
    expect(jar.headerFor(new URL(poll))).toBe('other=b');
  });

  it('tells the time of a server by its own clock', () => {
    const cookie = ['node=a; Path=/; Expires=Sat, 02 Jan 2010 01:00:00 GMT'];
    expect(after(cookie, poll, page, 'Sat, 02 Jan 2010 00:00:00 GMT')).toBe('node=a');
    expect(after(cookie, poll, page, 'Sat, 02 Jan 2010 02:00:00 GMT')).toBeUndefined();
    expect(after(cookie)).toBeUndefined();
  });

  it.each([
    ['no pair', 'node; Path=/'],
    ['no name', '=a; Path=/'],
    ['a control character', 'node=a\x01b; Path=/'],
    ['a line break', 'node=a\r\nCWA-Ticket: T; Path=/'],
    ['what is no ASCII', 'node=\xfc; Path=/'],
    ['a giant', `node=${'x'.repeat(4_100)}; Path=/`],
    ['a giant attribute', `node=a; Path=/; x=${'x'.repeat(9_000)}`],
  ])('refuses %s', (_, header) => {
    expect(after([header])).toBeUndefined();
  });

  it('carries no more than a request can', () => {
    const many = Array.from({ length: 200 }, (_, index) => `c${index}=x; Path=/`);
    expect(after(many)?.split('; ')).toEqual(many.slice(-50).map((cookie) => cookie.split(';')[0]));
    const long = Array.from({ length: 9 }, (_, index) => `c${index}=${'x'.repeat(4_000)}; Path=/`);
    expect(after(long)?.replaceAll('x', '')).toBe('c7=; c8=');
  });

  it('is not filled up by a chain of pages', () => {
    const jar = new CookieJar();
    jar.keep(new URL(page), ['node=a; Path=/']);
    for (let host = 0; host < 100; host++) jar.keep(new URL(`https://h${host}.example.com/`), ['a=1; Path=/']);
    expect(jar.headerFor(new URL(poll))).toBe('node=a');
    expect(jar.headerFor(new URL('https://h99.example.com/'))).toBeUndefined();
  });
});

describe('readCookieDate', () => {
  const expected = Date.UTC(2035, 9, 21, 7, 28, 0);
  it.each([
    'Sun, 21 Oct 2035 07:28:00 GMT',
    'Sunday, 21-Oct-35 07:28:00 GMT',
    'Sun Oct 21 07:28:00 2035',
    '21 october 2035 7:28:0',
    '2035 Oct 21 07:28:00 +0200',
  ])('reads %s', (text) => expect(readCookieDate(text)).toBe(expected));

  it.each(['', 'Sun', '21 Oct 2035', '32 Oct 2035 07:28:00', '21 Oct 2035 25:28:00', '21 Oct 1500 07:28:00'])(
    'knows no date in "%s"',
    (text) => expect(readCookieDate(text)).toBeUndefined(),
  );
});
