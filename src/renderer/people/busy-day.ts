// Today's free and busy times, as a card says them. Pure.
import { busyTimes, dayAround, type BusyTime, type FreeBusy } from '../../shared/domain/calendar';

export interface BusyDay {
  /** The whole day, stretch by stretch. */
  readonly times: readonly BusyTime[];
  /** What is going on now, and until when. */
  readonly now: BusyTime;
  /** What is not free and not over. */
  readonly rest: readonly BusyTime[];
}

/** Undefined: of today nothing is known. */
export function busyDay(freeBusy: FreeBusy | undefined, now: number): BusyDay | undefined {
  if (!freeBusy) return undefined;
  const { from, to } = dayAround(now);
  const times = busyTimes(freeBusy, from, to);
  if (times.every(({ kind }) => kind === 'unknown')) return undefined;
  const current = times.find((time) => now < time.to);
  if (!current) return undefined;
  const rest = times.filter(({ kind, to: end }) => kind !== 'free' && kind !== 'unknown' && end > now);
  return { times, now: current, rest };
}

/** How far along the day, from 0 to 1. */
export function alongDay(at: number, now: number): number {
  const { from, to } = dayAround(now);
  return Math.min(Math.max((at - from) / (to - from), 0), 1);
}
