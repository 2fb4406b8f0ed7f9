import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, parseHex, readableColor, readableContrast, toHsl } from './contrast';
import { palette } from './palette';

/** Grounds that a message stands on: own and others' bubbles and the composer, light and dark (ui/tokens.css). */
const grounds = ['#d9efec', '#ffffff', '#17443f', '#1f2c2a', '#151f1e'];
const rgb = (color: string) => parseHex(color)!;

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48],
    ['#0000ff', '#ffffff', 8.59],
  ])('of %s on %s is %d', (one, other, expected) => expect(contrast(rgb(one), rgb(other))).toBeCloseTo(expected, 2));
});

describe('readableColor', () => {
  it('leaves a colour that can be read as it is', () => {
    expect(readableColor('#0000ff', '#ffffff')).toBe('#0000ff');
    expect(readableColor('#FFFF00', '#151f1e')).toBe('#ffff00');
  });

  it.each(grounds.flatMap((ground) => palette.map(({ color }) => [color, ground] as const)))(
    'makes %s readable on %s',
    (color, ground) => {
      const shown = readableColor(color, ground)!;
      expect(contrast(rgb(shown), rgb(ground))).toBeGreaterThanOrEqual(readableContrast);
    },
  );

  it('makes every colour readable on every ground, and moves it no further than needed', () => {
    const color = fc
      .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 255 }))
      .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);
    fc.assert(
      fc.property(color, fc.constantFrom(...grounds), (wanted, ground) => {
        const ratio = contrast(rgb(readableColor(wanted, ground)!), rgb(ground));
        expect(ratio).toBeGreaterThanOrEqual(readableContrast);
        if (contrast(rgb(wanted), rgb(ground)) < readableContrast) expect(ratio).toBeLessThan(readableContrast + 0.3);
      }),
    );
  });

  it('keeps the hue', () => {
    const [before] = toHsl(rgb('#0000ff'));
    const [after] = toHsl(rgb(readableColor('#0000ff', '#1f2c2a')!));
    expect(after).toBeCloseTo(before, 1);
    expect(readableColor('#0000ff', '#1f2c2a')).not.toBe('#0000ff');
  });

  it('takes plain black for "the usual colour", and knows no colour in other words', () => {
    expect(readableColor('#000000', '#ffffff')).toBeUndefined();
    expect(readableColor('red;background:url(x)', '#ffffff')).toBeUndefined();
    expect(readableColor('', '#ffffff')).toBeUndefined();
  });

  it('shows the colour as it is where the ground is not known', () => {
    expect(readableColor('#123456', '')).toBe('#123456');
  });
});
