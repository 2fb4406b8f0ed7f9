// What the main process has to say: on the terminal of a developer, and the last of it in memory for a person who asks for
// diagnostics. An entry can hold nothing but words of the program, codes and numbers; the mask is there for what slips through.
import { entryText, type Log as TakesEntries } from '../../shared/log';

export type Log = TakesEntries & {
  /** The last lines, oldest first. */
  recent(): readonly string[];
};

export interface LogOptions {
  readonly write: (line: string) => void;
  readonly mask: (line: string) => string;
  readonly now?: () => number;
}

const keptLines = 500;

export function createLog({ write, mask, now = Date.now }: LogOptions): Log {
  const kept: string[] = [];
  const log = (what: string, facts?: object): void => {
    const line = `${new Date(now()).toISOString()} ${mask(entryText(what, facts))}`;
    kept.push(line);
    if (kept.length > keptLines) kept.shift();
    write(line);
  };
  return Object.assign(log, { recent: () => [...kept] });
}
