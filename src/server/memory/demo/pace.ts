// How fast the people of the demo live: all their pauses, stretched or shortened by one factor.
import type { Clock } from '../../base/clock';

export interface Pace {
  /** Runs later; hands back how to call it off. */
  after(delayMs: number, run: () => void): () => void;
}

/** `factor`: 1 as people do, 0.01 a hundred times as fast. */
export function createPace(clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>, factor = 1): Pace {
  return {
    after(delayMs, run) {
      const handle = clock.setTimeout(run, delayMs * factor);
      return () => clock.clearTimeout(handle);
    },
  };
}
