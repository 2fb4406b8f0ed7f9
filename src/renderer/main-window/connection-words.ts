// Why the connection is lost, in words for somebody who has been signed in: what a sign-in form would say of a wrong address or a
// strange server would frighten them for nothing.
import type { Failure } from '../../shared/domain/failure';
import { failureKey } from '../failure-text';

/** The key of the sentence. */
export function lostBecause(failure: Failure): string {
  switch (failure.code) {
    case 'unknown-host':
      return 'failures.unreachable';
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
