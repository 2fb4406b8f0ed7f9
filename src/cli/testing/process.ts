// The built command line as a process, for the tests of the whole: what it says as events, what it is told as commands.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readLines } from '../line-input';

export type Line = Readonly<Record<string, unknown>> & { readonly event: string };

type Fields = Readonly<Record<string, unknown>>;

export interface CliProcess {
  readonly events: readonly Line[];
  /** What went to standard error so far. */
  words(): string;
  say(command: object): void;
  write(text: string): void;
  endInput(): void;
  kill(signal: NodeJS.Signals): void;
  /** The first event, or the first after `after`, with these fields, or like this. Rejects when the process ends without it. */
  until(wanted: Fields | ((event: Line) => boolean), after?: Line): Promise<Line>;
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

const program = 'out/cli/index.js';
/** Less than a test may take, so that the test can say what it waited for. */
const untilTimeoutMs = 15_000;

export function startCli(args: readonly string[], env: Readonly<Record<string, string>> = {}): CliProcess {
  const { PARLEY_PASSWORD: _, ...outer } = process.env;
  const child = spawn(process.execPath, [program, ...args], { env: { ...outer, ...env } });
  const events: Line[] = [];
  const waiting = new Set<() => void>();
  const check = (): void => waiting.forEach((each) => each());
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
  // It may end before it has read all it is told.
  child.stdin.on('error', () => undefined);
  const read = (async () => {
    for await (const line of readLines(child.stdout)) {
      if (line.kind === 'line') events.push(JSON.parse(line.text) as Line);
      check();
    }
  })();
  let hasEnded = false;
  const ended = Promise.all([once(child, 'close') as Promise<[number | null]>, read]).then(([[code]]) => {
    hasEnded = true;
    check();
    return code;
  });

  return {
    events,
    ended,
    words: () => words,
    say: (command) => void child.stdin.write(`${JSON.stringify(command)}\n`),
    write: (text) => void child.stdin.write(text),
    endInput: () => void child.stdin.end(),
    kill: (signal) => void child.kill(signal),
    until: (wanted, after) =>
      new Promise((done, fail) => {
        const describe = (what: string): Error =>
          new Error(
            `${what} without ${typeof wanted === 'function' ? String(wanted) : JSON.stringify(wanted)}: ${words}\n${events.map((each) => JSON.stringify(each)).join('\n')}`,
          );
        const timer = setTimeout(() => {
          waiting.delete(look);
          fail(describe('time passed'));
        }, untilTimeoutMs);
        const look = (): void => {
          const start = after ? events.indexOf(after) + 1 : 0;
          const found = events
            .slice(start)
            .find(typeof wanted === 'function' ? wanted : (event) => matches(event, wanted));
          if (!found && !hasEnded) return;
          waiting.delete(look);
          clearTimeout(timer);
          if (found) done(found);
          else fail(describe('it ended'));
        };
        waiting.add(look);
        look();
      }),
  };
}

function matches(event: Line, fields: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(fields).every(([name, value]) => JSON.stringify(event[name]) === JSON.stringify(value));
}
