// Faults by hand, for tests that need one at a certain moment.
import type { FaultPlan, Trouble } from '../front/faults/fault-plan';

export interface ScriptedFaults {
  readonly plan: FaultPlan;
  /** Strikes the next request. */
  strikeNext(trouble: Partial<Trouble>): void;
}

export function createScriptedFaults(): ScriptedFaults {
  let next: Partial<Trouble> = {};
  return {
    plan: {
      next() {
        const trouble = { delayMs: 0, duplicatesEvents: false, ...next };
        next = {};
        return trouble;
      },
      spoil: () => '',
    },
    strikeNext(trouble) {
      next = trouble;
    },
  };
}
