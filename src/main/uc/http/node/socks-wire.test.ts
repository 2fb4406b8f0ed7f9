import { describe, expect, it } from 'vitest';
import {
  readSocks4Reply,
  readSocks5Method,
  readSocks5Reply,
  readSocks5Verdict,
  socks4Connect,
  socks5Connect,
  socks5Password,
} from './socks-wire';

const hex = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString('hex');
const bytes = (text: string): Buffer => Buffer.from(text.replace(/\s/gu, ''), 'hex');

describe('what is said to a SOCKS proxy', () => {
  it.each([
    ['im.example.com', '05010003 0e 696d2e6578616d706c652e636f6d 01bb'],
    ['192.0.2.7', '05010001 c0000207 01bb'],
    ['2001:db8::1', '05010004 20010db8000000000000000000000001 01bb'],
    ['::1', '05010004 00000000000000000000000000000001 01bb'],
    ['2001:db8::', '05010004 20010db8000000000000000000000000 01bb'],
    ['::ffff:192.0.2.7', '05010004 00000000000000000000ffffc0000207 01bb'],
    ['1:2:3:4:5:6:7:8', '05010004 00010002000300040005000600070008 01bb'],
  ])('leads to %s', (host, words) => {
    expect(hex(socks5Connect({ host, port: 443 }))).toBe(hex(bytes(words)));
  });

  it('has room for a name of 255 bytes, and for nobody without one', () => {
    expect(() => socks5Connect({ host: 'a'.repeat(256), port: 1 })).toThrow(
      expect.objectContaining({ code: 'unreachable', stoppedAt: 'proxy' }) as Error,
    );
    expect(hex(socks5Password({ user: 'dana', password: 'ö' }))).toBe(hex(bytes('01 04 64616e61 02 c3b6')));
    expect(socks5Password({ user: '', password: 'x' })).toBeUndefined();
    expect(socks5Password({ user: 'dana', password: 'ö'.repeat(128) })).toBeUndefined();
  });

  it('is an address in version 4', () => {
    expect(hex(socks4Connect('192.0.2.7', 8443))).toBe(hex(bytes('04 01 20fb c0000207 00')));
  });
});

describe('what a SOCKS proxy says', () => {
  const replies: readonly (readonly [string, string, number])[] = [
    ['IPv4', '05 00 00 01 7f000001 01bb', 10],
    ['IPv6', '05 00 00 04 00000000000000000000000000000001 01bb', 22],
    ['a name', '05 00 00 03 04 64616e61 01bb', 11],
  ];
  it.each(replies)('is read when all of it is there, and no further: %s', (_, words, length) => {
    const whole = Buffer.concat([bytes(words), bytes('16 03')]);
    for (let end = 0; end < length; end += 1) expect(readSocks5Reply(whole.subarray(0, end))).toBeUndefined();
    expect(readSocks5Reply(whole)).toEqual({ value: undefined, length });
  });

  it('is the way to say who this is, and whether that was right', () => {
    expect(readSocks5Method(bytes('05'))).toBeUndefined();
    expect(readSocks5Method(bytes('05 00'))).toEqual({ value: 'nobody', length: 2 });
    expect(readSocks5Method(bytes('05 02'))).toEqual({ value: 'password', length: 2 });
    expect(readSocks5Method(bytes('05 ff'))).toEqual({ value: 'unknown', length: 2 });
    expect(readSocks5Verdict(bytes('01'))).toBeUndefined();
    expect(readSocks5Verdict(bytes('01 00'))).toEqual({ value: true, length: 2 });
    expect(readSocks5Verdict(bytes('01 01'))).toEqual({ value: false, length: 2 });
  });

  it('in version 4 is eight bytes', () => {
    expect(readSocks4Reply(bytes('00 5a 0000 0000'))).toBeUndefined();
    expect(readSocks4Reply(bytes('00 5a 0000 00000000 16'))).toEqual({ value: undefined, length: 8 });
  });

  it.each([
    ['no', () => readSocks5Reply(bytes('05 05'))],
    ['no, in version 4', () => readSocks4Reply(bytes('00 5b'))],
    ['another version', () => readSocks5Method(bytes('04 00'))],
    ['another version in the end', () => readSocks5Reply(bytes('48 54 54 50'))],
    ['something else in version 4', () => readSocks4Reply(bytes('48 54'))],
    ['no address', () => readSocks5Reply(bytes('05 00 00 09 00'))],
  ])('may be %s', (_, read) => {
    expect(read).toThrow(
      expect.objectContaining({ code: 'unreachable', reached: 'never', stoppedAt: 'proxy' }) as Error,
    );
  });
});
