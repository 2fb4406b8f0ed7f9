// The clock on the wall can be set by hours or years, by a person or by the network. What deletes by date waits until it has shown
// itself to run.

/** More than a clock is corrected by while it runs; less than anybody sets one by mistake. */
const toleranceMs = 600_000;

export interface SteadyClock {
  /**
   * Whether it went as fast as time itself since it was asked before, or since the beginning. After a sleep that is not so either, on
   * systems whose other clock sleeps too: once.
   */
  wentSteadily(): boolean;
}

export function watchClock(now = Date.now, monotonicNow = (): number => performance.now()): SteadyClock {
  const offset = (): number => now() - monotonicNow();
  let before = offset();
  return {
    wentSteadily() {
      const moved = Math.abs(offset() - before);
      before = offset();
      return moved < toleranceMs;
    },
  };
}
