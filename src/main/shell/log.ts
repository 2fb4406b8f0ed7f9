// What the main process has to say: on the terminal of a developer, and the last of it in memory for a person who asks for
// diagnostics. Every line is masked; callers hand over no secret and no message text all the same.

export interface Log {
  (message: string, error?: unknown): void;
  /** The last lines, oldest first. */
  recent(): readonly string[];
}

export interface LogOptions {
  readonly write: (line: string) => void;
  readonly mask: (line: string) => string;
  readonly now?: () => number;
}

const keptLines = 500;

export function createLog({ write, mask, now = Date.now }: LogOptions): Log {
  const kept: string[] = [];
  const log = (message: string, error?: unknown): void => {
    const text = error === undefined ? message : `${message}: ${describe(error)}`;
    const line = `${new Date(now()).toISOString()} ${text.split('\n').map(mask).join('\n')}`;
    kept.push(line);
    if (kept.length > keptLines) kept.shift();
    write(line);
  };
  return Object.assign(log, { recent: () => [...kept] });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
}
