import { describe, expect, it } from 'vitest';
import { ntlmAnswer, ntlmKey, ntlmResponses, upperCase } from './ntlm-answer';

/** MS-NLMP 4.2.1 and 4.2.4: the values that everybody's NTLMv2 has to come to. */
const challenge = {
  serverChallenge: Buffer.from('0123456789abcdef', 'hex'),
  targetInfo: Buffer.from('02000c0044006f006d00610069006e0001000c005300650072007600650072000000' + '0000', 'hex'),
};
const identity = { domain: 'Domain', name: 'User', password: 'Password' };
/** The time of the example is 0: the first of January 1601. */
const freshness = { clientChallenge: Buffer.alloc(8, 0xaa), nowMs: Date.UTC(1601, 0, 1) };

describe('the answer of MS-NLMP 4.2.4', () => {
  it('has its key', () => {
    expect(ntlmKey(identity).toString('hex')).toBe('0c868a403bfd7a93a3001ef22ef02e3f');
  });

  it('has its two responses', () => {
    const { lm, nt } = ntlmResponses(challenge, identity, freshness);
    expect(lm.toString('hex')).toBe('86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa');
    expect(nt.toString('hex', 0, 16)).toBe('68cd0ab851e51c96aabc927bebef6a1c');
    expect(nt.toString('hex', 16, 44)).toBe('01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000');
  });

  it('is laid out as 2.2.1.3 has it, with name and domain as they were typed', () => {
    const message = ntlmAnswer(challenge, { ...identity, domain: 'Münden', name: 'meyßner' }, freshness);
    const field = (at: number): Buffer => {
      const start = message.readUInt32LE(at + 4);
      expect(message.readUInt16LE(at + 2)).toBe(message.readUInt16LE(at));
      return message.subarray(start, start + message.readUInt16LE(at));
    };
    expect(message.toString('latin1', 0, 8)).toBe('NTLMSSP\0');
    expect(message.readUInt32LE(8)).toBe(3);
    expect(field(28).toString('utf16le')).toBe('Münden');
    expect(field(36).toString('utf16le')).toBe('meyßner');
    expect([field(44).length, field(52).length]).toEqual([0, 0]);
    expect(field(12)).toHaveLength(24);
    expect(field(20).toString('latin1', 0, 4)).not.toBe('');
    expect(field(20).subarray(-4)).toEqual(Buffer.alloc(4));
    expect(message).toHaveLength(72 + 12 + 14 + 24 + field(20).length);
  });
});

describe('the key of a name', () => {
  // Worked out with another implementation of HMAC-MD5, from the names in capitals as Windows has them.
  it.each([
    ['meyßner', 'EXAMPLE', 'a0d736148892cad66fb97dace786d460'],
    ['straß@example.com', '', 'd7a8b7f9a169ea8b54d5f2635ea643fe'],
    ['ﬁnley', '', '6731854884c363e1e6cb6e983c64aa89'],
    ['ÿves', 'Example', '7f4d11c8af91a9f5d84b9c399fa90429'],
    ['ŉgcobo', '', '905782fce4f2a46349deb1ff19aebd83'],
  ])('%s of %j', (name, domain, key) => {
    expect(ntlmKey({ name, domain, password: 'Password' }).toString('hex')).toBe(key);
  });
});

describe('upper case as Windows has it', () => {
  it.each([
    ['abc-09', 'ABC-09'],
    ['äöüßéñçøåæœ', 'ÄÖÜßÉÑÇØÅÆŒ'],
    ['ÿ', 'Ÿ'],
    ['ıſµ', 'ıſµ'],
    ['iİ', 'Iİ'],
    ['ﬁﬀﬆŉǰẖ', 'ﬁﬀﬆŉǰẖ'],
    ['ǆǅǄ', 'ǄǅǄ'],
    ['αςσ άΐΰ ϐϑ', 'ΑΣΣ Άΐΰ ϐϑ'],
    ['ᾳᾀᾧᾈ', 'ᾳᾈᾯᾈ'],
    ['дзё їґ ѝ', 'ДЗЁ ЇҐ Ѝ'],
    ['աև', 'Աև'],
    ['ნინო', 'ნინო'],
    ['ꮪꮂ', 'ꮪꮂ'],
    ['ａｚ ⓐ ⅷ', 'ＡＺ Ⓐ Ⅷ'],
    ['𐐨a😀', '𐐨A😀'],
    ['\ud801', '\ud801'],
  ])('of %s is %s', (text, upper) => {
    expect(upperCase(text)).toBe(upper);
  });
});
