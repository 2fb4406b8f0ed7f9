// What `--fault` takes: `drop-response:0.1`, `delay:0-2000`, `restart:30000`.

/** Faults that strike a request by chance. */
export const chanceFaults = [
  'drop-request',
  'drop-response',
  'http-500',
  'truncate',
  'garbage',
  'duplicate-events',
  'expire-ticket',
  'lose-session',
  'reorder',
] as const;
export type ChanceFault = (typeof chanceFaults)[number];

export type Fault =
  /** `rate`: 0 ≤ n ≤ 1, of requests. */
  | { readonly kind: ChanceFault; readonly rate: number }
  /** Every request waits this long, by chance between both. */
  | { readonly kind: 'delay'; readonly minMs: number; readonly maxMs: number }
  /** The server loses all it knows but its people, again and again. */
  | { readonly kind: 'restart'; readonly everyMs: number };

/** The words of `--fault` make no sense; its message may be shown. */
export class FaultSpecError extends Error {
  override readonly name = 'FaultSpecError';
}

/** What timers can count to. */
const maxMs = 2 ** 31 - 1;
/** Between two restarts a client must have the time to come back. */
const minRestartMs = 100;

const exampleOf = (kind: Fault['kind']): string =>
  kind === 'delay' ? 'delay:0-2000' : kind === 'restart' ? 'restart:30000' : `${kind}:0.1`;

/** Throws `FaultSpecError`. */
export function parseFault(spec: string): Fault {
  const [kind = '', value = '', ...rest] = spec.split(':');
  if (!isChanceFault(kind) && kind !== 'delay' && kind !== 'restart') {
    throw new FaultSpecError(`unknown fault: ${kind} (known: ${[...chanceFaults, 'delay', 'restart'].join(', ')})`);
  }
  if (rest.length > 0 || value === '') throw new FaultSpecError(`not a fault: ${spec} (like ${exampleOf(kind)})`);
  if (isChanceFault(kind)) return { kind, rate: parseRate(spec, value) };
  if (kind === 'delay') return parseDelay(spec, value);
  return { kind, everyMs: parseMs(spec, value, minRestartMs) };
}

function isChanceFault(kind: string): kind is ChanceFault {
  return (chanceFaults as readonly string[]).includes(kind);
}

function parseRate(spec: string, value: string): number {
  const rate = Number(value);
  if (!/^(?:\d+(?:\.\d+)?|\.\d+)$/u.test(value) || rate > 1)
    throw new FaultSpecError(`not a rate from 0 to 1: ${spec}`);
  return rate;
}

function parseDelay(spec: string, value: string): Fault {
  const [low = '', high = low, ...rest] = value.split('-');
  const minMs = parseMs(spec, low, 0);
  const maxMs = parseMs(spec, high, 0);
  if (rest.length > 0 || maxMs < minMs) throw new FaultSpecError(`not a delay like 0-2000: ${spec}`);
  return { kind: 'delay', minMs, maxMs };
}

function parseMs(spec: string, value: string, least: number): number {
  const ms = Number(value);
  if (!/^\d+$/u.test(value) || ms < least || ms > maxMs) {
    throw new FaultSpecError(`not a number of milliseconds from ${least} to ${maxMs}: ${spec}`);
  }
  return ms;
}
