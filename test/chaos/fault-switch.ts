// The server's own fault plan with a switch and a counter.
import { createFaultPlan, type FaultPlan, type Trouble } from '../../src/server/front/faults/fault-plan';
import { chanceFaults } from '../../src/server/front/faults/parse-fault';

const peace: Trouble = { delayMs: 0, duplicatesEvents: false };

export interface FaultSwitch {
  readonly plan: FaultPlan;
  /** How many requests there were, and how many of them were struck, by kind. */
  readonly counts: Readonly<Record<string, number>>;
  requests: number;
  start(): void;
  stop(): void;
}

/** `rate` of each kind that strikes by chance, delays, and restarts every so often; all times by the server's clock. */
export function createFaultSwitch(options: {
  readonly seed: number;
  readonly rate: number;
  readonly maxDelayMs: number;
  readonly restartEveryMs: number;
  /** Kinds that are left out. */
  readonly without: readonly string[];
}): FaultSwitch {
  const { seed, rate, maxDelayMs, restartEveryMs, without } = options;
  const specs = [
    ...chanceFaults.map((kind) => `${kind}:${rate}`),
    `delay:0-${maxDelayMs}`,
    `restart:${restartEveryMs}`,
  ].filter((spec) => !without.includes(spec.split(':')[0] ?? ''));
  const real = createFaultPlan(specs, seed);
  const counts: Record<string, number> = {};
  const count = (kind: string | undefined): void => {
    if (kind !== undefined) counts[kind] = (counts[kind] ?? 0) + 1;
  };
  let isOn = false;
  const made: FaultSwitch = {
    counts,
    requests: 0,
    start: () => {
      isOn = true;
    },
    stop: () => {
      isOn = false;
    },
    plan: {
      ...real,
      next(channel) {
        if (!isOn) return peace;
        const trouble = real.next(channel);
        made.requests += 1;
        count(trouble.before);
        const isAnswered = trouble.before !== 'drop-request' && trouble.before !== 'http-500';
        if (isAnswered) count(trouble.after);
        if (isAnswered && trouble.duplicatesEvents) count('duplicate-events');
        if (isAnswered && trouble.comesLast) count('reorder');
        if (trouble.delayMs > 0) count('delay');
        return trouble;
      },
    },
  };
  return made;
}
