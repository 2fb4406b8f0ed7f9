// The times of the lines of one log: a day and a zone in the name of the file, an hour on each line. Pure.
import type { LogStart } from './chat-log';
import { looksLikeStamp, readStamp, type Stamp } from './log-stamp';
import { epochOf } from './wall-time';

const dayMs = 86_400_000;

/** `unread`: a time is meant, and nobody knows which; undefined: it is none. */
export type LineTime = number | 'unread' | undefined;

/** Follows the lines of one log, past midnight too. */
export function followTimes({ wall, zone }: LogStart): (text: string) => LineTime {
  let last = wall;
  let form: Stamp['form'] | undefined;
  return (text) => {
    const stamp = readStamp(text);
    // Of a log whose times are known, what looks otherwise is part of what somebody wrote.
    if (!stamp || (form !== undefined && stamp.form !== form)) return looksLikeStamp(text, form) ? 'unread' : undefined;
    form = stamp.form;
    last = stamp.days ? nearest(stamp.days, last, stamp.inDay) : nextAt(stamp.inDay, last);
    return epochOf(last, zone);
  };
}

/** Earlier by more than half a day: it is the next one. By less: a clock was set back, or lines were written in another order. */
function nextAt(inDay: number, last: number): number {
  const sameDay = Math.floor(last / dayMs) * dayMs + inDay;
  return sameDay < last - dayMs / 2 ? sameDay + dayMs : sameDay;
}

function nearest(days: readonly number[], last: number, inDay: number): number {
  const times = days.map((day) => day + inDay);
  return times.reduce((one, other) => (Math.abs(other - last) < Math.abs(one - last) ? other : one));
}
