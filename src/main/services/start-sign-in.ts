// Signing in by itself when Parley starts. A computer may be there before its network is: where nobody has spoken for the server it is
// tried again, in the engine's own growing steps, or at once when something has changed. What only a person can put right ends it.
import { failureOfError, type Failure, type FailureCode } from '../../shared/domain/failure';
import type { Log } from '../../shared/log';
import type { StartSignIn } from '../../shared/domain/start-sign-in';
import type { SignIn } from './sign-in';

export interface StartSignInParts {
  readonly signIn: Pick<SignIn, 'signInAtStart'>;
  readonly onChanged: () => void;
  readonly log: Log;
  /** How long to wait after so many attempts. */
  readonly delayMs: (tries: number) => number;
}

export interface StartSignIns {
  /** Undefined: it is not to be, or is over. */
  state(): StartSignIn | undefined;
  /** Resolves when it is over. True: a person has to sign in. */
  begin(): Promise<boolean>;
  isWaiting(): boolean;
  /** Does not wait any longer; an attempt that fails meanwhile is made once more. */
  tryNow(): void;
  /** A person wants something else, or not to wait. */
  giveUp(): void;
  /** Somebody signs in. */
  signingIn(): void;
}

/** Nothing has been refused, and the network or the server may be there in a moment. */
const passing: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'unreachable',
  'unknown-host',
  'timeout',
  'tls',
  'server-error',
  'captive-portal',
  'stale-answers',
]);

export const isTriedAgain = ({ code, certificate, proxy, redirect }: Failure): boolean =>
  passing.has(code) && !certificate && !proxy && !redirect;

/** Somebody may be at the portal's page this very moment. */
const maxPortalAttempt = 3;

export function createStartSignIns({ signIn, onChanged, log, delayMs }: StartSignInParts): StartSignIns {
  let state: StartSignIn | undefined;
  let run = 0;
  let isTrying = false;
  let isAskedAnew = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wake: () => void = () => undefined;

  function move(next: StartSignIn | undefined): void {
    state = next;
    onChanged();
  }

  function giveUp(): void {
    if (!state) return;
    run += 1;
    move(undefined);
    wake();
  }

  const wait = (ms: number): Promise<void> =>
    new Promise((over) => {
      timer = setTimeout(over, ms);
      wake = () => {
        clearTimeout(timer);
        over();
      };
    });

  async function attempt(): Promise<Failure | 'done' | 'not-by-itself'> {
    isTrying = true;
    try {
      return (await signIn.signInAtStart()) ? 'done' : 'not-by-itself';
    } catch (error) {
      log('sign-in at start failed', { error });
      return failureOfError(error);
    } finally {
      isTrying = false;
    }
  }

  return {
    state: () => state,
    isWaiting: () => state?.isUnderWay === true && state.failure !== undefined,
    async begin() {
      const current = ++run;
      move({ isUnderWay: true });
      for (let tries = 1; ; tries += 1) {
        isAskedAnew = false;
        const outcome = await attempt();
        if (current !== run) return false;
        if (typeof outcome === 'string') {
          move(undefined);
          return outcome === 'not-by-itself';
        }
        if (!isTriedAgain(outcome)) {
          move({ isUnderWay: false, failure: outcome });
          return true;
        }
        const steps = outcome.code === 'captive-portal' ? Math.min(tries, maxPortalAttempt) : tries;
        const waitMs = isAskedAnew ? 0 : delayMs(steps);
        move({ isUnderWay: true, failure: outcome, retryAt: Date.now() + waitMs });
        await wait(waitMs);
        if (current !== run) return false;
        move({ isUnderWay: true, failure: outcome, retryAt: Date.now() });
      }
    },
    tryNow() {
      isAskedAnew = true;
      wake();
    },
    giveUp,
    signingIn() {
      if (!isTrying) giveUp();
    },
  };
}
