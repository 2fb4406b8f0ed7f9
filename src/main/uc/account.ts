// One signed-in user: joins the session with the reducer of the account, and carries its effects out. Made at sign-in, thrown
// away at sign-out, so that nothing of one user can reach the next.
import { assertNever } from '../../shared/assert-never';
import type { CwaError } from '../../protocol/cwa-error';
import type { RequestAccepted } from '../../protocol/replies/request-accepted';
import type { RequestSucceeded } from '../../protocol/replies/request-succeeded';
import type { RequestFailed } from '../../protocol/events/request-failed';
import type { SearchResultEvent } from '../../protocol/events/search-result';
import type { CwaRequest } from '../../protocol/requests';
import type { SearchRequest } from '../../protocol/requests/search';
import type { PersonUri } from '../../shared/domain/person';
import type { Group } from '../../shared/domain/contact';
import { FailureError } from '../../shared/domain/failure';
import { newAccountState, type AccountInput, type AccountState, type Heard } from './account-state';
import { Calls } from './calls/calls';
import { AnsweredSubscribers } from './contacts/answered-subscribers';
import { AwaitedList } from './contacts/awaited-list';
import { isLeaving, isRequesting, type ConversationCommand } from './conversations/conversation-command';
import type { ConversationInput } from './conversations/conversations-state';
import { suspects } from './conversations/suspects';
import { nameOfTimer } from './conversations/timers';
import type { DecodedEvent } from './decoding/slice-event';
import type { SignInOptions } from './engine';
import type { Environment } from './environment';
import { Ids, type IdCounters, type IdKind } from './ids';
import type { Journal } from './journal';
import { KeyedTimers } from './keyed-timers';
import type { ModelStore } from './model-store';
import { personUri } from './people/person-uri';
import { StandingRequests } from './presence/standing-requests';
import { inputsOf, reduceAccount, type AccountEffect, type ReducedAccount } from './reduce-account';
import { errorOfOutcome, type RequestOutcome } from './request-outcome';
import { connectionOf } from './session/connection-of';
import type { SessionState } from './session/session';
import { SessionRunner, type SessionParts } from './session/session-runner';
import { writeLog } from './warnings';

/** All that the reducer hears, and what came of it; nothing where it was refused. What it is told is plain data. */
export type OnHeard = (heard: Heard, reduced?: ReducedAccount) => void;

export interface AccountParts extends Omit<SessionParts, 'hooks'> {
  readonly store: ModelStore;
  /** Above all that were given before. */
  readonly ids: IdCounters;
  /** As they stand after each step: whatever comes after this account goes on from there. */
  readonly onIds: (ids: IdCounters) => void;
  readonly journal: Journal;
  readonly onHeard?: OnHeard | undefined;
  /** How long somebody who asks rings here, in milliseconds; 0: until they give up. */
  readonly ringMs: () => number;
  /** Whom this user answered in an earlier run, so that it may not have arrived. */
  readonly answeredBefore: (self: PersonUri) => readonly PersonUri[];
  /** Groups of this user's list as it was shown before the first session: none comes to mean another one. */
  readonly groupsBefore: (self: PersonUri) => readonly Group[];
  /** The session is over, by itself or by `stop`. */
  readonly onEnded: () => void;
}

/**
 * As long as somebody looks at a list that stays empty (our choice: no page tells a limit). Counted in pieces, since a computer that
 * slept, or a process that was held up, has not waited.
 */
const searchPatience = { pieceMs: 1_000, pieces: 10 } as const;

/** Longest piece of work on events before others get a turn. */
const sliceBudgetMs = 8;

export class Account {
  readonly session: SessionRunner;
  readonly presence: StandingRequests;
  readonly subscribers: AnsweredSubscribers;
  /** Addresses that stood in the list and were asked off it: what is no SIP address can be put back under the very same. */
  readonly takenOff = new Set<PersonUri>();
  readonly calls: Calls;
  /** How often the server has told who is on which level (protocol.md 4.13). */
  levelsTold = 0;

  private readonly store: ModelStore;
  private readonly environment: Environment;
  private readonly options: SignInOptions;
  private current: AccountState;
  private readonly timers: KeyedTimers;
  private readonly list: AwaitedList;
  private readonly waiters = new Map<string, (outcome: RequestOutcome) => void>();
  private sliceStart = 0;

  constructor(private readonly parts: AccountParts) {
    this.store = parts.store;
    this.environment = parts.environment;
    this.options = parts.options;
    this.timers = new KeyedTimers(this.environment.timers);
    const { ids, options } = parts;
    const { localeId } = options;
    this.current = newAccountState(ids, localeId);
    parts.onHeard?.({ kind: 'account', ids, localeId, connection: this.store.model.connection });
    this.session = new SessionRunner({
      ...parts,
      hooks: {
        newRid: this.newRid,
        onState: (state) => this.showState(state),
        onOpened: (uri) => this.opened(uri),
        onEvent: (event) => this.receive(event),
        beforeAcknowledge: this.journalFlushed,
        beforeSend: this.journalFlushed,
        onLost: () => this.lost(),
        onOnline: (isFirst) => this.wentOnline(isFirst),
        onForeignReply: (reply) => this.requestAccepted(reply),
        onFailureFound: (rid, error) => this.failureFound(rid, error),
        onStaleAnswers: () => void this.take({ kind: 'staleAnswers' }),
        onSkipped: (failure) => void this.take({ kind: 'unreadableDocument', failure }),
      },
    });
    const { environment, timers, request, session, take } = this;
    const model = () => this.store.model;
    this.presence = new StandingRequests({ environment, timers, request, session });
    const answered = (): AccountState['answered'] => this.state.answered;
    this.subscribers = new AnsweredSubscribers({ environment, request, session, take, model, answered });
    this.list = new AwaitedList({
      environment,
      timers,
      isOutdated: () => model().outdated.has('contacts'),
      isBusy: () => [...model().conversations.values()].some(({ state }) => state !== 'ended'),
      renew: () => void session.renew(),
    });
    this.calls = new Calls({
      request,
      take,
      model,
      newRid: this.newRid,
      ringing: () => this.state.ringing,
      threadOf: (rid) => this.state.conversations.rids.get(rid)?.threadId,
    });
  }

  get state(): AccountState {
    return this.current;
  }

  /** At once; whoever still waits is told. */
  dispose(): void {
    this.session.dispose();
    this.timers.stopAll();
  }

  // --- what people ask for ---

  /** Resolves at the event that settles it; rejects with `FailureError`. */
  readonly request = (build: (rid: string) => CwaRequest): Promise<RequestAccepted | undefined> =>
    new Promise((resolve, reject) => {
      let reply: RequestAccepted | undefined;
      this.session.queue.add(build(this.newRid()), {
        onAccepted: (accepted) => (reply = { ...reply, ...accepted }),
        onOutcome: (outcome) => (outcome.kind === 'succeeded' ? resolve(reply) : reject(errorOfOutcome(outcome))),
      });
    });

  /** Resolves with its result. One that was taken and then not answered has failed: nothing found would be untrue. */
  search(build: (rid: string) => SearchRequest): Promise<SearchResultEvent> {
    const request = build(this.newRid());
    const timer = `search ${request.rid}`;
    const found = new Promise<SearchResultEvent>((resolve, reject) => {
      const giveUp = (): void => reject(new FailureError('timeout', 'no result of the search'));
      const wait = (pieces: number): void =>
        this.timers.set(timer, searchPatience.pieceMs, () => (pieces > 1 ? wait(pieces - 1) : giveUp()));
      this.session.queue.add(request, {
        onAccepted: () => wait(searchPatience.pieces),
        onResult: resolve,
        onOutcome: (outcome) => (outcome.kind === 'succeeded' ? giveUp() : reject(errorOfOutcome(outcome))),
      });
    });
    return found.finally(() => this.timers.stop(timer));
  }

  /** Resolves when what it asks of the server is settled; at once if it asks for nothing. */
  async command(command: ConversationCommand): Promise<void> {
    if (!isRequesting(command)) {
      this.converse(command);
      if (command.kind === 'forget') await this.journalFlushed();
      return;
    }
    const rid = this.newRid();
    const settled = new Promise<RequestOutcome>((resolve) => this.waiters.set(rid, resolve));
    try {
      const effects = this.converse({ ...command, rid });
      if (!effects.some((effect) => effect.kind === 'request' && effect.request.rid === rid)) return;
      const outcome = await settled;
      if (outcome.kind === 'succeeded') return;
      const error = errorOfOutcome(outcome);
      if (!isLeaving(command)) throw error;
      this.environment.log('conversation', { error });
    } finally {
      this.waiters.delete(rid);
    }
  }

  draw(id: IdKind): string {
    const drawn = new Ids(this.state.ids).draw(id);
    this.take({ kind: 'drawn', id });
    return drawn;
  }

  converse(input: ConversationInput): readonly AccountEffect[] {
    return this.take({ kind: 'conversation', input });
  }

  private readonly newRid = (): string => this.draw('rid');

  // --- the one place where everything comes in ---

  readonly take = (input: AccountInput): readonly AccountEffect[] => {
    const { environment, session, store } = this;
    const ringMs = this.parts.ringMs();
    const moment = {
      now: environment.now(),
      monotonicNow: environment.monotonicNow(),
      isOnline: session.isOnline,
      ...(ringMs > 0 && { ringMs }),
    };
    let reduced: ReducedAccount | undefined;
    try {
      reduced = reduceAccount(this.state, input, store.model, moment);
    } finally {
      this.parts.onHeard?.({ kind: 'input', input, moment }, reduced);
    }
    const { state, changes, toWrite, signals, effects } = reduced;
    this.current = state;
    this.parts.onIds(state.ids);
    if (toWrite.length > 0) this.parts.journal.write(toWrite);
    store.apply(changes, signals);
    for (const effect of effects) this.carryOut(effect);
    return effects;
  };

  // --- what the session tells ---

  private showState(state: SessionState): void {
    const connection = connectionOf(state, this.options);
    if (connection.kind === 'signed-out') {
      // While the model still has them.
      this.converse({ kind: 'signedOut' });
      this.timers.stopAll();
    }
    this.take({ kind: 'connection', connection });
    if (connection.kind === 'signed-out') this.parts.onEnded();
  }

  private async opened(uri: string): Promise<void> {
    const isFirst = this.state.self === '';
    const self = personUri(uri);
    const groups = isFirst ? this.parts.groupsBefore(self) : [];
    const { availability } = this.session;
    this.take({ kind: 'opened', self, availability, ...(groups.length > 0 && { groups }) });
    if (!isFirst) return this.presence.sessionReopened();
    for (const each of this.parts.answeredBefore(self)) this.subscribers.hold(each);
    try {
      this.take({ kind: 'restored', contents: await this.parts.journal.load(self) });
    } catch (error) {
      this.journalFailed(error);
    }
  }

  private lost(): void {
    this.list.sessionLost();
    this.subscribers.sessionLost();
    this.take({ kind: 'sessionLost' });
  }

  private wentOnline(isFirst: boolean): void {
    if (isFirst) this.take({ kind: 'signedIn' });
    this.presence.wentOnline();
    this.subscribers.wentOnline();
    this.list.wentOnline();
    this.converse({ kind: 'online' });
  }

  private async receive(event: DecodedEvent): Promise<void> {
    // At once: while others have their turn the session may be lost, and what it said is of no use to the next one.
    this.applyEvent(event);
    if (this.environment.monotonicNow() - this.sliceStart <= sliceBudgetMs) return;
    await this.environment.yieldToEventLoop();
    this.sliceStart = this.environment.monotonicNow();
  }

  private applyEvent(event: DecodedEvent): void {
    for (const input of inputsOf(event)) this.take(input);
    const { table } = this.session;
    switch (event.kind) {
      case 'requestAccepted':
        return this.requestAccepted(event);
      case 'requestSucceeded':
        return this.requestSucceeded(event);
      case 'requestFailed':
        return this.requestFailed(event);
      case 'searchResult':
        return table.result(event);
      case 'containers':
        this.levelsTold += 1;
        return;
      case 'selfPresence': {
        const { self } = this.store.model;
        if (self?.chosen !== undefined && self.chosenBy === 'elsewhere') this.presence.heardChoice(self.chosen);
        return;
      }
      default:
    }
  }

  /** 7.22: on either channel. Under a `rid` that nobody gave it still tells a number (4.4). */
  private requestAccepted(reply: RequestAccepted): void {
    this.session.table.hear(reply);
    if (reply.confId !== undefined) this.converse({ kind: 'accepted', rid: reply.rid, reply });
  }

  private requestSucceeded({ rid }: RequestSucceeded): void {
    const { table } = this.session;
    if (table.has(rid)) table.succeed(rid);
    else this.converse({ kind: 'outcome', rid, outcome: { kind: 'succeeded' } });
  }

  private requestFailed({ rid, error }: RequestFailed): void {
    const { table } = this.session;
    if (table.canFail(rid) ?? this.state.conversations.rids.has(rid)) return this.failureOf(rid, error);
    const { forWant, unanswered } = suspects(this.state.conversations);
    const [only, second] = forWant;
    if (only !== undefined && second === undefined) this.failureOf(only, error);
    else table.failUnnamed(error, unanswered);
  }

  private failureOf(rid: string, error: CwaError): void {
    const { table } = this.session;
    if (table.has(rid)) return table.fail(rid, error);
    // One request may fail for several people, one after the other (6.6).
    this.converse({ kind: 'outcome', rid, outcome: { kind: 'failed', failure: table.failureOf(rid, error), error } });
  }

  /** Unless it has been answered meanwhile. */
  private failureFound(rid: string, error: CwaError): void {
    if (suspects(this.state.conversations).unanswered.includes(rid)) this.failureOf(rid, error);
  }

  // --- effects ---

  private carryOut(effect: AccountEffect): void {
    switch (effect.kind) {
      case 'request': {
        const { rid } = effect.request;
        return this.session.queue.add(effect.request, {
          onAccepted: (reply) => void this.converse({ kind: 'accepted', rid, reply }),
          onOutcome: (outcome) => {
            this.converse({ kind: 'outcome', rid, outcome });
            this.waiters.get(rid)?.(outcome);
          },
        });
      }
      case 'timer':
        return this.timers.set(
          nameOfTimer(effect.timer),
          effect.delayMs,
          () => void this.converse({ kind: 'timer', timer: effect.timer }),
        );
      case 'stopTimer':
        return this.timers.stop(nameOfTimer(effect.timer));
      case 'logUseless':
      case 'logUnreadable':
        return writeLog(this.environment.log, effect);
      default:
        return assertNever(effect);
    }
  }

  /** A disk that is full must not stop the conversation; the person is told once. */
  readonly journalFlushed = async (): Promise<void> => {
    try {
      await this.parts.journal.flushed();
    } catch (error) {
      this.journalFailed(error);
    }
  };

  private journalFailed(error: unknown): void {
    this.environment.log('journal', { error });
    this.take({ kind: 'journalFailed' });
  }
}
