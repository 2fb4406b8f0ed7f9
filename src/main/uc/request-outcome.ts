// What became of a request: told by the channels (`channels/request-table.ts`), understood by whoever asked.
import type { CwaError } from '../../protocol/cwa-error';
import type { Failure } from '../../shared/domain/failure';

export type RequestOutcome =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly error?: CwaError }
  /** It certainly did nothing: it may be sent again. */
  | { readonly kind: 'not-sent'; readonly failure: Failure }
  /** It was on the wire and nothing tells what became of it. */
  | { readonly kind: 'unknown' };
