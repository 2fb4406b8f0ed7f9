import { describe, expect, it } from 'vitest';
import { proxiesOf } from './proxy-environment';
import { routeIn } from './proxy-route';

const way = (environment: Record<string, string>, url: string): Promise<string> => proxiesOf(environment).proxyFor(url);
const secure = 'https://im.example.com/forms/logon.html';
const plain = 'http://im.example.com:8080/forms/logon.html';

describe('proxiesOf', () => {
  it.each([
    [{ HTTPS_PROXY: 'http://proxy.example.com:3128' }, secure, 'PROXY proxy.example.com:3128'],
    [{ https_proxy: 'proxy.example.com:3128' }, secure, 'PROXY proxy.example.com:3128'],
    [{ HTTPS_PROXY: 'http://proxy.example.com/' }, secure, 'PROXY proxy.example.com:80'],
    [{ HTTPS_PROXY: 'http://[2001:db8::1]:3128' }, secure, 'PROXY [2001:db8::1]:3128'],
    [{ HTTPS_PROXY: 'http://dana:secret@proxy.example.com:3128' }, secure, 'PROXY proxy.example.com:3128'],
    [{ HTTPS_PROXY: 'https://proxy.example.com' }, secure, 'HTTPS proxy.example.com:443'],
    [{ HTTPS_PROXY: 'socks5://proxy.example.com' }, secure, 'SOCKS5 proxy.example.com:1080'],
    [{ http_proxy: 'socks://dana:secret@[2001:db8::1]:1081' }, plain, 'SOCKS5 [2001:db8::1]:1081'],
    [{ HTTPS_PROXY: 'socks4://proxy.example.com:1080' }, secure, 'SOCKS4 proxy.example.com:1080'],
    [{ HTTPS_PROXY: 'proxy.example.com:3128' }, plain, 'DIRECT'],
    [{ http_proxy: 'proxy.example.com:3128' }, plain, 'PROXY proxy.example.com:3128'],
    // A header of a request could name it to a program that answers on the web.
    [{ HTTP_PROXY: 'proxy.example.com:3128' }, plain, 'DIRECT'],
    [{ HTTPS_PROXY: '' }, secure, 'DIRECT'],
    [{}, secure, 'DIRECT'],
    [{ HTTPS_PROXY: 'proxy.example.com:3128' }, 'https://localhost:8443/', 'DIRECT'],
    [{ HTTPS_PROXY: 'proxy.example.com:3128' }, 'https://[::1]/', 'DIRECT'],
  ])('%j leads to %s by %s', async (environment, url, expected) => {
    expect(await way(environment, url)).toBe(expected);
  });

  it.each(['quic://proxy.example.com:443', 'socks5://', 'http://', 'http://a b'])(
    'goes round no proxy that cannot be used: %s',
    async (named) => {
      const found = await way({ HTTPS_PROXY: named }, secure);
      expect(() => routeIn(found)).toThrow(expect.objectContaining({ code: 'proxy-unusable' }) as Error);
    },
  );

  it.each([
    ['*', true],
    ['im.example.com', true],
    ['IM.Example.com', true],
    ['example.com', true],
    ['.example.com', true],
    ['other.example.com, im.example.com', true],
    ['other.example.com im.example.com', true],
    ['im.example.com:443', true],
    ['im.example.com:8443', false],
    ['m.example.com', false],
    ['notexample.com', false],
    ['', false],
  ])('NO_PROXY %j leaves it out: %s', async (NO_PROXY, isDirect) => {
    const found = await way({ HTTPS_PROXY: 'proxy.example.com:3128', NO_PROXY }, secure);
    expect(found === 'DIRECT').toBe(isDirect);
  });

  it('leaves out addresses, too', async () => {
    const environment = { HTTPS_PROXY: 'proxy.example.com:3128', no_proxy: '192.0.2.7,[2001:db8::1]:443' };
    expect(await way(environment, 'https://192.0.2.7/')).toBe('DIRECT');
    expect(await way(environment, 'https://[2001:db8::1]/')).toBe('DIRECT');
    expect(await way(environment, 'https://[2001:db8::2]/')).toBe('PROXY proxy.example.com:3128');
  });

  it('tells a proxy what its address says, until it refuses that', async () => {
    const { signIn } = proxiesOf({ HTTPS_PROXY: 'http://EXAMPLE%5Cdana:s%40cret@proxy.example.com:3128' });
    const given = await signIn.credentialsFor('proxy.example.com:3128');
    expect(given).toEqual({ user: 'EXAMPLE\\dana', password: 's@cret' });
    expect(await signIn.credentialsFor('other.example.com:3128')).toBeUndefined();
    signIn.refused('proxy.example.com:3128', given!);
    expect(await signIn.credentialsFor('proxy.example.com:3128')).toBeUndefined();
    expect(signIn.wasRefused('proxy.example.com:3128')).toBe(true);
  });
});

describe('routeIn', () => {
  it.each([
    ['DIRECT', undefined],
    ['', undefined],
    ['PROXY proxy.example.com:3128', { kind: 'http', host: 'proxy.example.com', port: 3128 }],
    ['PROXY proxy.example.com', { kind: 'http', host: 'proxy.example.com', port: 80 }],
    ['PROXY [2001:db8::1]:3128; DIRECT', { kind: 'http', host: '2001:db8::1', port: 3128 }],
    ['HTTPS proxy.example.com', { kind: 'https', host: 'proxy.example.com', port: 443 }],
    ['SOCKS5 proxy.example.com', { kind: 'socks5', host: 'proxy.example.com', port: 1080 }],
    ['SOCKS proxy.example.com:1081', { kind: 'socks4', host: 'proxy.example.com', port: 1081 }],
    ['QUIC a.example.com:443; PROXY b.example.com:3128', { kind: 'http', host: 'b.example.com', port: 3128 }],
    ['QUIC a.example.com:443; DIRECT', undefined],
  ])('takes the first way that it can go: %j', (list, route) => {
    expect(routeIn(list)).toEqual(route);
  });

  it('goes no other way than those that are named', () => {
    for (const list of ['QUIC a.example.com:443', 'PROXY', 'SOCKS5 a b', 'nonsense'])
      expect(() => routeIn(list)).toThrow(expect.objectContaining({ code: 'proxy-unusable' }) as Error);
  });
});
