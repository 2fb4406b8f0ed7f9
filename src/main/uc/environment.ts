// What the engine takes from outside: clocks, chance, timers and the log. A test hands in its own.

import type { Log } from '../../shared/log';

export interface Timers {
  setTimeout(run: () => void, delayMs: number): unknown;
  clearTimeout(handle: unknown): void;
}

export interface Environment {
  /** Epoch milliseconds: to show and to write down. The clock on the wall may be set, forward and back, at any time. */
  now(): number;
  /** Milliseconds of a clock that only goes forward, whatever the one on the wall does: for all that is measured. */
  monotonicNow(): number;
  /** 0 ≤ n < 1. */
  random(): number;
  readonly timers: Timers;
  readonly log: Log;
  /** Resolves when everything else that waits has had its turn. */
  yieldToEventLoop(): Promise<void>;
}

const nextTurn = setImmediate;

const systemTimers: Timers = {
  setTimeout: (run, delayMs) => setTimeout(run, delayMs),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

export function createEnvironment(parts: Partial<Environment> = {}): Environment {
  return {
    now: parts.now ?? Date.now,
    monotonicNow: parts.monotonicNow ?? parts.now ?? (() => performance.now()),
    random: parts.random ?? Math.random,
    timers: parts.timers ?? systemTimers,
    log: parts.log ?? (() => undefined),
    yieldToEventLoop: parts.yieldToEventLoop ?? (() => new Promise((resolve) => nextTurn(resolve))),
  };
}
