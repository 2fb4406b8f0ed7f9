// How the state of the session looks to a person.
import { assertNever } from '../../../shared/assert-never';
import type { Connection } from '../../../shared/domain/connection';
import type { Failure } from '../../../shared/domain/failure';
import type { SignInOptions } from '../engine';
import type { SessionState } from './session';

export function connectionOf(state: SessionState, options: SignInOptions): Connection {
  switch (state.kind) {
    case 'signed-out':
      return { kind: 'signed-out', ...(state.failure && { failure: state.failure }) };
    case 'connecting':
      return { kind: 'connecting', step: state.step };
    case 'online':
      return { kind: 'online', since: state.since };
    case 'reconnecting':
      return {
        kind: 'reconnecting',
        failure: state.failure,
        attempt: state.attempt,
        retryAt: state.retryAt,
        // Still so while the answer is tried: who asked shows what became of it.
        ...((state.step === 'asking' || state.isAnswered) && { asks: whatToAsk(state.failure, options) }),
        ...(state.failure.proxy && { asks: 'proxy' }),
      };
    default:
      return assertNever(state);
  }
}

function whatToAsk({ code }: Failure, { method, user }: SignInOptions): 'password' | 'again' {
  const hasPassword = method !== 'sso' && user !== undefined;
  return hasPassword && (code === 'wrong-password' || code === 'credentials-needed') ? 'password' : 'again';
}
