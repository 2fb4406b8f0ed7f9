import { describe, expect, it } from 'vitest';
import { parseProxyAddress, proxyAddress } from './proxy-address';

describe('the address of a proxy', () => {
  it.each([
    ['proxy.example.com:3128', 'proxy.example.com:3128'],
    [' Proxy:80 ', 'proxy:80'],
    ['[2001:db8::1]:8080', '[2001:db8::1]:8080'],
    ['http://proxy:80', 'proxy:80'],
    ['HTTP://proxy:80/', 'proxy:80'],
    ['https://proxy.example.com:443', 'https://proxy.example.com:443'],
    ['socks5://proxy:1080', 'socks5://proxy:1080'],
    ['socks://proxy:1080', 'socks5://proxy:1080'],
    ['socks4://[2001:db8::1]:1080', 'socks4://[2001:db8::1]:1080'],
  ])('may be %j', (typed, address) => expect(proxyAddress(typed)).toBe(address));

  it.each([
    ['', 'empty'],
    [' ', 'empty'],
    ['proxy.example.com', 'no-port'],
    ['http://proxy.example.com/', 'no-port'],
    ['proxy:0', 'no-port'],
    ['proxy:70000', 'no-port'],
    ['dana:secret@proxy:80', 'names-somebody'],
    ['http://dana@proxy:80', 'names-somebody'],
    ['ftp://proxy:21', 'unknown-kind'],
    ['pac+http://proxy:80', 'unknown-kind'],
    ['proxy:80;direct://', 'not-an-address'],
    ['https=proxy:80', 'not-an-address'],
    ['a:80,b:80', 'not-an-address'],
    ['proxy:80/x', 'not-an-address'],
    ['socks5://proxy:1080 direct', 'not-an-address'],
    ['2001:db8::1:80', 'not-an-address'],
    ['a proxy', 'not-an-address'],
  ])('is not %j, and why is said: %s', (typed, problem) =>
    expect(parseProxyAddress(typed)).toEqual({ ok: false, problem }),
  );
});
