// Errors that nobody expected, of the main process and of the windows: logged, and handed on as text that may be shown and copied.
// Both have the kinds and the places of them and no message, which may repeat what somebody wrote; a storm of them is cut short.
import { faultText, type Fault } from '../../shared/fault';
import type { Log } from '../../shared/log';

/** Which window it was is a number that means nothing to anybody. */
export type FaultyPart = 'main' | { readonly window: number };

export interface ErrorReports {
  report(where: FaultyPart, fault: Fault): void;
}

export interface ErrorReportsOptions {
  readonly log: Log;
  readonly show: (details: string) => void;
  /** Epoch milliseconds, to write down. */
  readonly now?: () => number;
  /** To measure; default: a clock that nobody can set. */
  readonly monotonicNow?: () => number;
}

const maxPerMinute = 20;
const minuteMs = 60_000;

export function createErrorReports({
  log,
  show,
  now = Date.now,
  monotonicNow = () => performance.now(),
}: ErrorReportsOptions): ErrorReports {
  const recent = new Map<string, number[]>();
  return {
    report(where, fault) {
      const name = where === 'main' ? where : `window ${where.window}`;
      const moment = monotonicNow();
      const times = (recent.get(name) ?? []).filter((time) => moment - time < minuteMs);
      if (times.length >= maxPerMinute) return;
      recent.set(name, [...times, moment]);
      log('unexpected error', { window: where === 'main' ? undefined : where.window, fault });
      show(`${new Date(now()).toISOString()} ${name}\n${faultText(fault)}`);
    },
  };
}

/** The part of `process` that is used. */
export interface ErrorSource {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
  off(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
}

/** Takes the place of Electron's error dialog and of Node's way to end. */
export function watchUncaught(source: ErrorSource, onError: (error: unknown) => void): () => void {
  source.on('uncaughtException', onError);
  source.on('unhandledRejection', onError);
  return () => {
    source.off('uncaughtException', onError);
    source.off('unhandledRejection', onError);
  };
}
