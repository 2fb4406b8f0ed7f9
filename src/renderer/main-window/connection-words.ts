// Why the connection is lost, in words for somebody for whom Parley tries again by itself: what a sign-in form would say of a wrong address
// or a strange server would frighten them for nothing, and nobody is told to try again.
import type { Failure } from '../../shared/domain/failure';
import { failureKey } from '../failure-text';

/** The key of the sentence. */
export function lostBecause(failure: Failure): string {
  switch (failure.code) {
    case 'unreachable':
    case 'unknown-host':
      return `main-window.connection.because.${failure.stoppedAt === 'proxy' ? 'proxy' : 'unreachable'}`;
    case 'timeout':
    case 'server-error':
    case 'captive-portal':
      return `main-window.connection.because.${failure.code}`;
    case 'not-a-server':
    case 'redirected':
    case 'bad-request':
    case 'too-long':
    case 'internal':
      return 'main-window.connection.broken';
    case 'not-connected':
    case 'not-signed-in':
      return 'main-window.connection.reopening';
    default:
      return failureKey(failure);
  }
}
