// What an answer to a poll says (protocol.md 1.7, 2.3, 5.9): events, that the session is lost, a refusal, or nothing of use.
import { CwaErrorCode, type CwaError } from '../../../protocol/cwa-error';
import { isRefusalName, type Refusal } from '../../../protocol/refusals';
import type { Failure } from '../../../shared/domain/failure';
import type { EventDecoder, SlicedEvents } from '../decoding/event-decoder';
import { failureOfAnswer, failureOfStatus, isSuccess } from '../failures';
import type { HttpResponse } from '../http/transport';

export type PollAnswer =
  | { readonly kind: 'ticketRefused' }
  | { readonly kind: 'events'; readonly document: SlicedEvents }
  /** 18100. The document may have held events all the same. */
  | { readonly kind: 'sessionLost'; readonly document: SlicedEvents; readonly refusals: readonly Refusal[] }
  /** The service refuses the poll. */
  | { readonly kind: 'refused'; readonly error: CwaError }
  /** Nothing says that the next poll fares better. `isDocument`: what came has a body that cannot be read. */
  | { readonly kind: 'unusable'; readonly failure: Failure; readonly isDocument: boolean }
  /** The trouble of a server, or of what stands before it. */
  | { readonly kind: 'failed'; readonly failure: Failure };

export async function readPoll({ status, body }: HttpResponse, sid: number, decode: EventDecoder): Promise<PollAnswer> {
  if (status === 401) return { kind: 'ticketRefused' };
  let document: SlicedEvents;
  try {
    document = await decode(body);
  } catch (error) {
    if (!isSuccess(status)) return answerOfStatus(status);
    return { kind: 'unusable', failure: failureOfAnswer(error), isDocument: true };
  }
  // Proxies have been seen to mix answers up; the numbers and refusals of another session mean nothing in this one.
  if (isForeign(document.sid, sid)) return isSuccess(status) ? foreign : answerOfStatus(status);
  const lost = document.refusals.filter(({ error }) => error.code === CwaErrorCode.sessionNotFound);
  // Section 8: which status goes with a `sid` that is not known is not documented, so the body counts whatever the status.
  if (lost.length > 0) return { kind: 'sessionLost', document: withoutRefusals(document), refusals: lost };
  if (!isSuccess(status)) return answerOfStatus(status);
  const refusal = refusalOfPoll(document);
  return refusal ? { kind: 'refused', error: refusal.error } : { kind: 'events', document };
}

const foreign: PollAnswer = {
  kind: 'unusable',
  failure: { code: 'stale-answers', detail: 'the events of another session' },
  isDocument: false,
};

function answerOfStatus(status: number): PollAnswer {
  const failure = failureOfStatus(status);
  const isRefusal = failure.code === 'bad-request';
  return isRefusal ? { kind: 'unusable', failure, isDocument: false } : { kind: 'failed', failure };
}

/** A document without `sid` is ours, and so is one with 0, the number of no session (our choice, nothing is documented). */
const isForeign = (documentSid: number | undefined, sid: number): boolean =>
  documentSid !== undefined && documentSid !== 0 && documentSid !== sid;

type DecodedPiece = SlicedEvents['events'][number][number];

/** `error` itself is no event (2.3), and nothing that could not be read. */
function isBareRefusal(event: DecodedPiece | undefined): boolean {
  return event?.kind === 'unknown' && isRefusalName(event.name);
}

function isAllRefused({ ackId, events }: SlicedEvents): boolean {
  const isRefusal = (event: DecodedPiece | undefined): boolean =>
    isBareRefusal(event) || (event?.kind === 'requestFailed' && event.error.code !== 0);
  return ackId === undefined && events.every(([event]) => isRefusal(event));
}

function refusalOfPoll(document: SlicedEvents): Refusal | undefined {
  // Where it broke more may have stood; what names a request is the answer to that one.
  if (document.isBroken) return document.refusals.find(({ rid }) => rid === undefined);
  return isAllRefused(document) ? document.refusals[0] : undefined;
}

/** Those of the session are the caller's; what else stands there is told once and not again. */
function withoutRefusals(document: SlicedEvents): SlicedEvents {
  const isLost = (event: DecodedPiece | undefined): boolean =>
    isBareRefusal(event) || (event?.kind === 'requestFailed' && event.error.code === CwaErrorCode.sessionNotFound);
  return { ...document, events: document.events.filter(([event]) => !isLost(event)) };
}

/** The number in the root of a whole but malformed document of our session; a truncated one is better asked for again. */
export function ackIdOfUnreadable(body: string, sid: number): number | undefined {
  if (!/<\/cwaEvents\s*>\s*$/.test(body)) return undefined;
  const attributes = /^[^<]*(?:<\?[^>]*>\s*)?<cwaEvents(\s[^>]*)/i.exec(body)?.[1] ?? '';
  const number = (name: string): number | undefined => {
    const digits = new RegExp(`\\s${name}="(\\d{1,15})"`, 'i').exec(attributes)?.[1];
    return digits === undefined ? undefined : Number(digits);
  };
  return isForeign(number('sid'), sid) ? undefined : number('ackId');
}
