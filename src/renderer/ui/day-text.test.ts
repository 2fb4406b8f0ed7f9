import { describe, expect, it } from 'vitest';
import { dayText } from './day-text';

describe('dayText', () => {
  it('is the day as the language writes it', () => {
    const noon = new Date(2026, 2, 3, 12).getTime();
    expect(dayText('en', noon)).toBe('March 3, 2026');
    expect(dayText('de', noon)).toBe('3. März 2026');
  });

  it.each([NaN, Infinity, 8.65e15, null as unknown as number])('is empty for %s', (atMs) =>
    expect(dayText('en', atMs)).toBe(''),
  );
});
