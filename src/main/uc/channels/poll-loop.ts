// The data channel (protocol.md 1.7, 6.11): one GET at a time, for ever, with the number of the last event that was applied.
// When to begin and to end is the session's business; what events mean is the domain's.
import { assertNever } from '../../../shared/assert-never';
import { CwaErrorCode, type CwaError } from '../../../protocol/cwa-error';
import type { CwaEvent, UnreadableEvent } from '../../../protocol/events';
import type { Refusal } from '../../../protocol/refusals';
import { failureOfError, type Failure } from '../../../shared/domain/failure';
import { BadPolls, type Verdict } from './bad-polls';
import type { CwaHttp } from '../http/cwa-http';
import { endpoints } from '../http/endpoints';
import type { Environment } from '../environment';
import { decodeSliced, type EventDecoder, type SlicedEvents } from '../decoding/event-decoder';
import { failureOfCwaError } from '../failures';
import { HeardEvents, type HeardEvent } from './heard-events';
import { ackIdOfUnreadable, readPoll, type PollAnswer } from './poll-answer';
import { StaleAnswers } from './stale-answers';
import type { HttpResponse } from '../http/transport';

export interface PollLoopHooks {
  /** Applied in order; the next one waits until it resolves. */
  onEvent(event: CwaEvent | UnreadableEvent): Promise<void>;
  /** Before the events are acknowledged, for example until they are on disk. */
  beforeAcknowledge(): Promise<void>;
  /** A poll was answered and applied. */
  onPolled(): void;
  /** Two polls in a row went wrong. */
  onTrouble(failure: Failure): void;
  onTicketRefused(): void;
  /** `refusals`: what says so. The requests that they name did nothing. */
  onSessionLost(refusals: readonly Refusal[]): void;
  /** Whether commands get through would tell what is wrong: `commandAnswered` or `commandFailed` is to follow. */
  onDoubt(): void;
  /** Something on the way keeps answers. It is asked past; told once. */
  onStaleAnswers(): void;
  /** A document was left out because it could not be read, again and again. */
  onSkipped(failure: Failure): void;
}

/**
 * Whether a poll may be held, and how long, is unknown (section 8). The deadline starts short, so that a dead line is noticed, and
 * grows past what the server turns out to hold.
 */
const firstDeadlineMs = 35_000;
const maxDeadlineMs = 150_000;
const firstPollWaitMs = 1_000;
const minPollWaitMs = 20;
const maxPollWaitMs = 60_000;
/** More events than a server repeats in one answer. */
const rememberedEvents = 50_000;
/** A document that stays unreadable this often is left out if it tells where it ends. */
const maxReadings = 4;
/** Nobody asks more often than this whether commands get through. */
const minDoubtMs = 5_000;

type BadAnswer =
  | { readonly kind: 'refused'; readonly error: CwaError }
  | { readonly kind: 'unusable' | 'failed'; readonly failure: Failure };

/** A poll that was sent. */
interface Poll {
  readonly query: string;
  readonly ackId: number;
  readonly startedAt: number;
}

export class PollLoop {
  private sid = 0;
  private ackId = 0;
  private pollWaitMs = firstPollWaitMs;
  private readonly applied = new Set<number>();
  private deadlineMs = firstDeadlineMs;
  private unreadable = 0;
  private doubtedAt = -Infinity;
  private readonly bad = new BadPolls();
  private readonly stale = new StaleAnswers();
  private readonly heard = new HeardEvents();
  private isUserActive = true;
  private isHurried = false;
  private run: AbortController | undefined;
  private exchange: AbortController | undefined;
  private endWait: (() => void) | undefined;

  constructor(
    private readonly http: CwaHttp,
    private readonly environment: Environment,
    private readonly hooks: PollLoopHooks,
    private readonly decode: EventDecoder = decodeSliced,
  ) {}

  get isRunning(): boolean {
    return this.run !== undefined;
  }

  /** A new session: numbers start again. */
  start(sid: number, pollWaitMs: number | undefined): void {
    this.sid = sid;
    this.ackId = 0;
    this.bad.startOver();
    this.stale.start();
    this.pollWaitMs = clampWait(pollWaitMs ?? firstPollWaitMs);
    this.applied.clear();
    this.heard.startOver();
    this.begin(this.pollWaitMs);
  }

  /** The same session after trouble, with the old `AckID`. */
  resume(): void {
    this.begin(0);
  }

  /** Cuts the wait, or an answer that hangs, short. */
  pollNow(): void {
    this.isHurried = true;
    this.endWait?.();
    this.exchange?.abort();
  }

  stop(): void {
    const run = this.run;
    this.run = undefined;
    run?.abort();
    this.exchange?.abort();
    this.endWait?.();
  }

  noteUserActivity(): void {
    this.isUserActive = true;
  }

  /** `owesEvent`: the rest is told by an event. */
  commandAnswered(owesEvent: boolean): void {
    const now = this.environment.monotonicNow();
    this.bad.commandAnswered(now, owesEvent);
    if (owesEvent) this.stale.eventIsDue(now);
  }

  commandFailed(failure: Failure): void {
    if (this.bad.commandFailed() && this.isRunning) this.end(() => this.hooks.onTrouble(failure));
  }

  /** What a reply to commands that were sent then has brought (7.4). */
  hear(events: readonly HeardEvent[], sentAt: number): void {
    for (const { event, isTaken } of events) {
      const isNews = this.heard.inReply(event, sentAt, this.environment.monotonicNow());
      // It counts as soon as it is said; nobody has to wait for it.
      if (isNews && !isTaken) void this.applyPiece(event);
    }
  }

  private begin(waitMs: number): void {
    this.stop();
    const run = new AbortController();
    this.run = run;
    this.bad.begin();
    void this.loop(run.signal, waitMs);
  }

  private async loop(stopped: AbortSignal, firstWaitMs: number): Promise<void> {
    let waitMs = firstWaitMs;
    while (!stopped.aborted) {
      if (waitMs > 0) await this.wait(waitMs);
      if (stopped.aborted) return;
      this.isHurried = false;
      const goesOn = await this.pollOnce(stopped);
      if (!goesOn) return;
      waitMs = this.isHurried ? 0 : this.pollWaitMs;
    }
  }

  /** Resolves to false when the loop has ended. */
  private async pollOnce(stopped: AbortSignal): Promise<boolean> {
    const wasUserActive = this.isUserActive;
    this.isUserActive = false;
    const exchange = new AbortController();
    this.exchange = exchange;
    const poll: Poll = {
      query: `Sid=${this.sid}&AckID=${this.ackId}&UA=${wasUserActive}`,
      ackId: this.ackId,
      startedAt: this.environment.monotonicNow(),
    };
    let response: HttpResponse;
    try {
      response = await this.ask(poll.query + this.stale.nextParameter(), exchange.signal);
    } catch (error) {
      this.isUserActive ||= wasUserActive;
      // Aborted on purpose: `pollNow` wants another one, `stop` none.
      if (exchange.signal.aborted || stopped.aborted) return !stopped.aborted;
      const failure = failureOfError(error);
      if (failure.code === 'timeout') this.allow(this.deadlineMs);
      // Nobody can answer in the place of an encrypted server: this is its own page, or that of what belongs to it.
      const isOwnPage = failure.code === 'captive-portal' && this.http.isEncrypted;
      return this.judge(isOwnPage ? { kind: 'unusable', failure } : { kind: 'failed', failure }, poll);
    }
    this.allow(this.environment.monotonicNow() - poll.startedAt);
    if (stopped.aborted) return false;
    const answer = await readPoll(response, this.sid, this.decode);
    if (stopped.aborted) return false;
    if (answer.kind !== 'events') this.isUserActive ||= wasUserActive;
    return this.read(answer, response, poll, stopped);
  }

  private ask(query: string, signal: AbortSignal): Promise<HttpResponse> {
    return this.http.get(`${endpoints.data}?${query}`, { timeoutMs: this.deadlineMs, signal });
  }

  /** An answer took, or may have taken, this long: the next one may take twice that. */
  private allow(durationMs: number): void {
    this.deadlineMs = Math.min(Math.max(this.deadlineMs, 2 * durationMs), maxDeadlineMs);
  }

  private async read(answer: PollAnswer, response: HttpResponse, poll: Poll, stopped: AbortSignal): Promise<boolean> {
    switch (answer.kind) {
      case 'ticketRefused':
        return this.end(this.hooks.onTicketRefused);
      case 'sessionLost':
        // Nobody would tell again what else stands there.
        await this.apply(answer.document, stopped);
        return !stopped.aborted && this.end(() => this.hooks.onSessionLost(answer.refusals));
      case 'events':
        return this.take(answer.document, response, poll, stopped);
      case 'unusable':
        if (answer.isDocument && this.leaveOut(response.body, answer.failure)) return true;
        return this.judge(answer, poll);
      case 'refused':
      case 'failed':
        return this.judge(answer, poll);
      default:
        return assertNever(answer);
    }
  }

  private async take(
    document: SlicedEvents,
    { body, headers }: HttpResponse,
    poll: Poll,
    stopped: AbortSignal,
  ): Promise<boolean> {
    this.unreadable = 0;
    if (document.pollWaitTimeMs !== undefined) this.pollWaitMs = clampWait(document.pollWaitTimeMs);
    const hasEvents = document.events.length > 0;
    const hasNews = document.events.some(([event]) => event?.eid === undefined || !this.applied.has(event.eid));
    const now = this.environment.monotonicNow();
    const { query, ackId: askedAckId, startedAt } = poll;
    const judgement = this.stale.heard({ query, askedAckId, body, headers, hasEvents, hasNews, startedAt, now });
    if (judgement === 'stale') return this.judge({ kind: 'failed', failure: staleAnswers }, poll);
    if (judgement === 'ask') this.doubt();
    if (!(await this.apply(document, stopped))) return !stopped.aborted && this.run !== undefined;
    if (judgement === 'compare' && !(await this.compare(stopped))) return !stopped.aborted;
    if (judgement !== 'repeated') this.ackId = document.ackId ?? this.ackId;
    this.heard.polled(startedAt);
    this.bad.startOver();
    this.hooks.onPolled();
    return !stopped.aborted;
  }

  /** Before anything is acknowledged: does what was asked before, in the same words, still get the same answer? */
  private async compare(stopped: AbortSignal): Promise<boolean> {
    const { suspect } = this.stale;
    if (!suspect) return true;
    try {
      const exchange = new AbortController();
      this.exchange = exchange;
      const { body } = await this.ask(suspect.query, exchange.signal);
      if (stopped.aborted) return false;
      if (this.stale.compared(body === suspect.body)) this.hooks.onStaleAnswers();
    } catch {
      // Another time.
    }
    return !stopped.aborted;
  }

  /** False: left early, nothing is acknowledged. */
  private async apply({ events }: SlicedEvents, stopped: AbortSignal): Promise<boolean> {
    for (const pieces of events) {
      const [event] = pieces;
      if (!event) continue;
      if (event.eid !== undefined) {
        // 1.7: a lost answer is sent again, so an event can arrive twice.
        if (this.applied.has(event.eid)) continue;
        this.remember(event.eid);
      }
      if (!this.heard.inPoll(event, this.environment.monotonicNow())) continue;
      for (const piece of pieces) {
        await this.applyPiece(piece);
        if (stopped.aborted) return false;
      }
    }
    await this.hooks.beforeAcknowledge();
    return !stopped.aborted;
  }

  /** One event that cannot be applied must not stop the rest. */
  private async applyPiece(piece: CwaEvent | UnreadableEvent): Promise<void> {
    try {
      await this.hooks.onEvent(piece);
    } catch (error) {
      this.environment.log('events: not applied', { event: piece.kind, error });
    }
  }

  private remember(eid: number): void {
    this.applied.add(eid);
    if (this.applied.size <= rememberedEvents) return;
    const [oldest] = this.applied;
    if (oldest !== undefined) this.applied.delete(oldest);
  }

  /** The poll brought no events. False: the loop has ended. */
  private judge(answer: BadAnswer, { startedAt }: Poll): boolean {
    const failure = answer.kind === 'refused' ? failureOfCwaError(answer.error) : answer.failure;
    this.environment.log('poll', { failure });
    if (isRefusal(answer)) this.stale.refused();
    const verdict = this.verdictOn(answer, failure, startedAt);
    if (verdict.isDoubtful) this.doubt();
    if (verdict.kind === 'again') return true;
    return this.end(() => (verdict.kind === 'trouble' ? this.hooks.onTrouble(failure) : this.hooks.onSessionLost([])));
  }

  private verdictOn(answer: BadAnswer, failure: Failure, startedAt: number): Verdict {
    const now = this.environment.monotonicNow();
    if (answer.kind === 'refused') return this.bad.refused(answer.error, failure);
    if (answer.kind === 'unusable') return this.bad.broughtNothing(failure, startedAt, now);
    return this.bad.failed(failure, startedAt, now);
  }

  /** The server repeats a document that breaks every reader: go on after it rather than never. */
  private leaveOut(body: string, failure: Failure): boolean {
    this.unreadable += 1;
    const end = this.unreadable >= maxReadings ? ackIdOfUnreadable(body, this.sid) : undefined;
    if (end === undefined) return false;
    this.unreadable = 0;
    this.ackId = end;
    this.hooks.onSkipped(failure);
    return true;
  }

  private doubt(): void {
    const now = this.environment.monotonicNow();
    if (now - this.doubtedAt < minDoubtMs) return;
    this.doubtedAt = now;
    this.hooks.onDoubt();
  }

  private end(tell: () => void): false {
    this.stop();
    tell.call(this.hooks);
    return false;
  }

  private wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const { timers } = this.environment;
      const done = (): void => {
        timers.clearTimeout(handle);
        this.endWait = undefined;
        resolve();
      };
      const handle = timers.setTimeout(done, delayMs);
      this.endWait = done;
    });
  }
}

function clampWait(waitMs: number): number {
  return Math.min(Math.max(waitMs, minPollWaitMs), maxPollWaitMs);
}

const staleAnswers: Failure = { code: 'stale-answers', detail: 'events of before in place of those that are due' };

/** The service does not like how it is asked. */
function isRefusal(answer: BadAnswer): boolean {
  if (answer.kind === 'refused') return answer.error.code !== CwaErrorCode.requestThrottled;
  return answer.kind === 'unusable' && answer.failure.code === 'bad-request';
}
