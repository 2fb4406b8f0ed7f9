// What a person is asked before something typed is lost.
import type { Unfinished } from './undelivered';

export type LeavingWay = 'sign-out' | 'quit';

export interface LeavingQuestion {
  readonly way: LeavingWay;
  /** What would be lost. */
  readonly lost: Unfinished;
}
