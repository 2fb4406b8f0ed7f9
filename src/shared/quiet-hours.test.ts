import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quietHoursEnd, quietHoursNote, type QuietHours } from './quiet-hours';

const night: QuietHours = {
  quietHours: true,
  quietHoursFrom: 22 * 60,
  quietHoursTo: 7 * 60,
  quietHoursDays: [0, 1, 2, 3, 4, 5, 6],
  quietHoursSkippedUntil: 0,
};
/** A Tuesday. */
const at = (day: number, hour: number, minute = 0): number => new Date(2030, 0, day, hour, minute).getTime();

describe('quietHoursEnd', () => {
  it.each([
    ['before they begin', 1, 21, 59, undefined],
    ['when they begin', 1, 22, 0, [2, 7]],
    ['at midnight', 2, 0, 0, [2, 7]],
    ['before they are over', 2, 6, 59, [2, 7]],
    ['when they are over', 2, 7, 0, undefined],
  ] as const)('go over midnight: %s', (_, day, hour, minute, end) => {
    expect(quietHoursEnd(night, at(day, hour, minute))).toBe(end && at(...end));
  });

  it('are within a day where they begin before they end', () => {
    const noon = { ...night, quietHoursFrom: 12 * 60, quietHoursTo: 13 * 60 + 30 };
    expect(quietHoursEnd(noon, at(1, 11, 59))).toBeUndefined();
    expect(quietHoursEnd(noon, at(1, 12))).toBe(at(1, 13, 30));
    expect(quietHoursEnd(noon, at(1, 13, 30))).toBeUndefined();
  });

  it('belong to the day on which they began', () => {
    const tuesdays = { ...night, quietHoursDays: [2] };
    expect(quietHoursEnd(tuesdays, at(1, 3))).toBeUndefined();
    expect(quietHoursEnd(tuesdays, at(1, 23))).toBe(at(2, 7));
    expect(quietHoursEnd(tuesdays, at(2, 3))).toBe(at(2, 7));
    expect(quietHoursEnd(tuesdays, at(2, 23))).toBeUndefined();
    expect(quietHoursEnd({ ...night, quietHoursDays: [] }, at(1, 23))).toBeUndefined();
  });

  it('are a whole day where both ends are the same', () => {
    const sunday = { ...night, quietHoursFrom: 0, quietHoursTo: 0, quietHoursDays: [0] };
    expect(quietHoursEnd(sunday, at(5, 23))).toBeUndefined();
    expect(quietHoursEnd(sunday, at(6, 0))).toBe(at(7, 0));
    expect(quietHoursEnd(sunday, at(6, 23, 59))).toBe(at(7, 0));
    expect(quietHoursEnd(sunday, at(7, 0))).toBeUndefined();
  });

  it('do not hold while they are off, or ended by hand', () => {
    expect(quietHoursEnd({ ...night, quietHours: false }, at(1, 23))).toBeUndefined();
    const skipped = { ...night, quietHoursSkippedUntil: at(2, 7) };
    expect(quietHoursEnd(skipped, at(2, 3))).toBeUndefined();
    expect(quietHoursEnd(skipped, at(2, 22))).toBe(at(3, 7));
  });

  describe('where the clock is put forward', () => {
    const before = process.env['TZ'];
    beforeEach(() => void (process.env['TZ'] = 'Europe/Berlin'));
    afterEach(() => {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    });

    it('end when the clock on the wall says so', () => {
      // In the night of the 31st of March 2030.
      const late = new Date(2030, 2, 30, 23).getTime();
      const end = quietHoursEnd(night, late)!;
      expect(new Date(end).getHours()).toBe(7);
      expect(end - late).toBe(7 * 3_600_000);
    });
  });
});

describe('quietHoursNote', () => {
  it('says that hours never begin, or go on for a whole day', () => {
    expect(quietHoursNote(night)).toBeUndefined();
    const whole = { ...night, quietHoursTo: night.quietHoursFrom };
    expect(quietHoursNote(whole)).toBe('wholeDay');
    expect(quietHoursNote({ ...whole, quietHoursDays: [] })).toBe('never');
  });
});
