// `serve`: the server on its own, until it is told to end.
import { version } from '../../package.json';
import type { Log } from '../server/base/log';
import { demoVisitor } from '../server/memory/demo/demo-people';
import { newVisitorPassword } from '../server/memory/demo/visitor-password';
import type { PersonRecord } from '../server/memory/directory/person-record';
import { createMetrics } from '../server/operations/metrics';
import { startOperationsServer, type OperationsServer } from '../server/operations/operations-server';
import { startServer, type RunningServer } from '../server/server';
import type { JsonOutput } from './json-output';
import { parseServeOptions, type ServeOptions } from './serve-options';
import { openServerLog, type ServerLog } from './server-log';
import { endSignals } from './signals';

/** Resolves with the exit code when the server has ended. Throws `UsageError`. */
export async function serve(args: readonly string[], output: JsonOutput): Promise<number> {
  const options = parseServeOptions(args);
  const { server: settings } = options;
  const visitor = settings.demo && settings.people.length === 0 ? demoVisitor(newVisitorPassword()) : undefined;
  const people = visitor ? [visitor] : settings.people;
  warn(options, people);
  // From here on: a signal that comes while the server starts ends it as well.
  const signals = endSignals();
  const log = options.logFile === undefined ? undefined : await openServerLog(options.logFile);
  const house = await start({ ...options, server: { ...settings, people } }, log);
  const { server, operations } = house;
  output.write({ event: 'listening', url: server.url, metrics: operations?.url });
  if (visitor) console.error(welcome(visitor, server.url));
  await signals.first;
  // Whoever says it twice does not want to wait.
  await Promise.race([end(house, options.drainMs, log), signals.second]);
  return 0;
}

async function end({ server, operations }: House, drainMs: number, log: ServerLog | undefined): Promise<void> {
  await server.drain(drainMs);
  await server.stop();
  await operations?.stop();
  await log?.end();
}

function warn({ server: { host, backend }, isInsecure }: ServeOptions, people: readonly PersonRecord[]): void {
  if (isInsecure) console.error(`Warning: without TLS, whoever can reach ${host} can read passwords and messages.`);
  if (backend) return;
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

interface House {
  readonly server: RunningServer;
  readonly operations: OperationsServer | undefined;
}

async function start({ server: settings, metricsPort }: ServeOptions, log: ServerLog | undefined): Promise<House> {
  const metrics = metricsPort === undefined ? undefined : createMetrics(version, Date.now);
  const tell: Log = (entry) => {
    log?.write(entry);
    metrics?.count(entry);
  };
  const address = `${settings.host}:${settings.port ?? 0}`;
  const server = await orSay(address, () => startServer({ ...settings, log: tell }));
  if (metricsPort === undefined || !metrics) return { server, operations: undefined };
  try {
    const listen = (): Promise<OperationsServer> => startOperationsServer(metricsPort, metrics, () => server.state());
    return { server, operations: await orSay(`--metrics: 127.0.0.1:${metricsPort}`, listen) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function orSay<T>(address: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw new Error(wordsOf(error, address), { cause: error });
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
