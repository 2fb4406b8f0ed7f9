// The hours of the day in which nobody is to be disturbed, by the clock of this computer. Pure.
import type { Settings } from './settings';

export type QuietHours = Pick<
  Settings,
  'quietHours' | 'quietHoursFrom' | 'quietHoursTo' | 'quietHoursDays' | 'quietHoursSkippedUntil'
>;

/**
 * When the quiet hours that hold now are over, in epoch milliseconds; undefined: none do. Those that go over midnight belong to the day
 * on which they began; where both ends are the same they are a whole day.
 */
export function quietHoursEnd(hours: QuietHours, now: number): number | undefined {
  if (!hours.quietHours || now < hours.quietHoursSkippedUntil) return undefined;
  const goesOverMidnight = hours.quietHoursTo <= hours.quietHoursFrom;
  for (const before of goesOverMidnight ? [0, 1] : [0]) {
    const day = midnight(now, -before);
    const from = atMinute(day, hours.quietHoursFrom);
    const to = atMinute(goesOverMidnight ? midnight(now, 1 - before) : day, hours.quietHoursTo);
    const isOn = hours.quietHoursDays.includes(day.getDay());
    if (isOn && from <= now && now < to) return to;
  }
  return undefined;
}

/** What somebody would wonder about: that they never come, or are never over on that day. */
export function quietHoursNote(
  hours: Pick<QuietHours, 'quietHoursFrom' | 'quietHoursTo' | 'quietHoursDays'>,
): 'never' | 'wholeDay' | undefined {
  if (hours.quietHoursDays.length === 0) return 'never';
  return hours.quietHoursFrom === hours.quietHoursTo ? 'wholeDay' : undefined;
}

function midnight(now: number, days: number): Date {
  const date = new Date(now);
  date.setHours(0, 0, 0, 0);
  date.setDate(date.getDate() + days);
  return date;
}

/** By the clock on the wall, also on the days on which it is put forward or back. */
function atMinute(day: Date, minute: number): number {
  return new Date(day).setHours(0, minute);
}
