// What an answer to a poll says (protocol.md 1.7, 2.3, 5.9): events, that the session is lost, a refusal, or nothing of use.
import { CwaErrorCode, type CwaError } from '../../protocol/cwa-error';
import { decodeRefusals, isRefusalName, type Refusal } from '../../protocol/refusals';
import type { Failure } from '../../shared/domain/failure';
import type { EventDecoder, SlicedEvents } from './event-decoder';
import { failureOfError, failureOfStatus, isSuccess } from './failures';
import type { HttpResponse } from './transport';

export type PollAnswer =
  | { readonly kind: 'ticketRefused' }
  | { readonly kind: 'events'; readonly document: SlicedEvents }
  /** 18100. The document may have held events all the same. */
  | { readonly kind: 'sessionLost'; readonly document?: SlicedEvents; readonly refusals: readonly Refusal[] }
  /** The service refuses the poll. */
  | { readonly kind: 'refused'; readonly error: CwaError }
  /** Nothing says that the next poll fares better. `isDocument`: what came has a body that cannot be read. */
  | { readonly kind: 'unusable'; readonly failure: Failure; readonly isDocument: boolean }
  /** The trouble of a server, or of what stands before it. */
  | { readonly kind: 'failed'; readonly failure: Failure };

export async function readPoll(response: HttpResponse, sid: number, decode: EventDecoder): Promise<PollAnswer> {
  const { status, body } = response;
  if (status === 401) return { kind: 'ticketRefused' };
  if (!isSuccess(status)) return answerOfStatus(status, refusalsIn(body, sid));
  let document: SlicedEvents;
  try {
    document = await decode(body);
  } catch (error) {
    const refusals = refusalsIn(body, sid);
    return refusalOf(refusals) ?? { kind: 'unusable', failure: failureOfError(error), isDocument: true };
  }
  const refusals = mayRefuse(document) ? refusalsIn(body, sid) : [];
  const lost = refusals.filter(isSessionLost);
  if (lost.length > 0) return { kind: 'sessionLost', document: withoutRefusals(document, sid), refusals: lost };
  // Proxies have been seen to mix answers up; the numbers of another session mean nothing in this one.
  if (isForeign(document.sid, sid)) return foreign;
  const isAllRefused = document.ackId === undefined && document.events.length === refusals.length;
  return (isAllRefused && refusalOf(refusals)) || { kind: 'events', document };
}

const foreign: PollAnswer = {
  kind: 'unusable',
  failure: { code: 'stale-answers', detail: 'the events of another session' },
  isDocument: false,
};

/** Section 8: which status goes with a `sid` that is not known is not documented, so the body counts whatever the status. */
function answerOfStatus(status: number, refusals: readonly Refusal[]): PollAnswer {
  const lost = refusals.filter(isSessionLost);
  if (lost.length > 0) return { kind: 'sessionLost', refusals: lost };
  const failure = failureOfStatus(status);
  const isRefusal = failure.code === 'bad-request';
  return isRefusal ? { kind: 'unusable', failure, isDocument: false } : { kind: 'failed', failure };
}

function refusalOf(refusals: readonly Refusal[]): PollAnswer | undefined {
  const lost = refusals.filter(isSessionLost);
  if (lost.length > 0) return { kind: 'sessionLost', refusals: lost };
  const [first] = refusals;
  return first && { kind: 'refused', error: first.error };
}

const isSessionLost = ({ error }: Refusal): boolean => error.code === CwaErrorCode.sessionNotFound;

/** A document without `sid` is ours, and so is one with 0, the number of no session (our choice, nothing is documented). */
const isForeign = (documentSid: number | undefined, sid: number): boolean =>
  documentSid !== undefined && documentSid !== 0 && documentSid !== sid;

function refusalsIn(body: string, sid: number): readonly Refusal[] {
  const { sid: documentSid, refusals } = decodeRefusals(body);
  return isForeign(documentSid, sid) ? [] : refusals;
}

function mayRefuse({ events }: SlicedEvents): boolean {
  return events.some(([event]) =>
    event?.kind === 'unknown' ? isRefusalName(event.name) : event?.kind === 'requestFailed',
  );
}

/** The refusals are the caller's; what else stands there is told once and not again. */
function withoutRefusals(document: SlicedEvents, sid: number): SlicedEvents {
  if (isForeign(document.sid, sid)) return { ...document, events: [] };
  const isRefusal = ([event]: SlicedEvents['events'][number]): boolean =>
    event?.kind === 'requestFailed' && event.error.code === CwaErrorCode.sessionNotFound;
  return { ...document, events: document.events.filter((pieces) => !isRefusal(pieces)) };
}

/** The number in the root of a whole but malformed document of our session; a truncated one is better asked for again. */
export function ackIdOfUnreadable(body: string, sid: number): number | undefined {
  if (!/<\/cwaEvents\s*>\s*$/.test(body)) return undefined;
  const attributes = /^[^<]*(?:<\?[^>]*>\s*)?<cwaEvents(\s[^>]*)/i.exec(body)?.[1] ?? '';
  const number = (name: string): number => Number(new RegExp(`\\s${name}="(\\d{1,15})"`, 'i').exec(attributes)?.[1]);
  const isForeign = !Number.isNaN(number('sid')) && number('sid') !== sid;
  if (isForeign || Number.isNaN(number('ackId'))) return undefined;
  return number('ackId');
}
