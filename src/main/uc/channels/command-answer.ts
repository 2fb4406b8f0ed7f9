// What an answer to commands says of the requests in it (protocol.md 1.6, 2.2, 5.9, 6.11).
import { CwaErrorCode } from '../../../protocol/cwa-error';
import { decodeRefusals, type Refusal } from '../../../protocol/refusals';
import { decodeReplies, type CwaReply } from '../../../protocol/replies';
import type { Failure } from '../../../shared/domain/failure';
import { failureOfAnswer, failureOfStatus, isSuccess } from '../failures';
import type { HttpResponse } from '../http/transport';

export type CommandAnswer =
  | { readonly kind: 'ticketRefused' }
  /** 429: nothing was done; the server wants to be asked later. */
  | { readonly kind: 'throttled' }
  | { readonly kind: 'replies'; readonly replies: readonly CwaReply[] }
  /** Refused as a whole: nothing was done. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** Nobody knows how far it came. */
  | { readonly kind: 'lost'; readonly failure: Failure };

export function readCommandAnswer({ status, body }: HttpResponse): CommandAnswer {
  if (status === 401) return { kind: 'ticketRefused' };
  if (status === 429) return { kind: 'throttled' };
  if (isSuccess(status)) return readDocument(body);
  // Section 8: which status goes with a `sid` that is not known is not documented, so the body counts whatever the status.
  const { refusals } = decodeRefusals(body);
  if (refusals.some(({ error }) => error.code === CwaErrorCode.sessionNotFound)) return repliesOf(refusals);
  const failure = failureOfStatus(status);
  // 408 is a gateway's word for a time-out as well (field notes).
  const isRefusal = status >= 400 && status < 500 && status !== 408;
  return { kind: isRefusal ? 'refused' : 'lost', failure };
}

function readDocument(body: string): CommandAnswer {
  try {
    return { kind: 'replies', replies: decodeReplies(body).replies };
  } catch (error) {
    const { refusals } = decodeRefusals(body);
    return refusals.length > 0 ? repliesOf(refusals) : { kind: 'lost', failure: failureOfAnswer(error) };
  }
}

function repliesOf(refusals: readonly Refusal[]): CommandAnswer {
  return {
    kind: 'replies',
    replies: refusals.map(({ rid, error }) =>
      rid === undefined ? { kind: 'error', error } : { kind: 'requestFailed', rid, error },
    ),
  };
}
