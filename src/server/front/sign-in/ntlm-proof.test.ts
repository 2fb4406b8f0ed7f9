import { describe, expect, it } from 'vitest';
import { capitals, provesPassword } from './ntlm-proof';

/** MS-NLMP 4.2.1 and 4.2.4: the one answer that is given there in full. */
const challenge = Buffer.from('0123456789abcdef', 'hex');
const proof = '68cd0ab851e51c96aabc927bebef6a1c';
const over =
  '01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000' +
  '02000c0044006f006d00610069006e0001000c005300650072007600650072000000000000000000';
const response = Buffer.from(proof + over, 'hex');
const account = { domain: 'Domain', name: 'User', password: 'Password' };

describe('the answer of MS-NLMP 4.2.4', () => {
  it.each(['User', 'user', 'USER'])('proves the password of %s', (name) => {
    expect(provesPassword(challenge, response, { ...account, name })).toBe(true);
  });

  it.each([
    ['another password', { password: 'password' }],
    ['another name', { name: 'Users' }],
    ['the domain in another case', { domain: 'DOMAIN' }],
  ])('does not with %s', (_, part) => {
    expect(provesPassword(challenge, response, { ...account, ...part })).toBe(false);
  });

  it('does not when it is cut or answers another challenge', () => {
    expect(provesPassword(challenge, response.subarray(0, 15), account)).toBe(false);
    expect(provesPassword(challenge, response.subarray(0, -1), account)).toBe(false);
    expect(provesPassword(Buffer.alloc(8), response, account)).toBe(false);
  });
});

describe('the capitals of Windows', () => {
  it.each([
    ['User.7', 'USER.7'],
    ['meyßner', 'MEYßNER'],
    ['straß@example.com', 'STRAß@EXAMPLE.COM'],
    ['ﬁnley', 'ﬁNLEY'],
    ['ŉgcobo', 'ŉGCOBO'],
    ['ÿves', 'ŸVES'],
    ['yıldız', 'YıLDıZ'],
    ['µ ſ ǆ ǅ', 'µ ſ Ǆ ǅ'],
    ['σίσυφος ϐ', 'ΣΊΣΥΦΟΣ ϐ'],
    ['ᾀ ᾈ ᾗ ᾳ', 'ᾈ ᾈ ᾟ ᾳ'],
    ['юлія', 'ЮЛІЯ'],
    ['գևորգ', 'ԳևՈՐԳ'],
    ['ნინო', 'ნინო'],
    ['𐐨', '𐐨'],
  ])('of %s are %s', (name, upper) => {
    expect(capitals(name)).toBe(upper);
  });
});
