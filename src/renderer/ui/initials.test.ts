import { describe, expect, it } from 'vitest';
import { avatarTone, initials } from './initials';

describe('initials', () => {
  it.each([
    ['Dana Reyes', 'DR'],
    ['Anna Maria von Stein', 'AS'],
    ['Müller, Özge', 'MÖ'],
    ['dana@example.com', 'D'],
    ['dana.reyes@example.com', 'DR'],
    ['Lee Park (contractor)', 'LP'],
    ['Dana Reyes (Plant [North] (Hall 2))', 'DR'],
    ['Dana (Hall 2) Reyes', 'DR'],
    ['Dana (Hall Reyes', 'DR'],
    ['李雷', '李'],
    ['Mei Tanaka 田中 芽衣', 'MT'],
    ['مريم الحسن', 'م'],
    ['😀 Joy', 'J'],
    ['', '?'],
    ['***', '?'],
  ])('of %j are %j', (name, expected) => expect(initials(name)).toBe(expected));
});

describe('avatarTone', () => {
  it('is the same whatever the case of the address, and within the palette', () => {
    expect(avatarTone('sip:Dana@Example.com')).toBe(avatarTone('sip:dana@example.com'));
    const tones = new Set(Array.from({ length: 200 }, (_, index) => avatarTone(`sip:user${index}@example.com`)));
    expect([...tones].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
