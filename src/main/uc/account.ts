// One signed-in user: joins the session with the reducers of the domain, and carries their effects out. Made at sign-in, thrown
// away at sign-out, so that nothing of one user can reach the next.
import { assertNever } from '../../shared/assert-never';
import type { CwaError } from '../../protocol/cwa-error';
import type { ConferenceEvent } from '../../protocol/events/conference';
import type { RequestFailedEvent } from '../../protocol/events/request-failed';
import type { SearchResultEvent } from '../../protocol/events/search-result';
import type { RequestAccepted } from '../../protocol/replies/request-accepted';
import type { CwaRequest } from '../../protocol/requests';
import type { SearchRequest } from '../../protocol/requests/search';
import { errorOfFailure, FailureError } from '../../shared/domain/failure';
import type { Change } from '../../shared/domain/model';
import type { PersonUri } from '../../shared/domain/person';
import { Calls } from './calls/calls';
import { connectionOf } from './connection-of';
import { AnsweredSubscribers } from './contacts/answered-subscribers';
import type { SearchDefaults } from './contacts/directory-search';
import { reduceContactGroup, reduceContainers, reduceSubscribers } from './contacts/reduce-contacts';
import { isOurDoing } from './conversations/ejections';
import { noConversations, type ConversationCommand, type ConversationInput } from './conversations/conversations-state';
import { reduceConversations } from './conversations/reduce-conversations';
import { suspects } from './conversations/suspects';
import { threadEvents } from './conversations/thread-news';
import type { Signal, SignInOptions } from './engine';
import type { Environment } from './environment';
import type { Ids } from './ids';
import type { Journal } from './journal';
import { KeyedTimers } from './keyed-timers';
import type { ModelStore } from './model-store';
import { personUri } from './people/person-uri';
import { policyOf } from './presence/configuration';
import { NewsOfPeople } from './presence/news-of-people';
import { StandingRequests } from './presence/standing-requests';
import { newSelf, reduceSelfPresence, reduceUserPresence } from './presence/reduce-presence';
import type { Effect } from './reduced';
import type { RequestOutcome } from './channels/request-table';
import type { SessionState } from './session/session';
import { SessionRunner, type DecodedEvent, type SessionParts } from './session/session-runner';
import { Warnings } from './warnings';

export interface AccountParts extends Omit<SessionParts, 'hooks'> {
  readonly store: ModelStore;
  readonly ids: Ids;
  readonly journal: Journal;
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
  readonly calls: Calls;
  searchDefaults: SearchDefaults | undefined;
  /** Where single sign-on wants to be told of the end (6.9). */
  signOffUrl: string | undefined;

  private readonly store: ModelStore;
  private readonly ids: Ids;
  private readonly environment: Environment;
  private readonly options: SignInOptions;
  private self: PersonUri = '';
  private conversations = noConversations;
  private readonly newsOfPeople: NewsOfPeople;
  private readonly timers: KeyedTimers;
  private readonly waiters = new Map<string, (outcome: RequestOutcome) => void>();
  private readonly warnings: Warnings;
  private sliceStart = 0;

  constructor(private readonly parts: AccountParts) {
    this.store = parts.store;
    this.ids = parts.ids;
    this.environment = parts.environment;
    this.options = parts.options;
    this.timers = new KeyedTimers(this.environment.timers);
    this.newsOfPeople = new NewsOfPeople(() => this.environment.elapsed());
    this.warnings = new Warnings({
      environment: this.environment,
      tell: (signal) => this.store.apply([], [signal]),
    });
    this.session = new SessionRunner({
      ...parts,
      hooks: {
        newRid: () => this.ids.newRid(),
        onState: (state) => this.showState(state),
        onOpened: (uri) => this.opened(uri),
        onEvent: (event) => this.receive(event),
        beforeAcknowledge: () => this.journalFlushed(),
        beforeSend: () => this.journalFlushed(),
        onLost: () => this.lost(),
        onOnline: (isFirst) => this.wentOnline(isFirst),
        onForeignReply: (reply) => this.requestAccepted(reply),
        onFailureFound: (rid, error) => this.failureFound(rid, error),
        onStaleAnswers: () => this.warnings.staleAnswers(),
        onSkipped: (failure) => this.warnings.document(failure),
      },
    });
    this.presence = new StandingRequests({
      environment: this.environment,
      timers: this.timers,
      request: (build) => this.request(build),
      session: this.session,
    });
    this.subscribers = new AnsweredSubscribers({
      environment: this.environment,
      request: (build) => this.request(build),
      session: this.session,
      model: () => this.store.model,
      apply: (changes) => this.apply(changes),
    });
    this.calls = new Calls({
      environment: this.environment,
      ids: this.ids,
      model: () => this.store.model,
      apply: (changes, signals) => this.apply(changes, signals),
      request: (build) => this.request(build),
      dispatch: (input) => void this.dispatch(input),
    });
  }

  /** At once; whoever still waits is told. */
  dispose(): void {
    this.session.dispose();
    this.timers.stopAll();
  }

  // --- what people ask for ---

  /** Resolves at the event that settles it; rejects with `FailureError`. */
  request(build: (rid: string) => CwaRequest): Promise<RequestAccepted | undefined> {
    return new Promise((resolve, reject) => {
      let reply: RequestAccepted | undefined;
      this.session.queue.add(build(this.ids.newRid()), {
        onAccepted: (accepted) => (reply = { ...reply, ...accepted }),
        onOutcome: (outcome) => (outcome.kind === 'succeeded' ? resolve(reply) : reject(errorOfOutcome(outcome))),
      });
    });
  }

  /** Resolves with its result. One that was taken and then not answered has failed: nothing found would be untrue. */
  search(build: (rid: string) => SearchRequest): Promise<SearchResultEvent> {
    const request = build(this.ids.newRid());
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

  dispatch(input: ConversationInput): readonly Effect[] {
    const reduced = reduceConversations(this.conversations, input, {
      now: this.environment.now(),
      elapsed: this.environment.elapsed(),
      self: this.self,
      model: this.store.model,
      isOnline: this.session.isOnline,
      isExpectedBack: (uri) => this.newsOfPeople.isExpectedBack(uri),
      newRid: () => this.ids.newRid(),
      newConversationId: () => this.ids.newConversationId(),
      newMessageId: () => this.ids.newMessageId(),
    });
    this.conversations = reduced.state;
    this.apply(reduced.changes, reduced.signals);
    for (const effect of reduced.effects) this.carryOut(effect);
    return reduced.effects;
  }

  /** A command that makes a request of its own: resolves when that is settled, at once if none was needed. */
  async command(build: (rid: string) => ConversationCommand): Promise<void> {
    const rid = this.ids.newRid();
    const settled = new Promise<RequestOutcome>((resolve) => this.waiters.set(rid, resolve));
    try {
      const effects = this.dispatch(build(rid));
      if (!effects.some((effect) => effect.kind === 'request' && effect.request.rid === rid)) return;
      const outcome = await settled;
      if (outcome.kind !== 'succeeded') throw errorOfOutcome(outcome);
    } finally {
      this.waiters.delete(rid);
    }
  }

  apply(changes: readonly Change[], signals: readonly Signal[] = []): void {
    const { model } = this.store;
    const { now } = this.environment;
    const events = threadEvents({
      changes,
      signals,
      model,
      now,
      newId: () => this.ids.newEventId(),
      isOurDoing: (id, uri) => isOurDoing(this.conversations, model, id, uri),
    });
    const all = events.length === 0 ? changes : [...changes, ...events];
    if (all.length > 0) this.parts.journal.write(all);
    this.store.apply(all, signals);
  }

  // --- what the session tells ---

  private showState(state: SessionState): void {
    const connection = connectionOf(state, this.options);
    if (connection.kind !== 'signed-out') return this.store.apply([{ kind: 'connection', connection }]);
    this.timers.stopAll();
    this.store.apply([{ kind: 'reset' }, { kind: 'connection', connection }]);
    this.parts.onEnded();
  }

  private async opened(uri: string): Promise<void> {
    const isFirst = this.self === '';
    this.self = personUri(uri);
    this.newsOfPeople.sessionOpened(isFirst);
    if (!isFirst) return this.presence.sessionReopened();
    this.store.apply([{ kind: 'self', self: newSelf(this.self, this.session.availability) }]);
    try {
      const kept = await this.parts.journal.load(this.self);
      const { conversations, messages, events, confirming, nextNumber } = kept;
      this.ids.startAt(nextNumber);
      this.dispatch({ kind: 'restore', conversations, messages, events, confirming });
      this.store.apply([
        ...events.map((event) => ({ kind: 'event', event }) as const),
        ...kept.calls.map((call) => ({ kind: 'call', call }) as const),
      ]);
    } catch (error) {
      this.warnings.journal(error);
    }
  }

  private lost(): void {
    this.newsOfPeople.sessionLost(this.store.model);
    this.subscribers.sessionLost();
    this.dispatch({ kind: 'sessionLost' });
    this.calls.sessionLost();
  }

  private wentOnline(isFirst: boolean): void {
    const { self } = this.store.model;
    if (isFirst && self) this.apply([], [{ kind: 'signedIn', uri: self.uri, name: self.name }]);
    this.presence.wentOnline();
    this.subscribers.wentOnline();
    this.dispatch({ kind: 'online' });
  }

  private async receive(event: DecodedEvent): Promise<void> {
    // At once: while others have their turn the session may be lost, and what it said is of no use to the next one.
    this.applyEvent(event);
    if (this.environment.elapsed() - this.sliceStart <= sliceBudgetMs) return;
    await this.environment.breathe();
    this.sliceStart = this.environment.elapsed();
  }

  private applyEvent(event: DecodedEvent): void {
    const { model } = this.store;
    if (event.kind !== 'unknown') this.warnings.leftOut(event);
    switch (event.kind) {
      case 'requestSucceeded':
        if (this.session.table.has(event.rid)) this.session.table.succeed(event.rid);
        else this.dispatch({ kind: 'outcome', rid: event.rid, outcome: { kind: 'succeeded' } });
        return;
      case 'requestAccepted':
        return this.requestAccepted(event);
      case 'requestFailed':
        return this.requestFailed(event);
      case 'searchResult':
        return this.session.table.result(event);
      case 'conference':
        return this.conferenceEvent(event);
      case 'configuration': {
        this.searchDefaults = event.search ?? this.searchDefaults;
        this.signOffUrl = event.customAuthLogoffUrl?.trim() || this.signOffUrl;
        const policy = policyOf(event, model.policy);
        const isNews = policy.notice !== '' && policy.notice !== model.policy.notice;
        return this.apply([{ kind: 'policy', policy }], isNews ? [{ kind: 'notice', text: policy.notice }] : []);
      }
      case 'contactGroup':
        return this.apply(reduceContactGroup(event, model));
      case 'subscribers':
        return this.apply(this.subscribers.withoutAnswered(reduceSubscribers(event, model)));
      case 'containers':
        return this.apply(reduceContainers(event, model));
      case 'selfPresence':
        if (model.self) this.apply(reduceSelfPresence(event, model.self));
        return;
      case 'userPresence': {
        const { changes, signals } = reduceUserPresence(event, {
          model,
          localeId: this.options.localeId,
          isFirstWord: (uri) => this.newsOfPeople.isFirstWord(uri),
          isBackFromTrouble: (uri) => this.newsOfPeople.isBackFromTrouble(uri),
        });
        return this.apply(changes, signals);
      }
      case 'presenceSubscriptionState':
        return this.subscriptionsChanged(event.users);
      // Custom categories have no place in the model; they are for programs that publish them.
      case 'selfRawCategories':
      case 'userRawCategories':
        return this.warnings.count(event.kind);
      case 'unknown':
        if (event.reason !== undefined) this.warnings.event(event.code, event.reason);
        return this.warnings.count('unknown event');
      default:
        return assertNever(event);
    }
  }

  private conferenceEvent(event: ConferenceEvent): void {
    for (const update of event.updates) {
      this.calls.hear(event.confId, update);
      if (update.kind === 'enableAppearOffline') {
        // 7.13: it belongs to the configuration wherever it stands.
        const policy = policyOf({ enableAppearOffline: update.enabled }, this.store.model.policy);
        this.apply([{ kind: 'policy', policy }]);
      } else if (update.kind === 'unknown') this.warnings.count('unknown update');
    }
    this.dispatch({ kind: 'event', event });
  }

  /** 7.22: on either channel. Under a `rid` that nobody gave it still tells a number (4.4). */
  private requestAccepted(reply: RequestAccepted): void {
    this.session.table.hear(reply);
    if (reply.confId !== undefined) this.dispatch({ kind: 'accepted', rid: reply.rid, reply });
  }

  private requestFailed({ rid, error }: RequestFailedEvent): void {
    const { table } = this.session;
    if (table.canFail(rid) ?? this.conversations.rids.has(rid)) return this.failureOf(rid, error);
    const { forWant, unanswered } = suspects(this.conversations);
    const [only, second] = forWant;
    if (only !== undefined && second === undefined) this.failureOf(only, error);
    else table.failUnnamed(error, unanswered);
  }

  private failureOf(rid: string, error: CwaError): void {
    const { table } = this.session;
    if (table.has(rid)) return table.fail(rid, error);
    // One request may fail for several people, one after the other (6.6).
    this.dispatch({ kind: 'outcome', rid, outcome: { kind: 'failed', failure: table.failureOf(rid, error), error } });
  }

  /** Unless it has been answered meanwhile. */
  private failureFound(rid: string, error: CwaError): void {
    if (suspects(this.conversations).unanswered.includes(rid)) this.failureOf(rid, error);
  }

  private subscriptionsChanged(users: readonly { readonly uri: string; readonly state: string }[]): void {
    const changes: Change[] = [];
    for (const { uri, state } of users) {
      const person = this.store.model.people.get(personUri(uri));
      // `retrying` may go on for long and the last news is the best there is; after `terminated` it is worth nothing.
      if (state !== 'terminated' || !person) continue;
      changes.push({ kind: 'person', person: { ...person, presence: { availability: 'unknown' } } });
    }
    this.apply(changes);
  }

  // --- effects ---

  private carryOut(effect: Effect): void {
    switch (effect.kind) {
      case 'request': {
        const { rid } = effect.request;
        return this.session.queue.add(effect.request, {
          onAccepted: (reply) => void this.dispatch({ kind: 'accepted', rid, reply }),
          onOutcome: (outcome) => {
            this.dispatch({ kind: 'outcome', rid, outcome });
            this.waiters.get(rid)?.(outcome);
          },
        });
      }
      case 'timer':
        return this.timers.set(
          effect.key,
          effect.delayMs,
          () => void this.dispatch({ kind: 'timer', key: effect.key }),
        );
      case 'stopTimer':
        return this.timers.stop(effect.key);
      default:
        return assertNever(effect);
    }
  }

  /** A disk that is full must not stop the conversation; the person is told once. */
  async journalFlushed(): Promise<void> {
    try {
      await this.parts.journal.flushed();
    } catch (error) {
      this.warnings.journal(error);
    }
  }
}

function errorOfOutcome(outcome: RequestOutcome): FailureError {
  switch (outcome.kind) {
    case 'failed':
      return errorOfFailure(outcome.failure);
    case 'not-sent': {
      const { code } = outcome.failure;
      return code === 'cancelled'
        ? new FailureError('cancelled')
        : errorOfFailure({ ...outcome.failure, code: 'not-connected' });
    }
    case 'unknown':
      return new FailureError('unknown-outcome', 'the reply was lost');
    case 'succeeded':
      return new FailureError('internal', 'no failure');
    default:
      return assertNever(outcome);
  }
}
