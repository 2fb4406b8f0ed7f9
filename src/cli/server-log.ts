// The log of `serve`: one JSON object a line, as those who collect logs want them. What the server tells are numbers and its own words;
// texts of other parts pass a mask.
import { randomBytes } from 'node:crypto';
import { createWriteStream, fchmodSync, fstatSync } from 'node:fs';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { createMask } from '../main/diagnostics/mask-private';
import type { Log, LogEntry } from '../server/base/log';
import { fileTrouble, UsageError } from './command-line';

export interface ServerLog {
  readonly write: Log;
  /** Resolves when all is written. */
  end(): Promise<void>;
}

/** `-`: standard error. Throws `UsageError`. */
export async function openServerLog(path: string): Promise<ServerLog> {
  const stream = path === '-' ? process.stderr : await openFile(path);
  return {
    write: createLogWriter(stream, () => new Date()),
    end: () => new Promise((done) => (path === '-' ? stream.write('', () => done()) : stream.end(done))),
  };
}

export function createLogWriter(stream: Pick<Writable, 'write'>, now: () => Date): Log {
  // Another one each time: who is who can be told within one run alone.
  const mask = createMask(randomBytes(32).toString('hex'));
  return (entry) => {
    const written = typeof entry === 'string' ? { level: 'info', event: 'note', text: mask(entry) } : entryOf(entry);
    if (written) stream.write(`${JSON.stringify({ time: now().toISOString(), ...written })}\n`);
  };
}

/** Undefined: there are too many of them for a log; they are counted (`--metrics`). */
function entryOf(entry: LogEntry): object | undefined {
  switch (entry.event) {
    case 'action':
    case 'told':
      return undefined;
    case 'bug':
      return { level: 'error', ...entry };
    case 'world':
      return { level: entry.state === 'away' ? 'warning' : 'info', ...entry };
    case 'request':
    case 'sign-in':
    case 'listening':
    case 'draining':
    case 'drained':
      return { level: 'info', ...entry };
  }
}

async function openFile(path: string): Promise<Writable> {
  const log = createWriteStream(path, { flags: 'a', mode: 0o600 });
  try {
    const [descriptor] = (await once(log, 'open')) as [number];
    closeToOthers(descriptor);
  } catch (error) {
    throw new UsageError(`--log: ${path} ${fileTrouble(error)}`);
  }
  // A full disk is no reason to end the server.
  log.on('error', (error) => console.error(`The log cannot be written: ${error.message}`));
  return log;
}

/** One that was there before keeps the rights that it had; a device or somebody else's is left alone. */
function closeToOthers(descriptor: number): void {
  try {
    const file = fstatSync(descriptor);
    if (file.isFile() && (file.mode & 0o077) !== 0) fchmodSync(descriptor, file.mode & 0o700);
  } catch {
    // Somebody else's.
  }
}
