import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { durations, momentAfter } from './moments';

describe('moments to end at', () => {
  let before: string | undefined;
  beforeEach(() => {
    before = process.env['TZ'];
    process.env['TZ'] = 'Europe/Berlin';
  });
  afterEach(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  const text = (at: number): string => new Date(at).toString().slice(0, 21);

  it('are where this computer is, also over the night when clocks are changed', () => {
    const saturday = new Date(2025, 2, 29, 22, 15).getTime();
    expect(durations.map((duration) => text(momentAfter(duration, saturday)))).toEqual([
      'Sat Mar 29 2025 22:45',
      'Sat Mar 29 2025 23:15',
      'Sun Mar 30 2025 03:15', // four hours on: an hour is left out
      'Sun Mar 30 2025 00:00',
      'Sun Mar 30 2025 08:00',
      'Sat Apr 05 2025 00:00',
    ]);
  });

  it('are always to come', () => {
    for (let hour = 0; hour < 24 * 8; hour += 1) {
      const now = new Date(2025, 9, 20, hour).getTime();
      for (const duration of durations) expect(momentAfter(duration, now)).toBeGreaterThan(now);
    }
  });
});
