import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  busyTimes,
  dayAround,
  isWorkingTime,
  minutesAhead,
  slotData,
  slotKinds,
  type SlotKind,
  type TimeZone,
} from './calendar';

const minuteMs = 60_000;
const hourMs = 3_600_000;

describe('free and busy', () => {
  const startAt = Date.UTC(2009, 9, 22, 7);
  const of = (...kinds: SlotKind[]) => ({ startAt, slotMinutes: 15, data: slotData(kinds) });

  it('reads two bits a slot, the first in the lowest', () => {
    // 0b11100100: free, tentative, busy, out of office.
    expect(busyTimes({ startAt, slotMinutes: 15, data: btoa('\u00e4') }, startAt, startAt + hourMs)).toEqual(
      slotKinds.map((kind, index) => ({
        kind,
        from: startAt + index * 15 * minuteMs,
        to: startAt + (index + 1) * 15 * minuteMs,
      })),
    );
  });

  it('joins slots that are alike, and knows nothing of the time before and after', () => {
    const times = busyTimes(of('busy', 'busy', 'free', 'free'), startAt - hourMs, startAt + 2 * hourMs);
    expect(times).toEqual([
      { kind: 'unknown', from: startAt - hourMs, to: startAt },
      { kind: 'busy', from: startAt, to: startAt + 30 * minuteMs },
      { kind: 'free', from: startAt + 30 * minuteMs, to: startAt + hourMs },
      { kind: 'unknown', from: startAt + hourMs, to: startAt + 2 * hourMs },
    ]);
  });

  it('takes what is no Base64 as unknown', () => {
    expect(busyTimes({ startAt, slotMinutes: 15, data: '%%%' }, startAt, startAt + hourMs)).toEqual([
      { kind: 'unknown', from: startAt, to: startAt + hourMs },
    ]);
  });

  it('says each moment of the day once, and of each the kind of its slot', () => {
    const kinds = fc.array(fc.constantFrom(...slotKinds), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(
        kinds,
        fc.integer({ min: -300, max: 300 }),
        fc.integer({ min: 1, max: 3_000 }),
        (slots, late, length) => {
          const from = startAt + late * minuteMs;
          const to = from + length * minuteMs;
          const times = busyTimes(of(...slots), from, to);
          expect(times[0]?.from).toBe(from);
          expect(times.at(-1)?.to).toBe(to);
          times.forEach((time, index) => {
            expect(time.to).toBeGreaterThan(time.from);
            if (index > 0) expect(time.from).toBe(times[index - 1]?.to);
            const slot = Math.floor((time.from - startAt) / (15 * minuteMs));
            // What is filled up to a whole byte is free as well.
            const filled = slot >= slots.length && slot < Math.ceil(slots.length / 4) * 4 ? 'free' : 'unknown';
            expect(time.kind).toBe(slots[slot] ?? filled);
          });
        },
      ),
    );
  });
});

describe('the day', () => {
  let before: string | undefined;
  beforeEach(() => {
    before = process.env['TZ'];
    process.env['TZ'] = 'Europe/Berlin';
  });
  afterEach(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  it.each([
    ['an ordinary day', Date.UTC(2009, 5, 10, 12), 24],
    ['the day when clocks go forward', Date.UTC(2009, 2, 29, 12), 23],
    ['the day when they go back', Date.UTC(2009, 9, 25, 12), 25],
  ])('is %s', (_name, at, hours) => {
    const { from, to } = dayAround(at);
    expect((to - from) / hourMs).toBe(hours);
    expect([new Date(from).getHours(), new Date(to).getHours()]).toEqual([0, 0]);
  });
});

describe('a time zone', () => {
  const pacific: TimeZone = {
    biasMinutes: 480,
    standard: { biasMinutes: 0, month: 11, week: 1, day: 0, atMinutes: 120 },
    daylight: { biasMinutes: -60, month: 3, week: 2, day: 0, atMinutes: 120 },
  };
  const sydney: TimeZone = {
    biasMinutes: -600,
    standard: { biasMinutes: 0, month: 4, week: 1, day: 0, atMinutes: 180 },
    daylight: { biasMinutes: -60, month: 10, week: 1, day: 0, atMinutes: 120 },
  };
  const berlin: TimeZone = {
    biasMinutes: -60,
    standard: { biasMinutes: 0, month: 10, week: 5, day: 0, atMinutes: 180 },
    daylight: { biasMinutes: -60, month: 3, week: 5, day: 0, atMinutes: 120 },
  };

  /** What the computer knows of the real zone. */
  function real(zone: string, at: number): number {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    }).formatToParts(at);
    const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
    const local = Date.UTC(value('year'), value('month') - 1, value('day'), value('hour'), value('minute'));
    return (local - Math.floor(at / minuteMs) * minuteMs) / minuteMs;
  }

  it.each([
    ['America/Los_Angeles', pacific],
    ['Australia/Sydney', sydney],
    ['Europe/Berlin', berlin],
  ])('is as far ahead as %s at every hour of three years', (name, zone) => {
    for (let at = Date.UTC(2023, 0, 1); at < Date.UTC(2026, 0, 1); at += 6 * hourMs) {
      if (minutesAhead(zone, at) !== real(name, at)) {
        expect.fail(`${new Date(at).toISOString()}: ${minutesAhead(zone, at)}, not ${real(name, at)}`);
      }
    }
    // To the minute around the changes.
    for (const change of [
      Date.UTC(2025, 2, 9, 10),
      Date.UTC(2025, 10, 2, 9),
      Date.UTC(2025, 2, 30, 1),
      Date.UTC(2025, 9, 26, 1),
    ]) {
      for (const at of [change - minuteMs, change]) expect(minutesAhead(zone, at)).toBe(real(name, at));
    }
  });

  it('without changes is always as far', () => {
    expect(minutesAhead({ biasMinutes: -330 }, Date.UTC(2025, 6, 1))).toBe(330);
  });

  it('knows working hours where they are', () => {
    const calendar = { zone: pacific, workingHours: [{ days: [1, 2, 3, 4, 5], fromMinutes: 480, toMinutes: 1_020 }] };
    expect(isWorkingTime(calendar, Date.UTC(2025, 6, 1, 15))).toBe(true); // Tuesday, 8:00
    expect(isWorkingTime(calendar, Date.UTC(2025, 6, 1, 14, 59))).toBe(false);
    expect(isWorkingTime(calendar, Date.UTC(2025, 6, 5, 18))).toBe(false); // Saturday
    expect(isWorkingTime({ zone: pacific }, 0)).toBeUndefined();
  });
});
