// The command channel (protocol.md 1.6): one POST in flight at a time, so that order holds; what is ready together and does not
// touch the same thing goes in one. A reply that was lost is never answered by sending the same thing blindly again (6.11).
import { assertNever } from '../../../shared/assert-never';
import { CwaErrorCode } from '../../../protocol/cwa-error';
import type { CwaReply } from '../../../protocol/replies';
import type { RequestAccepted } from '../../../protocol/replies/request-accepted';
import { encodeRequests, type CwaRequest } from '../../../protocol/requests';
import type { SipUri } from '../../../protocol/sip-uri';
import { failureOfError, type Failure } from '../../../shared/domain/failure';
import { readCommandAnswer, type CommandAnswer } from './command-answer';
import type { CwaHttp } from '../http/cwa-http';
import { endpoints } from '../http/endpoints';
import type { Environment } from '../environment';
import { wasNeverSent } from '../failures';
import { eventsIn, type HeardEvent } from './heard-events';
import { matchReplies } from './match-replies';
import { isBoundToSession, isRepeatable, orderKey, settlesOnReply } from './order-of-effects';
import type { RequestListener, RequestTable } from './request-table';
import type { HttpResponse } from '../http/transport';

export interface CommandQueueHooks {
  newRid(): string;
  /** Before a batch goes out, for example until its messages are on disk. */
  beforeSend(): Promise<void>;
  onTicketRefused(): void;
  onSessionLost(): void;
  /** Accepted under a `rid` that is none of the batch's. */
  onForeignReply(reply: RequestAccepted): void;
  /** 7.4: events that stand in an answer to what was sent at this time. */
  onEvents(events: readonly HeardEvent[], sentAt: number): void;
  /** The channel did not answer as it should: a poll tells whether the connection lives. */
  onTrouble(failure: Failure): void;
  /** A reply could be read. `owesEvent`: the rest is told on the data channel (1.8). */
  onAnswered(owesEvent: boolean): void;
}

interface Waiting {
  readonly request: CwaRequest;
  readonly key: string;
  /** How often a reply was lost, or the server asked to wait. */
  tries: number;
  /** A reply to it was lost: it may have been done. */
  readonly mayBeDone: boolean;
  expiry: unknown;
}

const commandTimeoutMs = 30_000;
/** An answer later than this is none to somebody who waits. */
const probeTimeoutMs = 10_000;
/** A server that waits for a slow reader is not helped by more than this in one document. */
const maxBatch = 20;
const maxTries = 3;
/** Nobody waits longer than this for a connection before hearing that there is none. */
const holdMs = 30_000;
/** 18101, 429: too many requests. */
const throttleMs = 2_000;

export class CommandQueue {
  private waiting: Waiting[] = [];
  private sid: number | undefined;
  private isOpen = false;
  private isBusy = false;
  private isClosed = false;
  private isThrottled = false;
  /** Raised at every change of session: an answer of an older one settles only its own requests. */
  private generation = 0;
  private throttle: unknown;
  /** Ends what is under way. */
  private readonly hungUp = new AbortController();

  constructor(
    private readonly http: CwaHttp,
    private readonly table: RequestTable,
    private readonly environment: Environment,
    private readonly hooks: CommandQueueHooks,
  ) {}

  add(request: CwaRequest, listener: RequestListener): void {
    this.table.open(request, listener, settlesOnReply(request));
    if (this.isClosed) {
      this.table.giveBack(request.rid, { code: 'not-signed-in' });
      return;
    }
    const entry: Waiting = { request, key: orderKey(request), tries: 0, mayBeDone: false, expiry: undefined };
    this.waiting.push(entry);
    this.holdForAWhile([entry]);
    this.schedule();
  }

  open(sid: number): void {
    this.sid = sid;
    this.isOpen = true;
    this.schedule();
  }

  /** Holds everything back until `open`. */
  pause(): void {
    this.isOpen = false;
  }

  /**
   * Asks something that changes nothing and has an event of its own (3.28), to learn whether commands get through: also while the
   * rest is held back. With one under way already, that one tells.
   */
  async probe(sid: number, self: SipUri): Promise<void> {
    if (this.isBusy || this.isClosed) return;
    this.isBusy = true;
    const { generation } = this;
    const request: CwaRequest = { kind: 'queryPresence', rid: this.hooks.newRid(), uris: [self] };
    const sentAt = this.environment.monotonicNow();
    try {
      const body = encodeRequests({ sid, requests: [request] });
      const response = await this.http.post('command', endpoints.command, body, {
        timeoutMs: probeTimeoutMs,
        signal: this.hungUp.signal,
      });
      if (generation === this.generation) this.judgeProbe(readCommandAnswer(response), sentAt);
    } catch (error) {
      if (generation === this.generation) this.hooks.onTrouble(failureOfError(error));
    } finally {
      this.isBusy = false;
      this.schedule();
    }
  }

  /** Requests that mean something only in the old session go back; the others wait for the new one. */
  loseSession(failure: Failure): void {
    this.pause();
    this.generation += 1;
    this.sid = undefined;
    const bound = this.waiting.filter(({ request }) => isBoundToSession(request));
    this.waiting = this.waiting.filter((entry) => !bound.includes(entry));
    for (const entry of bound) {
      this.release(entry);
      this.giveBack(entry, failure);
    }
    this.table.sessionLost();
  }

  /** Nothing more goes out. What is under way may still arrive, but nobody waits for its answer: `hangUp` ends it. */
  close(failure: Failure): void {
    this.isClosed = true;
    this.pause();
    this.generation += 1;
    this.environment.timers.clearTimeout(this.throttle);
    for (const entry of this.waiting) this.release(entry);
    this.waiting = [];
    this.table.close(failure);
  }

  /** After `close`: an answer that came later would speak into whatever follows, its cookies before all else. */
  hangUp(): void {
    this.hungUp.abort();
  }

  private get canSend(): boolean {
    return this.isOpen && !this.isThrottled;
  }

  private schedule(): void {
    if (this.isBusy || !this.canSend || this.waiting.length === 0) return;
    this.isBusy = true;
    // What is asked for in the same breath goes together.
    queueMicrotask(() => void this.drain());
  }

  private async drain(): Promise<void> {
    try {
      while (this.canSend && this.waiting.length > 0) await this.sendBatch(this.takeBatch());
    } catch (error) {
      this.environment.log('commands', { error });
    } finally {
      this.isBusy = false;
    }
    this.schedule();
  }

  /** The first of each key: what follows on the same thing waits for the next POST. */
  private takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    const keys = new Set<string>();
    for (const entry of this.waiting) {
      if (batch.length < maxBatch && !keys.has(entry.key)) batch.push(entry);
      else rest.push(entry);
      keys.add(entry.key);
    }
    this.waiting = rest;
    for (const entry of batch) this.release(entry);
    return batch;
  }

  private async sendBatch(batch: Waiting[]): Promise<void> {
    const { generation, sid } = this;
    if (sid === undefined) return this.putBack(batch);
    await this.hooks.beforeSend();
    if (generation !== this.generation || !this.isOpen) return this.putBack(batch);
    const body = this.encode(sid, batch);
    if (body === undefined) return;
    for (const { request } of batch) this.table.markSent(request.rid);
    const sentAt = this.environment.monotonicNow();
    let response: HttpResponse;
    try {
      response = await this.http.post('command', endpoints.command, body, {
        timeoutMs: commandTimeoutMs,
        signal: this.hungUp.signal,
      });
    } catch (error) {
      const failure = failureOfError(error);
      const isLate = generation !== this.generation;
      if (wasNeverSent(failure)) this.putBack(batch, isLate);
      else this.lose(batch, isLate);
      if (!isLate) this.trouble(failure);
      return;
    }
    this.settleAnswer(batch, response, sentAt, generation !== this.generation);
  }

  private encode(sid: number, batch: Waiting[]): string | undefined {
    try {
      return encodeRequests({ sid, requests: batch.map(({ request }) => request) });
    } catch {
      // One of them cannot be written, and trying again would end the same way; the others are not to blame.
      this.putBack(batch.filter((entry) => this.isWritable(entry)));
      return undefined;
    }
  }

  private isWritable({ request }: Waiting): boolean {
    try {
      encodeRequests({ requests: [request] });
      return true;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.table.failWith(request.rid, { code: 'bad-request', detail });
      return false;
    }
  }

  /** `isLate`: the session that it was for has been given up meanwhile. */
  private settleAnswer(batch: Waiting[], response: HttpResponse, sentAt: number, isLate: boolean): void {
    const answer = readCommandAnswer(response);
    switch (answer.kind) {
      case 'ticketRefused':
        this.putBack(batch, isLate);
        if (!isLate) this.refuseTicket();
        return;
      case 'throttled':
        this.putBack(batch, isLate);
        return this.waitForServer();
      case 'refused':
        for (const { request } of batch) this.table.failWith(request.rid, answer.failure);
        if (!isLate) this.trouble(answer.failure);
        return;
      case 'lost':
        this.lose(batch, isLate);
        if (!isLate) this.trouble(answer.failure);
        return;
      case 'replies':
        return this.settleReplies(batch, answer.replies, sentAt, isLate);
      default:
        return assertNever(answer);
    }
  }

  private judgeProbe(answer: CommandAnswer, sentAt: number): void {
    if (answer.kind === 'ticketRefused') return this.refuseTicket();
    if (answer.kind === 'throttled') return this.hooks.onAnswered(false);
    if (answer.kind !== 'replies') return this.hooks.onTrouble(answer.failure);
    if (answer.replies.some(tellsLostSession)) return this.sessionLost();
    const events = eventsIn(answer.replies);
    this.hooks.onEvents(events, sentAt);
    this.hooks.onAnswered(events.length === 0 && !answer.replies.some((reply) => 'error' in reply));
  }

  private sessionLost(): void {
    this.pause();
    this.hooks.onSessionLost();
  }

  private refuseTicket(): void {
    this.pause();
    this.hooks.onTicketRefused();
  }

  private settleReplies(batch: Waiting[], replies: readonly CwaReply[], sentAt: number, isLate: boolean): void {
    for (const reply of replies) {
      if (reply.kind !== 'unknown' && reply.kind !== 'signInSucceeded') continue;
      this.environment.log('commands: unexpected reply', { reply: reply.kind });
    }
    const { byRid, foreign } = matchReplies(
      batch.map(({ request }) => request),
      replies,
      (rid) => this.table.has(rid),
    );
    const accepted: Waiting[] = [];
    const lost: Waiting[] = [];
    const sessionless: Waiting[] = [];
    const throttled: Waiting[] = [];
    for (const entry of batch) {
      const { rid } = entry.request;
      const answer = byRid.get(rid);
      if (answer?.kind === 'accepted') {
        accepted.push(entry);
        this.table.accept(rid, answer.reply);
        if (answer.isDone) this.table.succeed(rid);
      } else if (answer) {
        if (answer.error.code === CwaErrorCode.sessionNotFound) sessionless.push(entry);
        else if (answer.error.code === CwaErrorCode.requestThrottled && entry.tries < maxTries) throttled.push(entry);
        else this.table.fail(rid, answer.error);
      } else lost.push(entry);
    }
    if (!isLate) {
      for (const word of foreign) if (word.kind === 'requestAccepted') this.hooks.onForeignReply(word);
      this.hooks.onEvents(eventsIn(replies, foreign), sentAt);
      this.table.documentRead();
      // 1.8: of what they settle nothing more is told.
      const owesEvent = ({ request }: Waiting): boolean => !settlesOnReply(request) && this.table.has(request.rid);
      this.hooks.onAnswered([...accepted, ...lost].some(owesEvent));
    }
    this.lose(lost, isLate);
    if (throttled.length > 0) {
      for (const entry of throttled) entry.tries += 1;
      this.putBack(throttled, isLate);
      this.waitForServer();
    }
    if (sessionless.length > 0) {
      this.putBack(sessionless, isLate);
      if (!isLate) this.sessionLost();
    } else if (lost.length > 0 && !isLate && replies.some(tellsLostSession)) {
      // It speaks of a request that is not ours, or of an older one: the next poll says whether it means the session of now.
      this.hooks.onTrouble(sessionIsGone);
    }
  }

  /** Nothing was done: they go again, first. What belongs to a conversation of a lost session goes back to its owner. */
  private putBack(batch: Waiting[], isLate = false): void {
    const kept: Waiting[] = [];
    for (const entry of batch) {
      const { rid } = entry.request;
      if (!this.table.has(rid)) continue;
      if (this.isClosed || (isLate && isBoundToSession(entry.request))) this.giveBack(entry, sessionIsGone);
      else {
        this.table.markWaiting(rid);
        kept.push(entry);
      }
    }
    this.waiting = [...kept, ...this.waiting];
    this.holdForAWhile(kept);
  }

  /** Asks again what may be asked twice, with a new rid; the rest waits for its event. */
  private lose(batch: Waiting[], isLate: boolean): void {
    const again: Waiting[] = [];
    for (const entry of batch) {
      const { request } = entry;
      const mayRepeat = isRepeatable(request) && entry.tries < maxTries && !(isLate && isBoundToSession(request));
      if (this.isClosed || !mayRepeat) {
        this.table.markLost(request.rid);
        // No event of the old session will come any more.
        if (isLate || this.isClosed) this.table.giveUp(request.rid);
        continue;
      }
      const renamed = this.table.rename(request.rid, this.hooks.newRid());
      if (renamed) again.push({ ...entry, request: renamed, tries: entry.tries + 1, mayBeDone: true });
    }
    this.waiting = [...again, ...this.waiting];
    this.holdForAWhile(again);
  }

  /** It will not go out (again). Nobody may say of it that it did nothing where an earlier try may have arrived. */
  private giveBack({ request: { rid }, mayBeDone }: Waiting, failure: Failure): void {
    if (mayBeDone) this.table.giveUp(rid);
    else this.table.giveBack(rid, failure);
  }

  private trouble(failure: Failure): void {
    this.pause();
    this.hooks.onTrouble(failure);
  }

  private waitForServer(): void {
    const { timers } = this.environment;
    timers.clearTimeout(this.throttle);
    this.isThrottled = true;
    this.throttle = timers.setTimeout(() => {
      this.isThrottled = false;
      this.schedule();
    }, throttleMs);
  }

  private holdForAWhile(entries: readonly Waiting[]): void {
    for (const entry of entries) {
      this.release(entry);
      entry.expiry = this.environment.timers.setTimeout(() => this.expire(entry), holdMs);
    }
  }

  private release(entry: Waiting): void {
    this.environment.timers.clearTimeout(entry.expiry);
    entry.expiry = undefined;
  }

  private expire(entry: Waiting): void {
    const index = this.waiting.indexOf(entry);
    if (index < 0) return;
    this.waiting.splice(index, 1);
    this.giveBack(entry, { code: 'not-connected', detail: 'no connection in time' });
  }
}

function tellsLostSession(reply: CwaReply): boolean {
  return 'error' in reply && reply.error.code === CwaErrorCode.sessionNotFound;
}

const sessionIsGone: Failure = { code: 'not-connected', detail: 'the session is gone' };
