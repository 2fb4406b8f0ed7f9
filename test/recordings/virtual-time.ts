// Time that passes when there is nothing else to do: whoever waits waits as long as ever, and nobody waits for them.
import type { Timers } from '../../src/main/uc/environment';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** What goes on without a network is done by then. */
const turnsOfRest = 10;

export class VirtualTime implements Timers {
  private time = 0;
  private readonly timers = new Set<Timer>();

  readonly now = (): number => this.time;

  readonly setTimeout = (run: () => void, delayMs: number): Timer => {
    const timer = { at: this.time + Math.max(0, delayMs), run };
    this.timers.add(timer);
    return timer;
  };

  readonly clearTimeout = (handle: unknown): void => void this.timers.delete(handle as Timer);

  /** `isBusy`: something is under way that takes no time. */
  async pass({ isBusy, isOver }: { readonly isBusy: () => boolean; readonly isOver: () => boolean }): Promise<void> {
    let rest = 0;
    while (!isOver()) {
      await nextTurn();
      rest = isBusy() ? 0 : rest + 1;
      if (rest < turnsOfRest) continue;
      rest = 0;
      this.fireNext();
    }
  }

  private fireNext(): void {
    let next: Timer | undefined;
    for (const timer of this.timers) if (!next || timer.at < next.at) next = timer;
    if (!next) return;
    this.timers.delete(next);
    this.time = next.at;
    next.run();
  }
}

const nextTurn = (): Promise<void> => new Promise((done) => setImmediate(done));
