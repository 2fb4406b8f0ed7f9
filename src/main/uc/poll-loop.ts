// The data channel (protocol.md 1.7, 6.11): one GET at a time, for ever, with the number of the last event that was applied.
// When to begin and to end is the session's business; what events mean is the domain's.
import { CwaErrorCode, type CwaError } from '../../protocol/cwa-error';
import type { CwaEvent, UnreadableEvent } from '../../protocol/events';
import { decodeReplies } from '../../protocol/replies';
import type { Failure } from '../../shared/domain/failure';
import type { CwaHttp } from './cwa-http';
import { endpoints } from './endpoints';
import type { Environment } from './environment';
import { decodeSliced, type EventDecoder, type SlicedEvents } from './event-decoder';
import { failureOfCwaError, failureOfError, failureOfStatus } from './failures';
import type { HttpResponse } from './transport';

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
  onSessionLost(): void;
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
/** So many polls in a row that the server refuses to understand: a new session is the way on (our choice, nothing is documented). */
const maxRefusals = 4;

export class PollLoop {
  private sid = 0;
  private ackId = 0;
  private pollWaitMs = firstPollWaitMs;
  private readonly applied = new Set<number>();
  private deadlineMs = firstDeadlineMs;
  private failures = 0;
  private unreadable = 0;
  private refusals = 0;
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
    this.refusals = 0;
    this.pollWaitMs = clampWait(pollWaitMs ?? firstPollWaitMs);
    this.applied.clear();
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

  private begin(waitMs: number): void {
    this.stop();
    const run = new AbortController();
    this.run = run;
    this.failures = 0;
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
    const startedAt = this.environment.elapsed();
    let response: HttpResponse;
    try {
      const query = `Sid=${this.sid}&AckID=${this.ackId}&UA=${wasUserActive}`;
      response = await this.http.get(`${endpoints.data}?${query}`, {
        timeoutMs: this.deadlineMs,
        signal: exchange.signal,
      });
    } catch (error) {
      this.isUserActive ||= wasUserActive;
      // Aborted on purpose: `pollNow` wants another one, `stop` none.
      if (exchange.signal.aborted) return !stopped.aborted;
      const failure = failureOfError(error);
      if (failure.code === 'timeout') this.allow(this.deadlineMs);
      return this.fail(failure, stopped);
    }
    this.allow(this.environment.elapsed() - startedAt);
    if (stopped.aborted) return false;
    if (response.status !== 200) this.isUserActive ||= wasUserActive;
    return this.read(response, stopped);
  }

  /** An answer took, or may have taken, this long: the next one may take twice that. */
  private allow(durationMs: number): void {
    this.deadlineMs = Math.min(Math.max(this.deadlineMs, 2 * durationMs), maxDeadlineMs);
  }

  private async read(response: HttpResponse, stopped: AbortSignal): Promise<boolean> {
    if (response.status === 401) return this.end(this.hooks.onTicketRefused);
    if (response.status !== 200) return this.fail(failureOfStatus(response.status), stopped);
    let document: SlicedEvents;
    try {
      document = await this.decode(response.body);
    } catch (error) {
      if (stopped.aborted) return false;
      const refusal = refusalIn(response.body);
      if (refusal) return this.refused(refusal, stopped);
      return this.failToRead(failureOfError(error), response.body, stopped);
    }
    if (stopped.aborted) return false;
    // Proxies have been seen to mix answers up; the numbers of another session mean nothing in this one.
    if (document.sid !== undefined && document.sid !== this.sid) {
      return this.fail({ code: 'not-a-server', detail: 'the events of another session' }, stopped);
    }
    this.unreadable = 0;
    this.refusals = 0;
    if (document.pollWaitTimeMs !== undefined) this.pollWaitMs = clampWait(document.pollWaitTimeMs);
    const isWhole = await this.apply(document, stopped);
    if (!isWhole) return !stopped.aborted && this.run !== undefined;
    this.ackId = document.ackId ?? this.ackId;
    this.failures = 0;
    this.hooks.onPolled();
    return !stopped.aborted;
  }

  /** False: left early, nothing is acknowledged. */
  private async apply({ events }: SlicedEvents, stopped: AbortSignal): Promise<boolean> {
    for (const pieces of events) {
      const [event] = pieces;
      if (!event) continue;
      if (event.kind === 'requestFailed' && event.error.code === CwaErrorCode.sessionNotFound && !event.rid) {
        this.end(this.hooks.onSessionLost);
        return false;
      }
      if (event.eid !== undefined) {
        // 1.7: a lost answer is sent again, so an event can arrive twice.
        if (this.applied.has(event.eid)) continue;
        this.remember(event.eid);
      }
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
      this.environment.log(`events: ${piece.kind} failed: ${failureOfError(error).detail ?? ''}`);
    }
  }

  private remember(eid: number): void {
    this.applied.add(eid);
    if (this.applied.size <= rememberedEvents) return;
    const [oldest] = this.applied;
    if (oldest !== undefined) this.applied.delete(oldest);
  }

  /** The first lost answer is asked for again after the usual wait; the second is trouble. */
  private fail(failure: Failure, stopped: AbortSignal): boolean {
    if (stopped.aborted) return false;
    this.failures += 1;
    this.environment.log(`poll: ${failure.code} ${failure.detail ?? ''}`);
    if (this.failures < 2) return true;
    this.end(() => this.hooks.onTrouble(failure));
    return false;
  }

  /** The command channel's document in place of events: the session is gone, or, where every poll is refused, as good as gone. */
  private refused(error: CwaError, stopped: AbortSignal): boolean {
    if (error.code !== CwaErrorCode.requestThrottled) this.refusals += 1;
    if (error.code === CwaErrorCode.sessionNotFound || this.refusals >= maxRefusals) {
      return this.end(this.hooks.onSessionLost);
    }
    return this.fail(failureOfCwaError(error), stopped);
  }

  private failToRead(failure: Failure, body: string, stopped: AbortSignal): boolean {
    this.unreadable += 1;
    const end = this.unreadable >= maxReadings ? ackIdOfUnreadable(body, this.sid) : undefined;
    if (end === undefined) return this.fail(failure, stopped);
    // The server repeats a document that breaks every reader: go on after it rather than never.
    this.unreadable = 0;
    this.ackId = end;
    this.hooks.onSkipped(failure);
    return !stopped.aborted;
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

/** A poll may be answered by the command channel's document (field notes: refusals come as 200). */
function refusalIn(body: string): CwaError | undefined {
  try {
    const errors = decodeReplies(body).replies.flatMap((reply) => ('error' in reply ? [reply.error] : []));
    return errors.find(({ code }) => code === CwaErrorCode.sessionNotFound) ?? errors[0];
  } catch {
    return undefined;
  }
}

/** The number in the root of a whole but malformed document of our session; a truncated one is better asked for again. */
function ackIdOfUnreadable(body: string, sid: number): number | undefined {
  if (!/<\/cwaEvents\s*>\s*$/.test(body)) return undefined;
  const attributes = /^[^<]*(?:<\?[^>]*>\s*)?<cwaEvents(\s[^>]*)/i.exec(body)?.[1] ?? '';
  const number = (name: string): number => Number(new RegExp(`\\s${name}="(\\d{1,15})"`, 'i').exec(attributes)?.[1]);
  const isForeign = !Number.isNaN(number('sid')) && number('sid') !== sid;
  if (isForeign || Number.isNaN(number('ackId'))) return undefined;
  return number('ackId');
}
