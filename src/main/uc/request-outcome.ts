// What became of a request: told by the channels (`channels/request-table.ts`), understood by whoever asked.
import type { CwaError } from '../../protocol/cwa-error';
import { assertNever } from '../../shared/assert-never';
import { errorOfFailure, FailureError, type Failure } from '../../shared/domain/failure';

export type RequestOutcome =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly error?: CwaError }
  /** It certainly did nothing: it may be sent again. */
  | { readonly kind: 'not-sent'; readonly failure: Failure }
  /** It was on the wire and nothing tells what became of it. */
  | { readonly kind: 'unknown' };

/** Of a request that did not succeed: what is said to the person. */
export function errorOfOutcome(outcome: RequestOutcome): FailureError {
  switch (outcome.kind) {
    case 'failed':
      return errorOfFailure(outcome.failure);
    case 'not-sent': {
      const { code } = outcome.failure;
      return code === 'cancelled'
        ? new FailureError('cancelled')
        : errorOfFailure({ ...outcome.failure, code: 'not-connected' });
    }
    case 'unknown':
      return new FailureError('unknown-outcome', 'the reply was lost');
    case 'succeeded':
      return new FailureError('internal', 'no failure');
    default:
      return assertNever(outcome);
  }
}
