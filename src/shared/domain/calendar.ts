// Somebody's free and busy times and their time zone, as far as the server shows them. Pure; times are epoch milliseconds.

export const slotKinds = ['free', 'tentative', 'busy', 'out-of-office'] as const;
export type SlotKind = (typeof slotKinds)[number];

/** Free or busy, slot by slot. */
export interface FreeBusy {
  readonly startAt: number;
  readonly slotMinutes: number;
  /** Base64 of two bits a slot, the first slot in the lowest bits; read when it is looked at, not when it comes. */
  readonly data: string;
}

/** When the clocks of a time zone are changed: the `week`th (5: the last) such day of the month, at this time of the day. */
export interface ClockChange {
  /** Minutes to add to `biasMinutes` of the zone from then on. */
  readonly biasMinutes: number;
  readonly month: number;
  readonly week: number;
  /** 0: Sunday. */
  readonly day: number;
  readonly atMinutes: number;
}

export interface TimeZone {
  /** UTC is local time and so many minutes. */
  readonly biasMinutes: number;
  readonly standard?: ClockChange;
  readonly daylight?: ClockChange;
}

export interface WorkingPeriod {
  /** 0: Sunday. */
  readonly days: readonly number[];
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

export interface Calendar {
  readonly freeBusy?: FreeBusy;
  readonly zone?: TimeZone;
  /** In the person's own time. */
  readonly workingHours?: readonly WorkingPeriod[];
}

/** A stretch of one kind. */
export interface BusyTime {
  readonly kind: SlotKind | 'unknown';
  readonly from: number;
  readonly to: number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** All of the time from one moment to another, in stretches as long as they can be; what the data does not cover is unknown. */
export function busyTimes({ startAt, slotMinutes, data }: FreeBusy, from: number, to: number): readonly BusyTime[] {
  const slotMs = slotMinutes * minuteMs;
  const kinds = slotsOf(data);
  const times: BusyTime[] = [];
  for (let at = from; at < to;) {
    const slot = Math.floor((at - startAt) / slotMs);
    const kind = kinds[slot] ?? 'unknown';
    const isBefore = slot < 0;
    const end = isBefore ? startAt : kind === 'unknown' ? to : startAt + (slot + 1) * slotMs;
    const until = Math.min(end, to);
    const last = times.at(-1);
    if (last?.kind === kind) times[times.length - 1] = { ...last, to: until };
    else times.push({ kind, from: at, to: until });
    at = until;
  }
  return times;
}

function slotsOf(data: string): readonly SlotKind[] {
  let bytes: string;
  try {
    bytes = atob(data.replace(/\s+/gu, ''));
  } catch {
    return []; // no Base64
  }
  const kinds: SlotKind[] = [];
  for (const byte of bytes) {
    const value = byte.charCodeAt(0);
    for (let shift = 0; shift < 8; shift += 2) kinds.push(slotKinds[(value >> shift) & 3] ?? 'free');
  }
  return kinds;
}

/** The bytes of `FreeBusy.data`. */
export function slotData(kinds: readonly SlotKind[]): string {
  let bytes = '';
  for (let at = 0; at < kinds.length; at += 4) {
    const byte = kinds
      .slice(at, at + 4)
      .reduce((sum, kind, index) => sum | (slotKinds.indexOf(kind) << (2 * index)), 0);
    bytes += String.fromCharCode(byte);
  }
  return btoa(bytes);
}

/** From midnight to midnight where this computer is: 23 or 25 hours on the days when clocks are changed. */
export function dayAround(at: number): { readonly from: number; readonly to: number } {
  const from = new Date(at).setHours(0, 0, 0, 0);
  const to = new Date(from);
  to.setDate(to.getDate() + 1);
  return { from, to: to.getTime() };
}

/** Minutes that the clocks of a zone are ahead of UTC at a moment. */
export function minutesAhead(zone: TimeZone, at: number): number {
  const { biasMinutes, standard, daylight } = zone;
  if (!standard || !daylight) return -(biasMinutes + (standard?.biasMinutes ?? 0));
  // The year is that of the zone, which is the same but for the hours around New Year, when no clocks are changed.
  const year = new Date(at - biasMinutes * minuteMs).getUTCFullYear();
  // A change is told in the time that holds until then.
  const toDaylight = changeAt(daylight, year) + (biasMinutes + standard.biasMinutes) * minuteMs;
  const toStandard = changeAt(standard, year) + (biasMinutes + daylight.biasMinutes) * minuteMs;
  const isDaylight =
    toDaylight < toStandard ? at >= toDaylight && at < toStandard : at >= toDaylight || at < toStandard;
  return -(biasMinutes + (isDaylight ? daylight : standard).biasMinutes);
}

/** As if the zone were UTC. */
function changeAt({ month, week, day, atMinutes }: ClockChange, year: number): number {
  const first = Date.UTC(year, month - 1, 1);
  const toDay = (day - new Date(first).getUTCDay() + 7) % 7;
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  let date = 1 + toDay + (week - 1) * 7;
  while (date > daysInMonth) date -= 7;
  return first + (date - 1) * dayMs + atMinutes * minuteMs;
}

/** Whether it is within their working hours; undefined: they are not known. */
export function isWorkingTime({ zone, workingHours }: Calendar, at: number): boolean | undefined {
  if (!zone || !workingHours) return undefined;
  const local = new Date(at + minutesAhead(zone, at) * minuteMs);
  const minutes = local.getUTCHours() * 60 + local.getUTCMinutes();
  return workingHours.some(
    ({ days, fromMinutes, toMinutes }) =>
      days.includes(local.getUTCDay()) && minutes >= fromMinutes && minutes < toMinutes,
  );
}
