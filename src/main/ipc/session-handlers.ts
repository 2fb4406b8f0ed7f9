// Signing in and out.
import { FailureError } from '../../shared/domain/failure';
import type { sessionMethods } from '../../shared/ipc/session-methods';
import type { MethodHandlers } from '../ipc';
import type { AccountChanges } from '../services/account-change';
import type { SignIn } from '../services/sign-in';
import type { StartSignIns } from '../services/start-sign-in';
import type { UcEngine } from '../uc/engine';

export function sessionHandlers(
  engine: Pick<UcEngine, 'noteUserActivity'>,
  signIn: Omit<SignIn, 'account' | 'check' | 'passwordRefused' | 'signInAs' | 'signInAtStart'>,
  {
    canRemember,
    openNetworkPage,
    retryNow,
    serverUrl,
    signOut,
    changes,
    startSignIn,
    isGuest,
  }: {
    readonly canRemember: () => Promise<boolean>;
    readonly openNetworkPage: () => Promise<void>;
    readonly retryNow: () => void;
    /** Undefined while nobody is signed in. */
    readonly serverUrl: () => string | undefined;
    /** Asks first where something would be lost. */
    readonly signOut: () => Promise<void>;
    /** Whoever is signed in does not own this computer. */
    readonly isGuest: () => boolean;
    readonly changes: Pick<AccountChanges, 'state' | 'changeTo' | 'add' | 'goBack' | 'giveUp'>;
    readonly startSignIn: Pick<StartSignIns, 'state' | 'giveUp'>;
  },
): Pick<MethodHandlers, keyof typeof sessionMethods> {
  function mustOwn(what: string): void {
    if (isGuest()) throw new FailureError('not-allowed', `the ${what} here are of others`);
  }
  return {
    'session:sign-in': (request) => signIn.signIn(request),
    'session:answer': ({ password }) => signIn.signInAgain(password),
    'session:try-demo': () => signIn.tryDemo(),
    'session:sign-out': signOut,
    'session:cancel'() {
      changes.giveUp();
      startSignIn.giveUp();
      return signIn.signOut();
    },
    'session:retry-now': retryNow,
    'session:open-network-page': openNetworkPage,
    'session:has-password': ({ server, user }) => !isGuest() && signIn.hasPassword(server, user),
    'session:forget-password'({ server, user }) {
      mustOwn('passwords');
      return signIn.forgetPassword(server, user);
    },
    'session:switch'(account) {
      mustOwn('accounts');
      return changes.changeTo(account);
    },
    'session:add-account'() {
      mustOwn('accounts');
      return changes.add();
    },
    'session:account-change': () => (isGuest() ? null : (changes.state() ?? null)),
    'session:start-sign-in': () => startSignIn.state() ?? null,
    'session:go-back'() {
      mustOwn('accounts');
      return changes.goBack();
    },
    'session:kept-passwords': () => (isGuest() ? [] : signIn.keptPasswords()),
    'session:can-remember': canRemember,
    'session:is-guest': isGuest,
    'session:server': () => new URL(serverUrl() ?? 'about:blank').host,
    'session:agree-to-redirect': (to) => signIn.agreeToRedirect(to),
    'session:note-activity': () => engine.noteUserActivity(),
  };
}
