// Time as the server sees it, handed in so that a test can turn the hands.

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  setTimeout(run: () => void, delayMs: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** A time as it stands on the wire (4.15): ISO 8601 in UTC, in whole seconds, the parts cut off. */
export function wireTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -'.000Z'.length)}Z`;
}

/** Timers that keep no process alive: the listening socket does that. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, delayMs) => setTimeout(run, delayMs).unref(),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};
