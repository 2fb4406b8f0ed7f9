// Working hours, and free and busy times, of the people of the demo: the same every day, so that there is something to see on any day.
import type { CalendarData } from '../../../protocol/presence/calendar-data';

const slotMinutes = 15;
const slotsADay = 96;
const days = 14;
const dayMs = 86_400_000;

const free = 0;
const tentative = 1;
const busy = 2;
const outOfOffice = 3;

/** From and to in hours of the day, and what. */
type Appointment = readonly [number, number, typeof tentative | typeof busy | typeof outOfOffice];

interface Habit {
  /** Minutes to be added to their time to have UTC; absent: they are where this server is. */
  readonly bias?: number;
  readonly appointments: readonly Appointment[];
}

const habits: Readonly<Record<string, Habit>> = {
  lee: {
    appointments: [
      [9, 10.25, busy],
      [13, 14, tentative],
    ],
  },
  mei: {
    appointments: [
      [8.5, 9, busy],
      [11, 12.5, busy],
      [15, 16.5, busy],
    ],
  },
  chloe: { appointments: [[10, 11, tentative]] },
  amira: { bias: -120, appointments: [[9, 9.75, busy]] },
  kim: { appointments: [[12, 16, busy]] },
  priya: { appointments: [[8, 17, busy]] },
  henrik: { appointments: [[0, 24, outOfOffice]] },
};

/** `hostBias`: of this computer, in minutes; the demo has no clocks that are changed. Undefined: this one shows none. */
export function demoCalendar(id: string, now: number, hostBias: number): CalendarData | undefined {
  const habit = habits[id];
  if (!habit) return undefined;
  const biasMinutes = habit.bias ?? hostBias;
  const biasMs = biasMinutes * 60_000;
  // The midnight where they are.
  const startAt = Math.floor((now - biasMs) / dayMs) * dayMs + biasMs;
  const day = Array.from({ length: slotsADay }, (_, slot) => {
    const hour = (slot * slotMinutes) / 60;
    return habit.appointments.find(([from, to]) => hour >= from && hour < to)?.[2] ?? free;
  });
  const bytes = new Uint8Array((slotsADay / 4) * days);
  for (let slot = 0; slot < slotsADay * days; slot += 1) {
    bytes[slot >> 2] = (bytes[slot >> 2] ?? 0) | ((day[slot % slotsADay] ?? free) << (2 * (slot & 3)));
  }
  return {
    zone: { biasMinutes },
    workingHours: [{ days: [1, 2, 3, 4, 5], fromMinutes: 8 * 60, toMinutes: 17 * 60 }],
    freeBusy: { startAt, slotMinutes, data: Buffer.from(bytes).toString('base64') },
  };
}
