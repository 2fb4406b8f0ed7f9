// Moments that can be chosen for something to end at. Pure; epoch milliseconds.

const minuteMs = 60_000;

export const durations = ['30min', '1h', '4h', 'today', 'tomorrow', 'week'] as const;
export type Duration = (typeof durations)[number];

/** Where this computer is: midnight, the morning after, and the night after Friday. */
export function momentAfter(duration: Duration, now: number): number {
  switch (duration) {
    case '30min':
      return now + 30 * minuteMs;
    case '1h':
      return now + 60 * minuteMs;
    case '4h':
      return now + 240 * minuteMs;
    case 'today':
      return midnightAfter(now, 1);
    case 'tomorrow':
      return new Date(midnightAfter(now, 1)).setHours(8);
    case 'week': {
      const toSaturday = (6 - new Date(now).getDay() + 7) % 7 || 7;
      return midnightAfter(now, toSaturday);
    }
  }
}

function midnightAfter(now: number, days: number): number {
  const date = new Date(now);
  date.setHours(0, 0, 0, 0);
  date.setDate(date.getDate() + days);
  return date.getTime();
}
