// Going from one account of this computer to another, or to one that is not known yet, as the sign-in view shows it.
import type { Profile } from '../settings';
import type { Failure } from './failure';

export interface AccountChange {
  /** Absent: another account is added, and has to be typed. */
  readonly to?: Profile;
  /** Who was signed in before, and can be again; absent: nobody, or the way back was taken. */
  readonly back?: Profile;
  /** Else it has stopped: something has to be typed, or it did not work. */
  readonly isUnderWay: boolean;
  /** Why it did not work; absent: nothing went wrong, or a person gave it up. */
  readonly failure?: Failure;
}
