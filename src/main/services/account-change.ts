// From one account of this computer to another. A session that works is not given up for one that cannot be had: first it is looked
// whether the other server answers, then the person is asked where anything would end or be lost; and should it not work after all, the
// account before is one button away, as long as nobody has signed in. So it is for whoever adds one more account: that one is typed.
import type { AccountChange } from '../../shared/domain/account-change';
import { FailureError, failureOfError, type Failure } from '../../shared/domain/failure';
import { isSameAccount, profileName } from '../../shared/profiles';
import type { Profile } from '../../shared/settings';
import type { Account, SignIn } from './sign-in';

export interface AccountChangeParts {
  readonly signIn: Pick<SignIn, 'account' | 'check' | 'signInAs' | 'signOut'>;
  readonly profiles: () => readonly Profile[];
  readonly isSignedOut: () => boolean;
  /** Undefined: its server answers. */
  readonly reach: (profile: Profile) => Promise<Failure | undefined>;
  /** Asks where something would end, be lost, or not work. `name`: what the other account is called; undefined: it is none yet. */
  readonly mayChange: (name: string | undefined, failure: Failure | undefined) => Promise<boolean>;
  /** After a sign-out: the last words of windows that close are written, and they are those of whoever has gone. */
  readonly whenClosed: () => Promise<void>;
  /** Something has to be done in the main window. */
  readonly show: () => void;
  readonly onChanged: () => void;
}

export interface AccountChanges {
  /** Undefined: none, or none any more. */
  state(): AccountChange | undefined;
  /**
   * Resolves when it is done, or has stopped for the person to go on. False: they thought better of it, and everything is as it was.
   * Rejects where nobody can sign in with that account; everything is as it was then, too.
   */
  changeTo(account: Account): Promise<boolean>;
  /**
   * To a form in which another account can be typed, with the way back to the one that is signed in. False: they thought better of it,
   * or a change is under way.
   */
  add(): Promise<boolean>;
  /** To the account before; nothing where there is none. */
  goBack(): Promise<void>;
  /** What is under way stops, and the way back stays. */
  giveUp(): void;
  /** Somebody is signed in: there is nothing to go back to. */
  signedIn(): void;
}

export function createAccountChanges(parts: AccountChangeParts): AccountChanges {
  const { signIn, profiles, isSignedOut, reach, mayChange, whenClosed, show, onChanged } = parts;
  let state: AccountChange | undefined;
  let isAsking = false;

  function move(next: AccountChange | undefined): void {
    state = next;
    onChanged();
  }

  const profileOf = (account: Account | undefined): Profile | undefined =>
    account && profiles().find((each) => isSameAccount(each, account));

  /** Where it has stopped once, the way still leads to the account that worked last. */
  const wayBack = (): Profile | undefined => profileOf(signIn.account()) ?? state?.back;

  /** One question at a time, and none while a change is under way. False: it is not to be. */
  async function mayGo(to: Profile | undefined): Promise<boolean> {
    if (isAsking || state?.isUnderWay) return false;
    isAsking = true;
    try {
      if (to) signIn.check(to);
      return isSignedOut() || (await mayChange(to && profileName(to), to && (await reach(to))));
    } finally {
      isAsking = false;
    }
  }

  /** Whatever goes wrong, it has come to an end then: while a change is under way there is no other one. */
  async function go(to: Profile | undefined, back: Profile | undefined): Promise<void> {
    const going: AccountChange = { ...(to && { to }), ...(back && { back }), isUnderWay: true };
    move(going);
    let failure: Failure | undefined;
    let isIn = false;
    try {
      await signIn.signOut();
      await whenClosed();
      // Whoever gave it up meanwhile has made another state of it.
      if (state !== going) return;
      isIn = to !== undefined && (await signIn.signInAs(to));
    } catch (error) {
      failure = failureOfError(error);
    }
    if (state !== going) return;
    if (isIn) return move(undefined);
    stop(going, failure);
  }

  function stop(going: AccountChange, failure?: Failure): void {
    // What a person gave up has not failed.
    move({ ...going, isUnderWay: false, ...(failure && failure.code !== 'cancelled' && { failure }) });
    show();
  }

  return {
    // What cannot be changed to any more is nothing to tell of.
    state: () => (state?.to && !state.isUnderWay && !profileOf(state.to) ? undefined : state),
    async changeTo(account) {
      let to = profileOf(account);
      if (!to) throw new FailureError('not-allowed', 'no such profile');
      if (!(await mayGo(to))) return false;
      // It may have been removed, or called something else, while the question stood there.
      to = profileOf(to);
      if (!to) return false;
      const back = wayBack();
      const isRoundTrip = back !== undefined && isSameAccount(back, to);
      await go(to, isRoundTrip ? undefined : back);
      return true;
    },
    async add() {
      if (!(await mayGo(undefined))) return false;
      await go(undefined, wayBack());
      return true;
    },
    async goBack() {
      if (!state?.back || state.isUnderWay) return;
      const back = profileOf(state.back);
      // It was removed meanwhile.
      if (!back) return move(undefined);
      await go(back, undefined);
    },
    giveUp() {
      if (state?.isUnderWay) stop(state);
    },
    signedIn() {
      if (state && !state.isUnderWay) move(undefined);
    },
  };
}
