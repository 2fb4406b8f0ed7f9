// What a person is asked before something typed is lost, or what goes on is ended.
import type { Failure } from './failure';
import type { Unfinished } from './undelivered';

export type LeavingWay = 'sign-out' | 'quit' | 'switch' | 'add';

/** Of a change to another account. */
export interface ChangeAtStake {
  /** What that one is called; absent: it is a new one. */
  readonly to?: string;
  /** What the conversations are called that end with it. */
  readonly ends: readonly string[];
  /** What was said in them stays. */
  readonly isKept: boolean;
  /** Why it will hardly work; absent: its server answers. */
  readonly failure?: Failure;
}

export interface LeavingQuestion {
  readonly way: LeavingWay;
  /** What would be lost; absent: nothing. */
  readonly lost?: Unfinished;
  /** Messages of another program are being added: those that are not yet would have to be added again. */
  readonly isImporting?: true;
  /** With `switch` and `add`. */
  readonly change?: ChangeAtStake;
}
