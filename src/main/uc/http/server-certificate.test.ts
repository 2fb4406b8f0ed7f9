import { describe, expect, it } from 'vitest';
import { certificateName, fingerprintOf, normalizeFingerprint } from './server-certificate';

const bare = '0123456789abcdef'.repeat(4);
const normal = (bare.toUpperCase().match(/../gu) ?? []).join(':');

describe('normalizeFingerprint', () => {
  it.each([
    bare,
    bare.toUpperCase(),
    normal,
    normal.toLowerCase(),
    `sha256:${bare}`,
    `SHA-256 ${normal}`,
    ` ${bare}\n`,
  ])('reads %j', (text) => {
    expect(normalizeFingerprint(text)).toBe(normal);
  });

  it.each(['', 'AA:BB', `${bare}00`, bare.replace('0', 'g'), '00'.repeat(20)])('refuses %j', (text) => {
    expect(normalizeFingerprint(text)).toBeUndefined();
  });
});

describe('fingerprintOf', () => {
  it('is the SHA-256 of the bytes, in PEM as in DER', () => {
    const der = Buffer.from('abc');
    const pem = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
    const expected = normalizeFingerprint('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(fingerprintOf(der)).toBe(expected);
    expect(fingerprintOf(pem)).toBe(expected);
  });
});

describe('certificateName', () => {
  it('is the first that says something', () => {
    expect(certificateName('im.example.com', 'Example Ltd')).toBe('im.example.com');
    expect(certificateName(' ', 'Example Ltd')).toBe('Example Ltd');
    expect(certificateName(undefined, undefined, 'OU=IT')).toBe('OU=IT');
    expect(certificateName(undefined)).toBe('');
  });

  it('holds nothing that turns or breaks the line that it stands in, and has an end', () => {
    expect(certificateName('im\u202emoc.\u2028x\ny\u0000')).toBe('im moc. x y');
    expect(certificateName('a'.repeat(10_000))).toHaveLength(201);
  });
});
