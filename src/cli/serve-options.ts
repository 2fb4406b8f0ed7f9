// The options of `serve`, checked before anything starts.
import { createSecureContext } from 'node:tls';
import { isLoopback } from '../main/uc/http/server-address';
import { FaultSpecError, parseFault } from '../server/front/faults/parse-fault';
import { isProxyToTrust } from '../server/front/http/client-address';
import { isHostToAllow } from '../server/front/http/own-address';
import type { ServerOptions } from '../server/options';
import { BackendError, parseBackend } from '../server/xmpp/backend';
import { readInteger, readOptions, readTextFile, UsageError } from './command-line';
import { readPeopleFile } from './people-file';

/** What timers can count to. */
const maxMs = 2 ** 31 - 1;
/** A day: whoever looks after the server does not wait for longer. */
const maxDrainS = 86_400;

export interface ServeOptions {
  readonly server: Omit<ServerOptions, 'log'>;
  /** A file, or `-` for standard error. */
  readonly logFile?: string;
  /** Of `/healthz` and `/metrics`, on loopback. */
  readonly metricsPort?: number;
  /** Over how long those who are signed in are sent elsewhere when the server is told to end. */
  readonly drainMs: number;
  readonly isInsecure: boolean;
}

/** Throws `UsageError`. */
export function parseServeOptions(args: readonly string[]): ServeOptions {
  const values = readOptions(args, {
    host: { type: 'string', default: '127.0.0.1' },
    'allow-host': { type: 'string', multiple: true, default: [] },
    port: { type: 'string' },
    people: { type: 'string' },
    backend: { type: 'string' },
    'backend-ca': { type: 'string' },
    'insecure-backend': { type: 'boolean', default: false },
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
    metrics: { type: 'string' },
    drain: { type: 'string', default: '0' },
    'trusted-proxy': { type: 'string', multiple: true, default: [] },
  });
  const { host, demo, fault: faults } = values;
  const port = readInteger('--port', values.port, { max: 65_535 });
  const holdMs = readInteger('--hold', values.hold, { max: maxMs });
  const pollWaitMs = readInteger('--poll-wait', values['poll-wait'], { max: maxMs });
  const ticketTtlMs = readInteger('--ticket-ttl', values['ticket-ttl'], { min: 1, max: maxMs });
  const sessionTimeoutS = readInteger('--session-timeout', values['session-timeout'], { min: 1, max: maxMs / 1000 });
  const seed = readInteger('--seed', values.seed);
  const metricsPort = readInteger('--metrics', values.metrics, { max: 65_535 });
  const drainS = readInteger('--drain', values.drain, { max: maxDrainS }) ?? 0;
  const trustedProxies = values['trusted-proxy'].flatMap((list) => list.split(','));
  trustedProxies.forEach(checkProxy);
  if (metricsPort !== undefined && metricsPort !== 0 && metricsPort === port) {
    throw new UsageError('--metrics and --port cannot be the same');
  }
  const tls = readTls(values['tls-key'], values['tls-cert']);
  const isInsecure = !tls && !isLoopback(host.includes(':') ? `[${host}]` : host.toLowerCase());
  if (isInsecure && !values['insecure-http']) {
    throw new UsageError(
      `--host ${host} can be reached by other computers: give --tls-key and --tls-cert, or --insecure-http to do without`,
    );
  }
  faults.forEach(checkFault);
  const backend = readBackend(values.backend, values['backend-ca'], values['insecure-backend']);
  if (backend && (demo || values.people !== undefined)) {
    throw new UsageError('--backend has people of its own: --people and --demo are for the embedded server');
  }
  const allowedHosts = values['allow-host'];
  allowedHosts.forEach(checkAllowedHost);
  return {
    isInsecure,
    drainMs: drainS * 1_000,
    ...(metricsPort !== undefined && { metricsPort }),
    ...(values.log !== undefined && { logFile: values.log }),
    server: {
      people: values.people === undefined ? [] : readPeopleFile(values.people),
      demo,
      host,
      faults,
      ...(backend && { backend }),
      ...(allowedHosts.length > 0 && { allowedHosts }),
      ...(trustedProxies.length > 0 && { trustedProxies }),
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

function readBackend(
  address: string | undefined,
  caFile: string | undefined,
  isInsecure: boolean,
): ServerOptions['backend'] {
  if (address === undefined) {
    if (caFile === undefined && !isInsecure) return undefined;
    throw new UsageError('--backend-ca and --insecure-backend go with --backend');
  }
  const ca = caFile === undefined ? {} : { ca: readTextFile('--backend-ca', caFile) };
  try {
    return parseBackend(address, { ...ca, isPlainAllowed: isInsecure });
  } catch (error) {
    if (error instanceof BackendError) throw new UsageError(`--backend: ${error.message}`);
    throw error;
  }
}

function checkAllowedHost(host: string): void {
  if (isHostToAllow(host)) return;
  throw new UsageError(`--allow-host wants a name like im.example.com, or im.example.com:8443, not "${host}"`);
}

function checkProxy(address: string): void {
  if (isProxyToTrust(address)) return;
  throw new UsageError(`--trusted-proxy wants addresses like 192.0.2.7 or networks like 10.1.0.0/16, not "${address}"`);
}

function checkFault(spec: string): void {
  try {
    parseFault(spec);
  } catch (error) {
    if (error instanceof FaultSpecError) throw new UsageError(`--fault: ${error.message}`);
    throw error;
  }
}
