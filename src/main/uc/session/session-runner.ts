// Carries out what the session machine (`session.ts`) decides: signs in, opens the server session, polls, waits. One a sign-in.
import { assertNever } from '../../../shared/assert-never';
import type { CwaError } from '../../../protocol/cwa-error';
import type { RequestAccepted } from '../../../protocol/replies/request-accepted';
import type { Refusal } from '../../../protocol/refusals';
import { errorOfFailure, FailureError, type Failure } from '../../../shared/domain/failure';
import type { SettableAvailability } from '../../../shared/domain/person';
import { CommandQueue } from '../channels/command-queue';
import { CwaHttp, type Traffic } from '../http/cwa-http';
import type { SignInOptions } from '../engine';
import type { Environment } from '../environment';
import type { EventDecoder } from '../decoding/event-decoder';
import type { DecodedEvent } from '../decoding/slice-event';
import { failureOfAnswer } from '../failures';
import { closeSession, openSession } from './open-session';
import { personUri } from '../people/person-uri';
import { PollLoop } from '../channels/poll-loop';
import { RequestTable } from '../channels/request-table';
import { next, type SessionEffect, type SessionEvent, type SessionState } from './session';
import { PageInsteadOfTicket, signIn, type SignedIn, type SingleSignOn } from './sign-in';
import type { Transport } from '../http/transport';
import { heardUri } from '../../../protocol/uris';

/** Plain functions: the queue and the loop get some of them unchanged. */
export interface SessionHooks {
  readonly newRid: () => string;
  readonly onState: (state: SessionState) => void;
  /** A server session exists; its events will follow. */
  readonly onOpened: (uri: string) => Promise<void>;
  readonly onEvent: (event: DecodedEvent) => Promise<void>;
  readonly beforeAcknowledge: () => Promise<void>;
  readonly beforeSend: () => Promise<void>;
  /** Everything bound to the old server session is gone. */
  readonly onLost: () => void;
  readonly onOnline: (isFirst: boolean) => void;
  readonly onSkipped: (failure: Failure) => void;
  /** A command's reply has said this under a `rid` that is none of its requests'. */
  readonly onForeignReply: (reply: RequestAccepted) => void;
  /** A failure that named no request is that of this one, of which the rest is told by its conversation. */
  readonly onFailureFound: (rid: string, error: CwaError) => void;
  /** Something on the way answers polls with what it has kept. Once. */
  readonly onStaleAnswers: () => void;
}

export interface SessionParts {
  readonly options: SignInOptions;
  readonly transport: Transport;
  readonly environment: Environment;
  readonly singleSignOn?: SingleSignOn | undefined;
  readonly onTraffic?: ((traffic: Traffic) => void) | undefined;
  /** Default: in this thread. */
  readonly decodeEvents?: EventDecoder | undefined;
  readonly hooks: SessionHooks;
}

export class SessionRunner {
  readonly table: RequestTable;
  readonly queue: CommandQueue;
  /** What the person wants to be seen as; given at each `initiateSession`. */
  availability: SettableAvailability;

  private state: SessionState = { kind: 'signed-out' };
  private readonly http: CwaHttp;
  private readonly polls: PollLoop;
  private signedIn: SignedIn = {};
  private sid: number | undefined;
  private pollWaitMs: number | undefined;
  private timer: unknown;
  private isDisposed = false;
  private closing: Promise<void> = Promise.resolve();
  /** Aborted when what it belongs to has been given up. */
  private attempt = new AbortController();
  private readonly online = deferred<void>();
  /** A person's answer whose fate is not known yet. */
  private answered: Deferred<void> | undefined;
  private options: SignInOptions;
  private hasDoubted = false;
  /** What has just said that the session is lost. */
  private refusals: readonly Refusal[] = [];
  /** Whose session it is. */
  private uri: string | undefined;

  constructor(private readonly parts: SessionParts) {
    const { environment, hooks, options } = parts;
    this.options = options;
    this.availability = options.availability;
    this.http = new CwaHttp({
      ...parts,
      serverUrl: options.serverUrl,
      hasSignInPage: options.method === 'sso',
    });
    this.table = new RequestTable(environment.monotonicNow, hooks.onFailureFound);
    const { newRid, beforeSend, onForeignReply, onEvent, beforeAcknowledge, onStaleAnswers, onSkipped } = hooks;
    this.queue = new CommandQueue(this.http, this.table, environment, {
      newRid,
      beforeSend,
      onForeignReply,
      onTicketRefused: () => this.dispatch({ kind: 'ticketRefused' }),
      onSessionLost: () => this.dispatch({ kind: 'sessionLost' }),
      onEvents: (events, sentAt) => this.polls.hear(events, sentAt),
      // One answer gone wrong says little; the next poll says whether the connection lives, and opens the queue again.
      onTrouble: (failure) => {
        environment.log('commands', { failure });
        if (!answersOfService.has(failure.code)) this.polls.commandFailed(failure);
        this.polls.pollNow();
      },
      onAnswered: (owesEvent) => this.polls.commandAnswered(owesEvent),
    });
    this.polls = new PollLoop(
      this.http,
      environment,
      {
        onEvent,
        beforeAcknowledge,
        onStaleAnswers,
        onSkipped,
        onPolled: () => {
          this.table.polled();
          this.dispatch({ kind: 'polled' });
          if (this.state.kind === 'online' && this.sid !== undefined) this.queue.open(this.sid);
        },
        onTrouble: (failure) => this.dispatch({ kind: 'troubled', failure }),
        onTicketRefused: () => this.dispatch({ kind: 'ticketRefused' }),
        onSessionLost: (refusals) => {
          this.refusals = refusals;
          this.dispatch({ kind: 'sessionLost' });
          this.refusals = [];
        },
        onDoubt: () => {
          if (this.sid !== undefined && this.uri !== undefined) void this.queue.probe(this.sid, this.uri);
        },
      },
      parts.decodeEvents,
    );
  }

  get isOnline(): boolean {
    return this.state.kind === 'online' && !this.isDisposed;
  }

  /** Resolves when online, rejects when the machine gives up before. */
  start(): Promise<void> {
    this.dispatch({ kind: 'signIn' });
    return this.online.promise;
  }

  /** Resolves when the goodbye has been said, or could not be. */
  async stop(): Promise<void> {
    this.dispatch({ kind: 'signOut' });
    this.online.reject(new FailureError('cancelled'));
    await this.closing;
  }

  retryNow(): void {
    this.dispatch({ kind: 'retryNow' });
  }

  /**
   * While the machine asks: goes on, with another password if one is given. Resolves when it was taken, rejects when a person is
   * needed again.
   */
  answer(password: string | undefined): Promise<void> {
    if (this.state.kind !== 'reconnecting' || this.state.step !== 'asking') return Promise.resolve();
    if (password !== undefined) this.options = { ...this.options, password };
    const { promise } = (this.answered = deferred<void>());
    this.dispatch({ kind: 'answered' });
    return promise;
  }

  /** Ends the server session, and opens another: it tells everything anew. */
  async renew(): Promise<void> {
    const { sid } = this;
    if (!this.isOnline || sid === undefined) return;
    await closeSession(this.http, sid, this.parts.hooks.newRid());
    // A poll may have found out by itself.
    if (this.sid === sid) this.dispatch({ kind: 'sessionLost' });
  }

  noteUserActivity(): void {
    this.polls.noteUserActivity();
  }

  /** At once and without a word. */
  dispose(): void {
    this.isDisposed = true;
    this.attempt.abort();
    this.polls.stop();
    this.parts.environment.timers.clearTimeout(this.timer);
    this.queue.close({ code: 'cancelled' });
    this.queue.hangUp();
    this.online.reject(new FailureError('cancelled'));
    this.answered?.reject(new FailureError('cancelled'));
  }

  private dispatch(event: SessionEvent): void {
    if (this.isDisposed) return;
    const { environment, hooks } = this.parts;
    const before = this.state;
    const { state, effects } = next(before, event, {
      now: environment.now(),
      monotonicNow: environment.monotonicNow(),
      random: environment.random(),
    });
    this.state = state;
    if (state !== before) {
      environment.log('session', {
        event: event.kind,
        state: state.kind,
        step: 'step' in state ? state.step : undefined,
      });
      if (state.kind !== 'online') this.queue.pause();
      hooks.onState(state);
    }
    this.settleAnswer(event, state);
    for (const effect of effects) this.carryOut(effect);
    if (state.kind === 'signed-out' && before.kind !== 'signed-out') {
      this.online.reject(errorOfFailure(state.failure ?? { code: 'cancelled' }));
    }
  }

  private settleAnswer(event: SessionEvent, state: SessionState): void {
    if (event.kind === 'ticketGranted') this.answered?.resolve();
    else if (state.kind === 'signed-out') this.answered?.reject(new FailureError('cancelled'));
    else if (event.kind === 'troubled' && state.kind === 'reconnecting' && state.step === 'asking') {
      this.answered?.reject(errorOfFailure(state.failure));
    }
  }

  private carryOut(effect: SessionEffect): void {
    const { environment, hooks } = this.parts;
    switch (effect.kind) {
      case 'signIn':
        return this.run((signal) => this.signIn(signal));
      case 'openSession':
        return this.run((signal) => this.openSession(signal));
      case 'startPolling':
        if (this.sid !== undefined) this.polls.start(this.sid, this.pollWaitMs);
        return;
      case 'resumePolling':
        return this.polls.resume();
      case 'pollNow':
        return this.polls.pollNow();
      case 'stopPolling':
        return this.polls.stop();
      case 'wait':
        this.timer = environment.timers.setTimeout(() => this.dispatch({ kind: 'timeUp' }), effect.delayMs);
        return;
      case 'stopWaiting':
        return environment.timers.clearTimeout(this.timer);
      case 'loseSession':
        this.sid = undefined;
        // Before the others: of those nobody has said that they did nothing.
        for (const { rid, error } of this.refusals) if (rid !== undefined) this.table.fail(rid, error);
        this.queue.loseSession({ code: 'not-connected', detail: 'the session was lost' });
        return hooks.onLost();
      case 'goOnline':
        if (this.sid !== undefined) this.queue.open(this.sid);
        this.http.isKnown = true;
        this.hasDoubted = false;
        hooks.onOnline(effect.isFirst);
        return this.online.resolve();
      case 'close':
        this.attempt.abort();
        this.closing = this.close();
        return;
      default:
        return assertNever(effect);
    }
  }

  /** Runs an attempt; what it throws is trouble, unless it has been given up meanwhile. */
  private run(attempt: (signal: AbortSignal) => Promise<void>): void {
    this.attempt.abort();
    const { signal } = (this.attempt = new AbortController());
    attempt(signal).catch((error: unknown) => {
      if (!signal.aborted) this.dispatch({ kind: 'troubled', failure: failureOfAnswer(error) });
    });
  }

  private async signIn(signal: AbortSignal): Promise<void> {
    const signedIn = await this.trySignIn(signal);
    if (signal.aborted) return;
    this.signedIn = signedIn;
    this.dispatch({ kind: 'ticketGranted' });
  }

  /** A page in place of a ticket is doubted once: a password that may have been refused is not tried for ever. */
  private async trySignIn(signal: AbortSignal): Promise<SignedIn> {
    try {
      return await signIn(this.http, this.options, this.parts.singleSignOn, signal);
    } catch (error) {
      if (!(error instanceof PageInsteadOfTicket)) throw error;
      if (this.hasDoubted) throw new FailureError('wrong-password', error.detail);
      this.hasDoubted = true;
      throw error;
    }
  }

  private async openSession(signal: AbortSignal): Promise<void> {
    const { hooks } = this.parts;
    const { options } = this;
    const opened = await openSession(
      this.http,
      {
        rid: hooks.newRid(),
        localeId: options.localeId,
        isPublicComputer: options.isPublicComputer,
        availability: this.availability,
        ...(this.signedIn.signInData !== undefined && { signInData: this.signedIn.signInData }),
      },
      signal,
    );
    if (signal.aborted) return;
    if (opened.kind === 'ticketRefused') return this.dispatch({ kind: 'ticketRefused' });
    // 7.36: who signed in is known from the sign-in; a sample of the reply to `initiateSession` has somebody else there.
    // Behind single sign-on it may be another person each time.
    const known = options.method === 'sso' ? undefined : this.uri;
    const uri = this.signedIn.uri ?? known ?? opened.uri ?? addressOfUser(options.user);
    if (uri === undefined) throw new FailureError('not-a-server', 'no address of the user');
    if (this.uri !== undefined && personUri(uri) !== this.uri) {
      // Single sign-on may know somebody else by now, who must not see what is open here.
      void closeSession(this.http, opened.sid, hooks.newRid());
      throw new FailureError('sign-in-refused', 'this is another person');
    }
    this.uri = personUri(uri);
    await hooks.onOpened(uri);
    if (signal.aborted) return;
    this.sid = opened.sid;
    this.pollWaitMs = opened.pollWaitMs;
    this.dispatch({ kind: 'sessionOpened' });
  }

  private async close(): Promise<void> {
    const { sid } = this;
    this.sid = undefined;
    this.queue.close({ code: 'cancelled' });
    // What was said just before has as long to arrive as the goodbye takes.
    if (sid !== undefined) await closeSession(this.http, sid, this.parts.hooks.newRid());
    this.queue.hangUp();
    this.http.ticket.forget();
  }
}

/** A command that is refused like this has been answered: the connection lives. */
const answersOfService: ReadonlySet<Failure['code']> = new Set(['bad-request', 'too-long', 'not-connected']);

/** What a person signs in with may be an address, and then mostly is theirs. */
function addressOfUser(user: string | undefined): string | undefined {
  return user === undefined ? undefined : heardUri(user);
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

function deferred<T>(): Deferred<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // Whoever does not wait for it has no error to handle.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
