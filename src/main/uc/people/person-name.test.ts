import { describe, expect, it } from 'vitest';
import { personName } from './person-name';

describe('personName', () => {
  it.each(['Lee Park', 'Mei Tanaka 田中 芽衣', 'נועה לוי', 'مريم', 'Zoë 👩‍🚀', 'O’Neil, Sam (Dock 4)'])(
    'leaves %s as it is',
    (name) => {
      expect(personName(name)).toBe(name);
    },
  );

  it('takes out what would turn round the sentence that the name stands in', () => {
    expect(personName('\u202eKim\u202c')).toBe('Kim');
    expect(personName('\u061cKim\u061c')).toBe('Kim');
    expect(personName('\u2067Kim\u2069 \u202aCho')).toBe('Kim Cho');
    expect(personName('png\u200f.\u061cexe\u200e')).toBe('png.exe');
  });

  it('makes it one line', () => {
    expect(personName(' Kim\r\nCho\u2028left\u0000 ')).toBe('Kim Cho left');
  });

  it('is no longer than a name can be, and cuts no character in two', () => {
    expect(personName('x'.repeat(5_000))).toHaveLength(256);
    expect(Array.from(personName('👍'.repeat(300)))).toEqual(Array.from({ length: 256 }, () => '👍'));
  });

  it('is empty where nothing is left', () => {
    expect([personName(undefined), personName(''), personName(' \u202e\n ')]).toEqual(['', '', '']);
  });
});
