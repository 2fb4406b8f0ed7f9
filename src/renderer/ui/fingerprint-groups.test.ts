import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintGroups } from './fingerprint-groups';

const hex = '0123456789abcdef'.repeat(4);
const pairs = hex.match(/../gu) ?? [];

describe('fingerprintGroups', () => {
  it('makes eight groups of four pairs of a SHA-256', () => {
    const groups = fingerprintGroups(pairs.join(':').toUpperCase());
    expect(groups).toHaveLength(8);
    expect(groups[0]).toBe('01 23 45 67');
    expect(groups[7]).toBe('89 AB CD EF');
  });

  it.each([hex, pairs.join(':'), pairs.join(' '), ` ${pairs.join(':')}\n`])(
    'is the same however %j is written',
    (text) => {
      expect(fingerprintGroups(text)).toEqual(fingerprintGroups(hex));
    },
  );

  it('is nothing for nothing', () => expect(fingerprintGroups('')).toEqual([]));

  it('neither adds, drops nor moves a digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-F]{0,130}$/u), (digits) => {
        const groups = fingerprintGroups(digits);
        expect(groups.join('').replaceAll(' ', '')).toBe(digits);
        for (const group of groups.slice(0, -1)) expect(group).toHaveLength(11);
      }),
    );
  });
});
