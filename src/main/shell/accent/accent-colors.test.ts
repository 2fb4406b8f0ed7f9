import { describe, expect, it } from 'vitest';
import { readPortalColor, readRgba } from './accent-colors';

describe('the accent colour of a system', () => {
  it.each([
    ['0078D4ff', '#0078d4'],
    ['aabbccdd', '#aabbcc'],
    ['aabbcc', '#aabbcc'],
    ['', undefined],
    ['#aabbcc', undefined],
    ['blue', undefined],
    ['aabbccddee', undefined],
  ])('of Windows and macOS: %s', (written, color) => {
    expect(readRgba(written)).toBe(color);
  });

  it.each([
    [[0.2078, 0.5176, 0.8941], '#3584e4'],
    [[0, 0, 0], '#000000'],
    [[1, 1, 1], '#ffffff'],
    // Nobody chose one.
    [[-1, -1, -1], undefined],
    [[0.2, 0.5, 1.1], undefined],
    [[0.2, 0.5, Number.NaN], undefined],
    [[0.2, 0.5], undefined],
    [['0.2', 0.5, 0.9], undefined],
    ['blue', undefined],
    [undefined, undefined],
  ])('of the portal: %j', (value, color) => {
    expect(readPortalColor(value)).toBe(color);
  });
});
