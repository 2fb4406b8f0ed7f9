// `serve`: the embedded server on its own, until it is told to end.
import { createWriteStream, fchmodSync, fstatSync, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { demoVisitor } from '../server/memory/demo/demo-people';
import { newVisitorPassword } from '../server/memory/demo/visitor-password';
import type { PersonRecord } from '../server/memory/directory/person-record';
import { startServer, type RunningServer } from '../server/server';
import { fileTrouble, UsageError } from './command-line';
import type { JsonOutput } from './json-output';
import { parseServeOptions, type ServeOptions } from './serve-options';
import { nextEndSignal } from './signals';

/** Resolves with the exit code when the server has ended. Throws `UsageError`. */
export async function serve(args: readonly string[], output: JsonOutput): Promise<number> {
  const options = parseServeOptions(args);
  const { server: settings } = options;
  const visitor = settings.demo && settings.people.length === 0 ? demoVisitor(newVisitorPassword()) : undefined;
  const people = visitor ? [visitor] : settings.people;
  warn(options, people);
  // From here on: a signal that comes while the server starts ends it as well.
  const ended = nextEndSignal();
  const log = options.logFile === undefined ? undefined : await openLog(options.logFile);
  const server = await start({ ...settings, people }, log);
  output.write({ event: 'listening', url: server.url });
  if (visitor) console.error(welcome(visitor, server.url));
  await ended;
  await server.stop();
  if (log) await new Promise((done) => log.end(done));
  return 0;
}

function warn({ server: { host }, isInsecure }: ServeOptions, people: readonly PersonRecord[]): void {
  if (isInsecure) console.error(`Warning: without TLS, whoever can reach ${host} can read passwords and messages.`);
  if (people.some(({ password, passwordHash }) => password ?? passwordHash)) return;
  console.error(
    people.length === 0
      ? 'Warning: nobody can sign in. Give --people FILE to say who may, or --demo to look around.'
      : 'Warning: nobody can sign in: nobody in the people file has a password.',
  );
}

/** To the person who has started the server, and nowhere else: `--log` holds no secrets. */
function welcome({ user, password }: PersonRecord, url: string): string {
  return `To look around, sign in at ${url} as ${user} with the password ${password}\nIt is good until this server ends.`;
}

async function openLog(path: string): Promise<WriteStream> {
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

async function start(options: ServeOptions['server'], log: WriteStream | undefined): Promise<RunningServer> {
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
