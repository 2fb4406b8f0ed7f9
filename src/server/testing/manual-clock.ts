// A clock for tests: time passes when a test says so, and what was due then has run.
import type { Clock } from '../base/clock';

export interface ManualClock extends Clock {
  advance(ms: number): void;
  /** How many timers wait. */
  readonly pending: number;
}

export function createManualClock(startAt = Date.UTC(2009, 3, 2, 9)): ManualClock {
  let now = startAt;
  let nextId = 1;
  const timers = new Map<number, { readonly dueAt: number; readonly run: () => void }>();
  return {
    now: () => now,
    setTimeout(run, delayMs) {
      const id = nextId;
      nextId += 1;
      timers.set(id, { dueAt: now + Math.max(delayMs, 1), run });
      return id;
    },
    get pending() {
      return timers.size;
    },
    clearTimeout: (handle) => void timers.delete(handle as number),
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [due] = [...timers].filter(([, timer]) => timer.dueAt <= end).sort(([, a], [, b]) => a.dueAt - b.dueAt);
        if (!due) break;
        const [id, timer] = due;
        timers.delete(id);
        now = Math.max(now, timer.dueAt);
        timer.run();
      }
      now = end;
    },
  };
}
