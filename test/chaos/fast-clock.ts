// Time that runs fast for the clients and the server alike: what takes minutes with people takes seconds here.
import type { Clock } from '../../src/server/base/clock';

export interface FastClock extends Clock {
  /** How much of the wall's time this much of ours is. */
  wallMs(ms: number): number;
}

export function createFastClock(speed: number): FastClock {
  const began = Date.now();
  const startedAt = performance.now();
  return {
    now: () => Math.floor(began + (performance.now() - startedAt) * speed),
    setTimeout: (run, delayMs) => setTimeout(run, delayMs / speed),
    clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
    wallMs: (ms) => ms / speed,
  };
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
