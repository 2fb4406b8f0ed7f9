// The options of `serve`, checked before anything starts.
import { createSecureContext } from 'node:tls';
import { isLoopback } from '../main/uc/http/server-address';
import { FaultSpecError, parseFault } from '../server/front/faults/parse-fault';
import { isHostToAllow } from '../server/front/http/own-address';
import type { ServerOptions } from '../server/options';
import { readInteger, readOptions, readTextFile, UsageError } from './command-line';
import { readPeopleFile } from './people-file';

/** What timers can count to. */
const maxMs = 2 ** 31 - 1;

export interface ServeOptions {
  readonly server: Omit<ServerOptions, 'log'>;
  readonly logFile?: string;
  readonly isInsecure: boolean;
}

/** Throws `UsageError`. */
export function parseServeOptions(args: readonly string[]): ServeOptions {
  const values = readOptions(args, {
    host: { type: 'string', default: '127.0.0.1' },
    'allow-host': { type: 'string', multiple: true, default: [] },
    port: { type: 'string' },
    people: { type: 'string' },
    demo: { type: 'boolean', default: false },
    hold: { type: 'string' },
    'poll-wait': { type: 'string' },
    'tls-key': { type: 'string' },
    'tls-cert': { type: 'string' },
    'insecure-http': { type: 'boolean', default: false },
    'ticket-ttl': { type: 'string' },
    'session-timeout': { type: 'string' },
    fault: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string' },
    log: { type: 'string' },
  });
  const { host, demo, fault: faults } = values;
  const port = readInteger('--port', values.port, { max: 65_535 });
  const holdMs = readInteger('--hold', values.hold, { max: maxMs });
  const pollWaitMs = readInteger('--poll-wait', values['poll-wait'], { max: maxMs });
  const ticketTtlMs = readInteger('--ticket-ttl', values['ticket-ttl'], { min: 1, max: maxMs });
  const sessionTimeoutS = readInteger('--session-timeout', values['session-timeout'], { min: 1, max: maxMs / 1000 });
  const seed = readInteger('--seed', values.seed);
  const tls = readTls(values['tls-key'], values['tls-cert']);
  const isInsecure = !tls && !isLoopback(host.includes(':') ? `[${host}]` : host.toLowerCase());
  if (isInsecure && !values['insecure-http']) {
    throw new UsageError(
      `--host ${host} can be reached by other computers: give --tls-key and --tls-cert, or --insecure-http to do without`,
    );
  }
  faults.forEach(checkFault);
  const allowedHosts = values['allow-host'];
  allowedHosts.forEach(checkAllowedHost);
  return {
    isInsecure,
    ...(values.log !== undefined && { logFile: values.log }),
    server: {
      people: values.people === undefined ? [] : readPeopleFile(values.people),
      demo,
      host,
      faults,
      ...(allowedHosts.length > 0 && { allowedHosts }),
      ...(port !== undefined && { port }),
      ...(holdMs !== undefined && { holdMs }),
      ...(pollWaitMs !== undefined && { pollWaitMs }),
      ...(ticketTtlMs !== undefined && { ticketTtlMs }),
      ...(sessionTimeoutS !== undefined && { sessionTimeoutS }),
      ...(seed !== undefined && { seed }),
      ...(tls && { tls }),
    },
  };
}

function readTls(keyFile: string | undefined, certFile: string | undefined): ServerOptions['tls'] {
  if (keyFile === undefined && certFile === undefined) return undefined;
  if (keyFile === undefined || certFile === undefined) throw new UsageError('--tls-key and --tls-cert need each other');
  const key = readTextFile('--tls-key', keyFile);
  const cert = readTextFile('--tls-cert', certFile);
  try {
    createSecureContext({ key, cert });
  } catch (error) {
    throw new UsageError(`--tls-key and --tls-cert do not make a key and its certificate: ${(error as Error).message}`);
  }
  return { key, cert };
}

function checkAllowedHost(host: string): void {
  if (isHostToAllow(host)) return;
  throw new UsageError(`--allow-host wants a name like im.example.com, or im.example.com:8443, not "${host}"`);
}

function checkFault(spec: string): void {
  try {
    parseFault(spec);
  } catch (error) {
    if (error instanceof FaultSpecError) throw new UsageError(`--fault: ${error.message}`);
    throw error;
  }
}
