// Trouble by plan: what goes wrong with each request, by chance that a seed makes repeatable. Decides; does nothing by itself. What
// strikes a request depends on the seed and on how many requests came before it on its channel, on nothing else.
import { between, namedRandom, pick, type Random } from '../../base/seeded-random';
import { chanceFaults, parseFault, type ChanceFault, type Fault } from './parse-fault';

/** What happens to one request. */
export interface Trouble {
  /** Wait this long before anything else. */
  readonly delayMs: number;
  /** Before the request is looked at: close the line, answer 500, or take its ticket or its session for gone. */
  readonly before?: 'drop-request' | 'http-500' | 'expire-ticket' | 'lose-session';
  /** After it was carried out: close the line without an answer, in the middle of it, or answer with rubbish. */
  readonly after?: 'drop-response' | 'truncate' | 'garbage';
  /** With `truncate` and `garbage`: where it strikes, 0 ≤ n < 1. */
  readonly spoilsAt?: number;
  /** A command: its reply comes after the events that it leads to, or they come after it. */
  readonly comesLast?: 'reply' | 'events';
  /** A poll: tell again what was told before. */
  readonly duplicatesEvents: boolean;
}

/** Polls and commands of one client cross each other as they like, so that each channel (1.1) has a sequence of its own. */
export type FaultChannel = 'sign-in' | 'command' | 'data' | 'other';

export interface FaultPlan {
  /** For each request, in the order in which they come on this channel. */
  next(channel: FaultChannel): Trouble;
  /** What is left of an answer that `truncate` or `garbage` strikes; `at`: as in `Trouble`. */
  spoil(answer: string, how: 'truncate' | 'garbage', at: number): string;
  /** Forget everything but the people, this often. */
  readonly restartEveryMs?: number;
}

/** `specs`: as in `--fault`. Throws `FaultSpecError`. */
export function createFaultPlan(specs: readonly string[], seed = 1): FaultPlan {
  const faults = specs.map(parseFault);
  const draws = new Map<FaultChannel, () => Trouble>();
  const restarts = faults.filter((fault) => fault.kind === 'restart').map(({ everyMs }) => everyMs);

  return {
    next(channel) {
      let draw = draws.get(channel);
      if (!draw) draws.set(channel, (draw = troubles(faults, seed, channel)));
      return draw();
    },
    spoil: (answer, how, at) =>
      how === 'truncate' ? answer.slice(0, Math.floor(at * answer.length)) : (pick(() => at, rubbish) ?? ''),
    ...(restarts.length > 0 && { restartEveryMs: restarts.reduce((soonest, each) => Math.min(soonest, each)) }),
  };
}

/** The sequence of one channel. */
function troubles(faults: readonly Fault[], seed: number, channel: FaultChannel): () => Trouble {
  const stream = (name: string): Random => namedRandom(seed, `${channel} ${name}`);
  const strikes = chanceFaults.map((kind) => ({ kind, strike: chance(faults, kind, stream(kind)) }));
  const delay = delays(faults, stream('delay'));
  const spoiling = stream('spoil');
  const ordering = stream('reorder order');
  return () => {
    // All are drawn each time: what befalls one request does not depend on what struck another.
    const struck = new Set(strikes.filter(({ strike }) => strike()).map(({ kind }) => kind));
    const before = beforeFaults.find((kind) => struck.has(kind));
    const after = afterFaults.find((kind) => struck.has(kind));
    const spoilsAt = spoiling();
    const comesLast = ordering() < 0.5 ? 'reply' : 'events';
    return {
      delayMs: delay(),
      ...(before && { before }),
      ...(after && { after, spoilsAt }),
      ...(channel === 'command' && struck.has('reorder') && { comesLast }),
      duplicatesEvents: struck.has('duplicate-events'),
    };
  };
}

/** In the order of precedence. */
const beforeFaults = ['drop-request', 'http-500', 'expire-ticket', 'lose-session'] as const;
const afterFaults = ['drop-response', 'truncate', 'garbage'] as const;

/** Whether one of the faults of this kind strikes now. */
function chance(faults: readonly Fault[], kind: ChanceFault, random: Random): () => boolean {
  const rates = faults.flatMap((fault) => (fault.kind === kind ? [fault.rate] : []));
  return () => rates.filter((rate) => random() < rate).length > 0;
}

function delays(faults: readonly Fault[], random: Random): () => number {
  const ranges = faults.flatMap((fault) => (fault.kind === 'delay' ? [fault] : []));
  return () => ranges.reduce((sum, { minMs, maxMs }) => sum + between(random, minMs, maxMs), 0);
}

/** What gateways, broken disks and mean people send in place of an answer. */
const rubbish: readonly string[] = [
  '',
  '<html><head><title>Gateway</title></head><body><h1>It works!</h1><p>Please sign in<br></body></html>',
  '<cwaResponses><requestAccepted rid="1"></cwaResponses>',
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><cwaEvents>&b;</cwaEvents>',
  '{"error":"upstream request timeout"}',
  '\u0000\u0001\ufffd\u0007PK\u0003\u0004',
  '<cwaEvents sid="x" ackId="-1" pollWaitTime="soon"/>',
  '<?xml version="1.0"?>',
];
