// Joins what belongs to one request by its `rid`: the reply of the command channel, the event of the data channel, and whoever
// waits (protocol.md 1.6, 1.8, 6.11). A request whose reply was lost is settled by its event, or ends as `unknown`.
import { CwaErrorCode, type CwaError } from '../../protocol/cwa-error';
import type { RequestAccepted } from '../../protocol/replies/request-accepted';
import type { SearchResultEvent } from '../../protocol/events/search-result';
import type { CwaRequest } from '../../protocol/requests';
import type { Failure } from '../../shared/domain/failure';
import { failureOfCwaError } from './failures';

export type RequestOutcome =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly error?: CwaError }
  /** It certainly did nothing: it may be sent again. */
  | { readonly kind: 'not-sent'; readonly failure: Failure }
  /** It was on the wire and nothing tells what became of it. */
  | { readonly kind: 'unknown' };

export interface RequestListener {
  /** The server has understood it and works on it. */
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
}

/** After a lost reply: this long, and this many polls, an event may still tell. */
export const lostAfterMs = 10_000;
export const lostAfterPolls = 3;
/** A server that took a request and then says nothing more has done it, as far as anybody can tell (nothing documents a limit). */
export const assumedAfterMs = 20_000;

export class RequestTable {
  private readonly pending = new Map<string, Pending>();

  /** `now`: of a clock that nobody sets; it measures. */
  constructor(private readonly now: () => number) {}

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
    return this.pending.has(rid);
  }

  /** The same request under a new rid, to be sent again. Undefined: it is settled. */
  rename(rid: string, newRid: string): CwaRequest | undefined {
    const entry = this.pending.get(rid);
    if (!entry) return undefined;
    this.pending.delete(rid);
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
    // An event may have overtaken the reply.
    if (this.pending.get(rid)?.stage === 'sent') this.move(rid, 'lost');
  }

  accept(rid: string, reply: RequestAccepted): void {
    const entry = this.pending.get(rid);
    if (!entry || entry.stage === 'accepted') return;
    this.move(rid, 'accepted');
    entry.listener.onAccepted?.(reply);
    if (entry.settlesOnReply) this.settle(rid, { kind: 'succeeded' });
  }

  result(event: SearchResultEvent): void {
    this.pending.get(event.rid)?.listener.onResult?.(event);
    this.settle(event.rid, { kind: 'succeeded' });
  }

  succeed(rid: string): void {
    // 3.31: the answer to a search is its result; this one only says that it comes.
    if (this.pending.get(rid)?.listener.onResult) this.accept(rid, { kind: 'requestAccepted', rid });
    else this.settle(rid, { kind: 'succeeded' });
  }

  giveUp(rid: string): void {
    this.settle(rid, { kind: 'unknown' });
  }

  fail(rid: string, error: CwaError): void {
    const failure = failureOfCwaError(error);
    // 18100: nothing was done, the session is gone (5.9).
    if (error.code === CwaErrorCode.sessionNotFound) this.settle(rid, { kind: 'not-sent', failure });
    else this.settle(rid, { kind: 'failed', failure, error });
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
    for (const [rid, entry] of this.pending) {
      if (entry.stage !== 'lost' && entry.stage !== 'accepted') continue;
      entry.polls += 1;
      const age = now - entry.changedAt;
      if (entry.stage === 'accepted') {
        if (age >= assumedAfterMs) this.settle(rid, { kind: 'succeeded' });
      } else if (age >= lostAfterMs && entry.polls >= lostAfterPolls) {
        this.settle(rid, { kind: 'unknown' });
      }
    }
  }

  /** No event of the old session will come any more. A reply that is still under way may tell yet. */
  sessionLost(): void {
    for (const [rid, entry] of this.pending) {
      if (entry.stage === 'lost') this.settle(rid, { kind: 'unknown' });
      else if (entry.stage === 'accepted') this.settle(rid, { kind: 'succeeded' });
    }
  }

  /** The end of everything: nobody waits for ever. */
  close(failure: Failure): void {
    for (const [rid, entry] of this.pending) {
      this.settle(rid, entry.stage === 'waiting' ? { kind: 'not-sent', failure } : { kind: 'unknown' });
    }
  }

  private move(rid: string, stage: Pending['stage']): void {
    const entry = this.pending.get(rid);
    if (!entry) return;
    entry.stage = stage;
    entry.changedAt = this.now();
    entry.polls = 0;
  }

  private settle(rid: string, outcome: RequestOutcome): void {
    const entry = this.pending.get(rid);
    if (!entry) return;
    this.pending.delete(rid);
    entry.listener.onOutcome(outcome);
  }
}
