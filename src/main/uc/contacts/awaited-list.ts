// The list that each session owes with its first events (protocol.md 4.11). One that does not come, or that nobody can read, is asked for
// again: no request does that, but another session tells everything anew. That often, and no more; what is known from before stays.
import type { Environment } from '../environment';
import type { KeyedTimers } from '../keyed-timers';

export interface AwaitedListParts {
  readonly environment: Pick<Environment, 'log'>;
  readonly timers: KeyedTimers;
  /** What is known is of an earlier session. */
  readonly isOutdated: () => boolean;
  /** Something goes on that would end with the session. */
  readonly isBusy: () => boolean;
  /** Ends the session, and opens another. */
  readonly renew: () => void;
}

/** Longer than anybody waits who has asked for something of the list (`create-engine.ts`): a slow server is not made slower. */
const patienceMs = 20_000;
const mostTries = 2;
const timer = 'awaited list';

export class AwaitedList {
  private tries = 0;

  constructor(private readonly parts: AwaitedListParts) {}

  wentOnline(): void {
    this.parts.timers.set(timer, patienceMs, () => this.look());
  }

  sessionLost(): void {
    this.parts.timers.stop(timer);
  }

  private look(): void {
    const { environment, isOutdated, isBusy, renew } = this.parts;
    if (!isOutdated()) {
      this.tries = 0;
      return;
    }
    const isAskedAgain = this.tries < mostTries && !isBusy();
    environment.log('the list has not come', { tries: this.tries, isAskedAgain });
    if (!isAskedAgain) return;
    this.tries += 1;
    renew();
  }
}
