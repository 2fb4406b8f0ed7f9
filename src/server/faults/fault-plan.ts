// Trouble by plan: what goes wrong with each request, by chance that a seed makes repeatable. Decides; does nothing by itself.
import { between, namedRandom, pick, type Random } from '../seeded-random';
import { chanceFaults, parseFault, type ChanceFault, type Fault } from './parse-fault';

/** What happens to one request. */
export interface Trouble {
  /** Wait this long before anything else. */
  readonly delayMs: number;
  /** Before the request is looked at: close the line, answer 500, or take its ticket or its session for gone. */
  readonly before?: 'drop-request' | 'http-500' | 'expire-ticket' | 'lose-session';
  /** After it was carried out: close the line without an answer, in the middle of it, or answer with rubbish. */
  readonly after?: 'drop-response' | 'truncate' | 'garbage';
  /** A poll: tell again what was told before. */
  readonly duplicatesEvents: boolean;
}

export interface FaultPlan {
  /** For each request, in the order in which they come. */
  next(): Trouble;
  /** What is left of an answer that `truncate` or `garbage` strikes. */
  spoil(answer: string, how: 'truncate' | 'garbage'): string;
  /** Forget everything but the people, this often. */
  readonly restartEveryMs?: number;
}

/** `specs`: as in `--fault`. Throws `FaultSpecError`. */
export function createFaultPlan(specs: readonly string[], seed = 1): FaultPlan {
  const faults = specs.map(parseFault);
  const strikes = chanceFaults.map((kind) => ({ kind, strike: chance(faults, kind, seed) }));
  const delay = delays(faults, seed);
  const spoiling = namedRandom(seed, 'spoil');
  const restarts = faults.filter((fault) => fault.kind === 'restart').map(({ everyMs }) => everyMs);

  return {
    next() {
      // All are drawn each time: the fortune of one request does not depend on what struck another.
      const struck = new Set(strikes.filter(({ strike }) => strike()).map(({ kind }) => kind));
      const before = beforeFaults.find((kind) => struck.has(kind));
      const after = afterFaults.find((kind) => struck.has(kind));
      return {
        delayMs: delay(),
        ...(before && { before }),
        ...(after && { after }),
        duplicatesEvents: struck.has('duplicate-events'),
      };
    },
    spoil(answer, how) {
      if (how === 'truncate') return answer.slice(0, Math.floor(spoiling() * answer.length));
      return pick(spoiling, rubbish) ?? '';
    },
    ...(restarts.length > 0 && { restartEveryMs: Math.min(...restarts) }),
  };
}

/** In the order of precedence. */
const beforeFaults = ['drop-request', 'http-500', 'expire-ticket', 'lose-session'] as const;
const afterFaults = ['drop-response', 'truncate', 'garbage'] as const;

/** Whether one of the faults of this kind strikes now. */
function chance(faults: readonly Fault[], kind: ChanceFault, seed: number): () => boolean {
  const rates = faults.flatMap((fault) => (fault.kind === kind ? [fault.rate] : []));
  const random = namedRandom(seed, kind);
  return () => rates.filter((rate) => random() < rate).length > 0;
}

function delays(faults: readonly Fault[], seed: number): () => number {
  const ranges = faults.flatMap((fault) => (fault.kind === 'delay' ? [fault] : []));
  const random: Random = namedRandom(seed, 'delay');
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
