// Errors that nobody expected, of the main process and of the windows: logged, and handed on as text that may be shown and copied.
// Nothing private is in it; a storm of them is cut short.
export interface ErrorReports {
  /** `where`: `main`, `window 3`. */
  report(where: string, error: unknown): void;
}

export interface ErrorReportsOptions {
  readonly log: (message: string, error?: unknown) => void;
  readonly mask: (line: string) => string;
  readonly show: (details: string) => void;
  /** Epoch milliseconds, to write down. */
  readonly now?: () => number;
  /** To measure; default: a clock that nobody can set. */
  readonly elapsed?: () => number;
}

const maxPerMinute = 20;
const minuteMs = 60_000;
/** Of one error; a stack has its news at the top. */
const maxLength = 4_000;

export function createErrorReports({
  log,
  mask,
  show,
  now = Date.now,
  elapsed = () => performance.now(),
}: ErrorReportsOptions): ErrorReports {
  const recent = new Map<string, number[]>();
  return {
    report(where, error) {
      const moment = elapsed();
      const times = (recent.get(where) ?? []).filter((time) => moment - time < minuteMs);
      if (times.length >= maxPerMinute) return;
      recent.set(where, [...times, moment]);
      const text = describe(error).slice(0, maxLength);
      log(`unexpected error in ${where}`, text);
      show(`${new Date(now()).toISOString()} ${where}\n${text.split('\n').map(mask).join('\n')}`);
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
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
