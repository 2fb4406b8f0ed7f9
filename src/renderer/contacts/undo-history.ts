// What was done and can be taken back, the latest last. Pure.
import type { PersonUri } from '../../shared/domain/person';
import type { OutcomeProblem } from './outcomes';
import type { Step } from './people-change';
import type { StepsResult } from './run-steps';

/** More than that nobody remembers having done. */
const mostKept = 20;

/** Takes it back as far as it still stands. Resolves with what is left of it to be taken back, if anything. */
export type TakeBack = () => Promise<TakeBack | undefined>;

export type Names = ReadonlyMap<PersonUri, string>;

export interface StepsBack extends StepsResult<Step> {
  readonly problems: readonly OutcomeProblem[];
  /** Of these it can still be taken back. */
  readonly again: readonly Step[];
  /** Resolves when this window knows of it. */
  readonly settled: () => Promise<void>;
}

/** Takes back what still stands. Whether it has been done in the first place nobody knows of those who are `unsure`. */
export type BackSteps = (done: readonly Step[], unsure: readonly Step[], names: Names) => Promise<StepsBack>;

export class UndoHistory {
  private kept: readonly TakeBack[] = [];

  add(back: TakeBack): void {
    this.kept = [...this.kept, back].slice(-mostKept);
  }

  /** What was done last; it is not in here any more. */
  takeLast(): TakeBack | undefined {
    const last = this.kept.at(-1);
    this.kept = this.kept.slice(0, -1);
    return last;
  }

  forget(): void {
    this.kept = [];
  }
}
