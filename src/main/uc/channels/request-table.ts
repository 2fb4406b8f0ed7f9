// Joins what belongs to one request by its `rid`: the reply of the command channel, the event of the data channel, and whoever
// waits (protocol.md 1.6, 1.8, 6.11). A request whose reply was lost is settled by its event, or ends as `unknown`.
import { CwaErrorCode, type CwaError } from '../../../protocol/cwa-error';
import type { RequestAccepted } from '../../../protocol/replies/request-accepted';
import type { SearchResultEvent } from '../../../protocol/events/search-result';
import type { CwaRequest } from '../../../protocol/requests';
import type { Failure } from '../../../shared/domain/failure';
import { failureOfCwaError } from '../failures';
import type { RequestOutcome } from '../request-outcome';
import { UnnamedFailures } from './unnamed-failures';

export interface RequestListener {
  /** The server has understood it and works on it. More than once where it says so on both channels, and perhaps after the outcome. */
  onAccepted?(reply: RequestAccepted): void;
  /** A `searchResult` that answers it. */
  onResult?(result: SearchResultEvent): void;
  /** Once. */
  onOutcome(outcome: RequestOutcome): void;
}

interface Pending {
  readonly request: CwaRequest;
  readonly listener: RequestListener;
  readonly settlesOnReply: boolean;
  stage: 'waiting' | 'sent' | 'accepted' | 'lost';
  changedAt: number;
  polls: number;
  /** An event has told so; the reply has not come yet. */
  isDone?: boolean;
  /** Settled by what was said of it, and not because nothing was. */
  isTold?: boolean;
}

/** Replies to older requests than these are not expected any more. */
const rememberedRequests = 1_000;
/** After a lost reply: this long, and this many polls, an event may still tell. */
export const lostAfterMs = 10_000;
export const lostAfterPolls = 3;
/** A server that took a request and then says nothing more has done it, as far as anybody can tell (nothing documents a limit). */
export const assumedAfterMs = 20_000;
const mayBeItsOwn: Failure = { code: 'unknown-outcome', detail: 'a failure was told that may be its own' };

export class RequestTable {
  private readonly pending = new Map<string, Pending>();
  /** Settled by an event that overtook the reply, which may still have something to tell. */
  private readonly settled = new Map<string, Pending>();
  /** Of what was asked again under a new `rid`: an answer to the first counts, too. */
  private readonly renamed = new Map<string, string>();
  /** The result of a search under another `rid`, until the document that it came in is over. */
  private misnamed: { readonly rid: string; readonly event: SearchResultEvent } | undefined;

  private readonly unnamed: UnnamedFailures;

  /**
   * `now`: of a monotonic clock; it measures. `onFailureFound`: a failure that named no request turns out to be that of one
   * that is settled here.
   */
  constructor(
    private readonly now: () => number,
    onFailureFound: (rid: string, error: CwaError) => void = () => undefined,
  ) {
    this.unnamed = new UnnamedFailures(now, (rid, error) =>
      this.pending.has(rid) ? this.failAs(rid, error, 'unnamed') : onFailureFound(rid, error),
    );
  }

  open(request: CwaRequest, listener: RequestListener, settlesOnReply: boolean): void {
    this.pending.set(request.rid, {
      request,
      listener,
      settlesOnReply,
      stage: 'waiting',
      changedAt: this.now(),
      polls: 0,
    });
  }

  has(rid: string): boolean {
    return this.pending.has(this.current(rid));
  }

  /** Whether a failure under this `rid` can be that of the request that had it. Undefined: nothing is known of such a request. */
  canFail(told: string): boolean | undefined {
    const rid = this.current(told);
    const pending = this.pending.get(rid);
    if (pending) return pending.stage !== 'waiting';
    const settled = this.settled.get(rid);
    return settled && (settled.isTold !== true || mayFailAgain(settled.request));
  }

  /** The same request under a new rid, to be sent again. Undefined: it is settled. */
  rename(rid: string, newRid: string): CwaRequest | undefined {
    const entry = this.pending.get(rid);
    if (!entry) return undefined;
    this.pending.delete(rid);
    // What was said before counts no more.
    this.unnamed.endedUnknown(rid);
    this.renamed.set(rid, newRid);
    if (this.renamed.size > rememberedRequests) forgetOldest(this.renamed);
    const request: CwaRequest = { ...entry.request, rid: newRid };
    this.open(request, entry.listener, entry.settlesOnReply);
    return request;
  }

  markSent(rid: string): void {
    this.move(rid, 'sent');
  }

  markWaiting(rid: string): void {
    this.move(rid, 'waiting');
  }

  /** The reply was lost: from now on only an event can tell. */
  markLost(rid: string): void {
    const entry = this.pending.get(rid);
    // An event may have overtaken the reply.
    if (entry?.isDone) this.settle(rid, { kind: 'succeeded' });
    else if (entry?.stage === 'sent') this.move(rid, 'lost');
  }

  /** What it tells counts after the end, too: an event may have overtaken it. */
  accept(rid: string, reply: RequestAccepted): void {
    const entry = this.pending.get(rid);
    (entry ?? this.settled.get(rid))?.listener.onAccepted?.(reply);
    if (!entry) return;
    if (entry.stage !== 'accepted') this.move(rid, 'accepted');
    if (entry.settlesOnReply) this.settle(rid, { kind: 'succeeded' });
  }

  /** 7.22: the same by the data channel. There a `rid` may be one that nobody sent (4.4), and mean nothing here. */
  hear(reply: RequestAccepted): void {
    const known = this.pending.get(reply.rid) ?? this.settled.get(reply.rid);
    if (known && known.stage !== 'waiting' && mayAnswer(reply, known.request)) this.accept(reply.rid, reply);
  }

  result(event: SearchResultEvent): void {
    const rid = this.searchOf(event.rid);
    if (rid === undefined) return;
    // 4.4: a page's number, or another's result. What names the search, in the same document, goes before it.
    if (event.rid !== '' && rid !== this.current(event.rid)) {
      this.misnamed = { rid, event };
      return;
    }
    this.answerSearch(rid, event);
  }

  /** All that stood in it, in a reply or in a poll, has been told. */
  documentRead(): void {
    if (this.misnamed) this.answerSearch(this.misnamed.rid, this.misnamed.event);
    this.misnamed = undefined;
  }

  private answerSearch(rid: string, event: SearchResultEvent): void {
    this.pending.get(rid)?.listener.onResult?.(event);
    this.settle(rid, { kind: 'succeeded' });
  }

  succeed(told: string): void {
    const rid = this.current(told);
    const entry = this.pending.get(rid);
    // 3.31: the answer to a search is its result; this one only says that it comes.
    if (entry?.listener.onResult) this.accept(rid, { kind: 'requestAccepted', rid });
    // What it brought is in the reply (1.6), which is still under way.
    else if (entry?.settlesOnReply && entry.stage === 'sent') entry.isDone = true;
    else this.settle(rid, { kind: 'succeeded' });
  }

  giveUp(rid: string): void {
    this.settle(rid, { kind: 'unknown' });
  }

  fail(rid: string, error: CwaError): void {
    this.failAs(rid, error, 'named');
  }

  /** A failure that names no request. `others`: settled here, and still waiting for their end elsewhere. */
  failUnnamed(error: CwaError, others: Iterable<string>): void {
    this.unnamed.heard(error, new Set([...this.underWay(), ...others]));
  }

  /** Also of a request that is settled: it may fail once more (6.6). */
  failureOf(told: string, error: CwaError): Failure {
    const rid = this.current(told);
    return failureOfCwaError(error, (this.pending.get(rid) ?? this.settled.get(rid))?.request);
  }

  failWith(rid: string, failure: Failure): void {
    this.settle(rid, { kind: 'failed', failure });
  }

  giveBack(rid: string, failure: Failure): void {
    this.settle(rid, { kind: 'not-sent', failure });
  }

  /** A poll was answered: the only clock that counts, since without polls no event could have come. */
  polled(): void {
    const now = this.now();
    this.documentRead();
    for (const [rid, entry] of this.pending) {
      if (entry.stage !== 'lost' && entry.stage !== 'accepted') continue;
      entry.polls += 1;
      const age = now - entry.changedAt;
      if (entry.stage === 'accepted') {
        if (age >= assumedAfterMs) this.assume(rid, entry);
      } else if (age >= lostAfterMs && entry.polls >= lostAfterPolls) {
        this.settle(rid, { kind: 'unknown' });
      }
    }
  }

  /** No event of the old session will come any more. A reply that is still under way may tell yet. */
  sessionLost(): void {
    this.misnamed = undefined;
    this.settled.clear();
    for (const [rid, entry] of this.pending) {
      if (entry.stage === 'lost') this.settle(rid, { kind: 'unknown' }, false);
      else if (entry.stage === 'accepted') this.assume(rid, entry);
    }
    this.unnamed.clear();
  }

  /** The end of everything: nobody waits for ever. */
  close(failure: Failure): void {
    for (const [rid, entry] of this.pending) {
      if (entry.isDone) this.settle(rid, { kind: 'succeeded' });
      else this.settle(rid, entry.stage === 'waiting' ? { kind: 'not-sent', failure } : { kind: 'unknown' });
    }
  }

  private current(rid: string): string {
    let current = rid;
    for (let next = this.renamed.get(rid); next !== undefined; next = this.renamed.get(next)) current = next;
    return current;
  }

  private move(rid: string, stage: Pending['stage']): void {
    const entry = this.pending.get(rid);
    if (!entry) return;
    entry.stage = stage;
    entry.changedAt = this.now();
    entry.polls = 0;
  }

  private failAs(told: string, error: CwaError, how: 'named' | 'unnamed'): void {
    const rid = this.current(told);
    const failure = this.failureOf(rid, error);
    if (how === 'named' && this.pending.has(rid)) this.unnamed.failed(rid, error);
    // 18100: nothing was done, the session is gone (5.9).
    if (error.code === CwaErrorCode.sessionNotFound) this.settle(rid, { kind: 'not-sent', failure });
    else this.settle(rid, { kind: 'failed', failure, error });
  }

  /** Nothing was said of it. What begins a conversation has its end there. */
  private assume(rid: string, { request }: Pending): void {
    const isInDoubt = this.unnamed.isSuspected(rid) && !beginsConversation(request);
    this.settle(rid, isInDoubt ? { kind: 'failed', failure: mayBeItsOwn } : { kind: 'succeeded' }, false);
  }

  private settle(rid: string, outcome: RequestOutcome, isTold = outcome.kind !== 'unknown'): void {
    const entry = this.pending.get(rid);
    if (!entry) return;
    entry.isTold = isTold;
    this.pending.delete(rid);
    this.settled.set(rid, entry);
    if (this.settled.size > rememberedRequests) forgetOldest(this.settled);
    entry.listener.onOutcome(outcome);
    if (outcome.kind !== 'succeeded') this.unnamed.endedUnknown(rid);
    else if (isTold) this.unnamed.succeeded(rid);
    else if (!beginsConversation(entry.request)) this.unnamed.endedUnknown(rid);
  }

  /** Those that have been sent, and of which something is still to be told. */
  private underWay(): string[] {
    return [...this.pending].flatMap(([rid, { stage, isDone }]) => (stage === 'waiting' || isDone ? [] : [rid]));
  }

  /** Under a `rid` that is no search's it answers the only one that is under way. */
  private searchOf(told: string): string | undefined {
    const rid = this.current(told);
    if (this.pending.get(rid)?.listener.onResult || this.settled.get(rid)?.listener.onResult) return rid;
    const [only, second] = this.underWay().filter((each) => this.pending.get(each)?.listener.onResult);
    return second === undefined ? only : undefined;
  }
}

function forgetOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}

/** The number of a conversation belongs to what begins one. */
function mayAnswer({ confId, session }: RequestAccepted, request: CwaRequest): boolean {
  if (session) return false;
  if (confId === undefined) return true;
  return request.kind === 'conference' && (request.confId === 0 || request.action.kind === 'voIPReplyWithIM');
}

const beginsConversation = (request: CwaRequest): boolean =>
  request.kind === 'conference' && request.action.kind === 'initiateImSession';

/** 6.6: for several people, one after the other. */
function mayFailAgain(request: CwaRequest): boolean {
  if (request.kind !== 'conference') return false;
  switch (request.action.kind) {
    case 'initiateImSession':
    case 'inviteParticipants':
    case 'sendMessage':
    case 'voIPReplyWithIM':
      return true;
    default:
      return false;
  }
}
