// Signing in by itself when Parley starts, as the sign-in view shows it.
import type { Failure } from './failure';

export interface StartSignIn {
  /** Else it has stopped, and a person is needed. */
  readonly isUnderWay: boolean;
  /** Of the last attempt; absent: the first one is under way. */
  readonly failure?: Failure;
  /** While it waits, and while it tries again: when that was to be. */
  readonly retryAt?: number;
}
