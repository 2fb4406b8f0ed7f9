// `serve`: the embedded server on its own, until it is told to end.
import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { startServer, type RunningServer } from '../server/server';
import { fileTrouble, UsageError } from './command-line';
import type { JsonOutput } from './json-output';
import { parseServeOptions, type ServeOptions } from './serve-options';
import { nextEndSignal } from './signals';

/** Resolves with the exit code when the server has ended. Throws `UsageError`. */
export async function serve(args: readonly string[], output: JsonOutput): Promise<number> {
  const options = parseServeOptions(args);
  warn(options);
  // From here on: a signal that comes while the server starts ends it as well.
  const ended = nextEndSignal();
  const log = options.logFile === undefined ? undefined : await openLog(options.logFile);
  const server = await start(options, log);
  output.write({ event: 'listening', url: server.url });
  await ended;
  await server.stop();
  if (log) await new Promise((done) => log.end(done));
  return 0;
}

function warn({ server, isInsecure }: ServeOptions): void {
  const { host, people, demo } = server;
  if (isInsecure) console.error(`Warning: without TLS, whoever can reach ${host} can read passwords and messages.`);
  if (people.length === 0 && !demo) console.error('Warning: nobody can sign in; --people FILE says who may.');
}

async function openLog(path: string): Promise<WriteStream> {
  const log = createWriteStream(path, { flags: 'a', mode: 0o600 });
  try {
    await once(log, 'open');
  } catch (error) {
    throw new UsageError(`--log: ${path} ${fileTrouble(error)}`);
  }
  // A full disk is no reason to end the server.
  log.on('error', (error) => console.error(`The log cannot be written: ${error.message}`));
  return log;
}

async function start({ server: options }: ServeOptions, log: WriteStream | undefined): Promise<RunningServer> {
  try {
    return await startServer({ ...options, ...(log && { log: (line: string) => void log.write(`${line}\n`) }) });
  } catch (error) {
    throw new Error(wordsOf(error, `${options.host}:${options.port ?? 0}`), { cause: error });
  }
}

function wordsOf(error: unknown, address: string): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return `${address} is in use by another program`;
    case 'EACCES':
      return `you may not listen on ${address}`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${address} is no address of this computer`;
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
