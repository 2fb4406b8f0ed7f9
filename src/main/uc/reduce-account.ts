// The reducer of an account: all that a signed-in user's session, people and time do to the model, as one pure function.
import { assertNever } from '../../shared/assert-never';
import type { CwaEvent, UnreadableEvent } from '../../protocol/events';
import type { ConferenceUpdate } from '../../protocol/conference-updates';
import type { ConferenceEvent } from '../../protocol/events/conference';
import type { ConfigurationEvent } from '../../protocol/events/configuration';
import type { ContactGroupEvent } from '../../protocol/events/contact-group';
import type { AccessLevelMembers } from '../../shared/domain/contact';
import type { Change, Model, SessionPart } from '../../shared/domain/model';
import type { AccountInput, AccountMoment, AccountState } from './account-state';
import { allCallsEnded, callEnded, callReceived, callSeen, type ReducedCalls } from './calls/reduce-calls';
import { talksWithBlocked } from './contacts/blocking';
import { groupsBefore, withoutNumbers } from './contacts/group-numbers';
import { levelsWith, reduceContactGroup, reduceContainers, reduceSubscribers } from './contacts/reduce-contacts';
import type { Told } from './conversations/conversations-draft';
import type { ConversationInput } from './conversations/conversations-state';
import { isOurDoing } from './conversations/ejections';
import { reduceConversations } from './conversations/reduce-conversations';
import { threadEvents } from './conversations/thread-news';
import type { Signal } from './engine';
import { Ids } from './ids';
import type { JournalContents } from './journal';
import { policyOf } from './presence/configuration';
import { isExpectedBack, newsAfterLoss, newsInSession } from './presence/news-of-people';
import {
  askedAfter,
  isSettable,
  newSelf,
  reduceSelfPresence,
  reduceSubscriptionState,
  reduceUserPresence,
} from './presence/reduce-presence';
import type { Effect } from './reduced';
import { Warnings, type LogEffect } from './warnings';

export type AccountEffect = Effect | LogEffect;

export interface ReducedAccount {
  readonly state: AccountState;
  readonly changes: readonly Change[];
  /** Of the changes, those that the journal is to have. */
  readonly toWrite: readonly Change[];
  readonly signals: readonly Signal[];
  readonly effects: readonly AccountEffect[];
}

/** Throws `FailureError` when a person's command cannot be done; then nothing has changed. */
export function reduceAccount(
  state: AccountState,
  input: AccountInput,
  model: Model,
  moment: AccountMoment,
): ReducedAccount {
  const draft = new AccountDraft(state, model, moment);
  handle(draft, input);
  return draft.finish();
}

/** An event of a conference may tell of several things, each of which is an input of its own; the conversation's is the last. */
export function inputsOf(event: CwaEvent | UnreadableEvent): readonly AccountInput[] {
  const whole: AccountInput = { kind: 'event', event };
  if (event.kind !== 'conference') return [whole];
  const calls = event.updates.filter(({ kind }) => kind === 'voIPReceived' || kind === 'voIPTerminated');
  return [...calls.map((update) => ({ kind: 'callUpdate', confId: event.confId, update }) as const), whole];
}

/** One step of an account in the making. */
class AccountDraft {
  readonly changes: Change[] = [];
  /** What the journal has already, or never keeps. */
  readonly unwritten: Change[] = [];
  readonly signals: Signal[] = [];
  readonly told: Told[] = [];
  readonly effects: AccountEffect[] = [];
  readonly ids: Ids;
  readonly warnings: Warnings;

  constructor(
    public state: AccountState,
    readonly model: Model,
    readonly moment: AccountMoment,
  ) {
    this.ids = new Ids(state.ids);
    this.warnings = new Warnings(state.warned);
  }

  edit(part: Partial<AccountState>): void {
    this.state = { ...this.state, ...part };
  }

  add(changes: readonly Change[], signals: readonly Signal[] = []): void {
    for (const change of changes) this.changes.push(change);
    for (const signal of signals) this.signals.push(signal);
  }

  converse(input: ConversationInput): void {
    const { moment, model, ids } = this;
    const { self, news, conversations } = this.state;
    const reduced = reduceConversations(conversations, input, {
      ...moment,
      self,
      model,
      isExpectedBack: (uri) => isExpectedBack(news, uri, moment.monotonicNow),
      newRid: () => ids.draw('rid'),
      newConversationId: () => ids.draw('conversation'),
      newMessageId: () => ids.draw('message'),
    });
    this.edit({ conversations: reduced.state });
    this.add(reduced.changes, reduced.signals);
    for (const told of reduced.told) this.told.push(told);
    for (const effect of reduced.effects) this.effects.push(effect);
  }

  calls({ ringing, changes, signals }: ReducedCalls): void {
    this.edit({ ringing });
    this.add(changes, signals);
  }

  finish(): ReducedAccount {
    const { changes, model, ids, warnings } = this;
    const signals = [...this.signals, ...warnings.signals];
    const events = threadEvents({
      told: this.told,
      changes,
      signals,
      model,
      now: () => this.moment.now,
      newId: () => ids.draw('event'),
      isOurDoing: (id, uri) => isOurDoing(this.state.conversations, model, id, uri),
    });
    const toWrite = [...changes, ...events];
    return {
      state: { ...this.state, ids: ids.counters, warned: warnings.warned },
      // What comes back was before whatever is told of it.
      changes: [...this.unwritten, ...toWrite],
      toWrite,
      signals,
      effects: [...this.effects, ...warnings.effects],
    };
  }
}

function handle(draft: AccountDraft, input: AccountInput): void {
  const { state, model, moment } = draft;
  switch (input.kind) {
    case 'connection':
      if (input.connection.kind === 'signed-out') draft.unwritten.push({ kind: 'reset' });
      draft.unwritten.push({ kind: 'connection', connection: input.connection });
      return;
    case 'opened': {
      const isFirst = state.self === '';
      draft.edit({ self: input.self, news: newsInSession(state.news, isFirst, moment.monotonicNow) });
      if (isFirst && isSettable(input.availability)) {
        draft.edit({ asked: { availability: input.availability, by: 'sign-in' } });
      }
      if (isFirst && input.groups) draft.edit({ groupNumbers: groupsBefore(input.groups) });
      if (isFirst) draft.unwritten.push({ kind: 'self', self: newSelf(input.self, input.availability) });
      return;
    }
    case 'restored':
      return restored(draft, input.contents);
    case 'sessionLost':
      outdate(draft);
      draft.edit({
        hasToldLevels: false,
        groupNumbers: withoutNumbers(state.groupNumbers),
        news: newsAfterLoss(state.news, model, moment.monotonicNow),
      });
      draft.converse({ kind: 'sessionLost' });
      return draft.calls(allCallsEnded(state.ringing, model));
    case 'signedIn':
      if (model.self) draft.signals.push({ kind: 'signedIn', uri: model.self.uri, name: model.self.name });
      return;
    case 'event':
      if (input.event.kind !== 'unknown') draft.warnings.leftOut(input.event);
      return eventHeard(draft, input.event);
    case 'callUpdate':
      return callUpdated(draft, input.confId, input.update);
    case 'callTaken':
      return draft.calls(callEnded(state.ringing, input.confId, input.reason, model));
    case 'callSeen':
      return draft.add(callSeen(input.id, model));
    case 'conversation':
      return draft.converse(input.input);
    case 'availabilityAsked':
      return draft.edit({ asked: input.asked });
    case 'levelSet':
      // It is all that is known of them where the session tells of none.
      heardAnew(draft, 'accessLevels');
      return levelsChanged(draft, levelsWith(input.member, input.level, model));
    case 'subscriberAnswered': {
      const { subscriber } = input;
      if (state.answered.has(subscriber.uri)) return;
      return draft.edit({ answered: new Map(state.answered).set(subscriber.uri, subscriber) });
    }
    case 'subscriberSettled':
      return draft.edit({ answered: new Map([...state.answered].filter(([uri]) => uri !== input.uri)) });
    case 'subscriberHidden':
      return draft.add([{ kind: 'subscriberRemoved', uri: input.uri }]);
    case 'subscriberShown':
      return draft.add([{ kind: 'subscriber', subscriber: input.subscriber }]);
    case 'drawn':
      draft.ids.draw(input.id);
      return;
    case 'unreadableDocument':
      return draft.warnings.document(input.failure);
    case 'staleAnswers':
      return draft.warnings.staleAnswers();
    case 'journalFailed':
      return draft.warnings.journal();
    default:
      return assertNever(input);
  }
}

function restored(draft: AccountDraft, contents: JournalContents): void {
  const { conversations, dormant, messages, events, calls, confirming, nextNumber } = contents;
  draft.ids.startAt(nextNumber);
  draft.converse({ kind: 'restore', conversations, dormant, messages, events, confirming });
  for (const event of events) draft.unwritten.push({ kind: 'event', event });
  for (const call of calls) draft.unwritten.push({ kind: 'call', call });
}

function eventHeard(draft: AccountDraft, event: CwaEvent | UnreadableEvent): void {
  const { state, model, warnings } = draft;
  switch (event.kind) {
    // Joined with their requests by the session; what they say to a conversation is an input of its own.
    case 'requestSucceeded':
    case 'requestAccepted':
    case 'requestFailed':
    case 'searchResult':
      return;
    case 'conference':
      return conferenceHeard(draft, event);
    case 'configuration':
      return configured(draft, event);
    case 'contactGroup':
      if (event.fullList) heardAnew(draft, 'contacts');
      return listTold(draft, event);
    case 'subscribers':
      return subscribersTold(draft, reduceSubscribers(event, model));
    case 'containers':
      heardAnew(draft, 'accessLevels');
      return levelsTold(draft, reduceContainers(event, model));
    case 'selfPresence':
      if (model.self) draft.add(reduceSelfPresence(event, model.self, state.asked));
      return draft.edit({ asked: askedAfter(event, state.asked) });
    case 'userPresence': {
      const { localeId } = state;
      const { monotonicNow } = draft.moment;
      const { news, changes, signals } = reduceUserPresence(event, { model, localeId, monotonicNow, news: state.news });
      draft.edit({ news });
      return draft.add(changes, signals);
    }
    case 'presenceSubscriptionState':
      return draft.add(reduceSubscriptionState(event, model));
    // Custom categories have no place in the model; they are for programs that publish them.
    case 'selfRawCategories':
    case 'userRawCategories':
      return warnings.count(event.kind);
    case 'unknown':
      if (event.reason !== undefined) warnings.event(event.code, event.reason);
      return warnings.count('unknown event');
    default:
      return assertNever(event);
  }
}

function conferenceHeard(draft: AccountDraft, event: ConferenceEvent): void {
  for (const update of event.updates) {
    if (update.kind === 'enableAppearOffline') {
      // 7.13: it belongs to the configuration wherever it stands.
      const policy = policyOf({ enableAppearOffline: update.enabled }, draft.model.policy);
      draft.add([{ kind: 'policy', policy }]);
    } else if (update.kind === 'unknown') draft.warnings.count('unknown update');
  }
  draft.converse({ kind: 'event', event });
}

function configured(draft: AccountDraft, event: ConfigurationEvent): void {
  const { search, customAuthLogoffUrl } = event;
  const signOffUrl = customAuthLogoffUrl?.trim();
  draft.edit({ ...(search && { searchDefaults: search }), ...(signOffUrl && { signOffUrl }) });
  const { policy: before } = draft.model;
  const policy = policyOf(event, before);
  const isNews = policy.userNotice !== '' && policy.userNotice !== before.userNotice;
  draft.add([{ kind: 'policy', policy }], isNews ? [{ kind: 'notice', text: policy.userNotice }] : []);
}

/** What the session that is lost has told stands until the next one tells it anew. */
function outdate(draft: AccountDraft): void {
  const { contacts, groups, accessLevels, outdated } = draft.model;
  const parts = new Set(outdated);
  if (contacts.size + groups.size > 0) parts.add('contacts');
  // Where events tell of no levels, the next session tells of none either, and nothing would wait for it but in vain.
  if (accessLevels.length > 0 && draft.state.hasToldLevels) parts.add('accessLevels');
  if (parts.size > outdated.size) draft.add([{ kind: 'outdated', parts: [...parts] }]);
}

function heardAnew(draft: AccountDraft, part: SessionPart): void {
  const { outdated } = draft.model;
  if (outdated.has(part)) draft.add([{ kind: 'outdated', parts: [...outdated].filter((each) => each !== part) }]);
}

function listTold(draft: AccountDraft, event: ContactGroupEvent): void {
  const { changes, numbers } = reduceContactGroup(event, draft.model, draft.state.groupNumbers);
  draft.edit({ groupNumbers: numbers });
  draft.add(changes);
}

/** The first that is told of them says how it is: nobody is blocked just now by it. */
function levelsTold(draft: AccountDraft, accessLevels: readonly AccessLevelMembers[]): void {
  draft.edit({ hasToldLevels: true });
  if (draft.model.accessLevels.length > 0) return levelsChanged(draft, accessLevels);
  draft.add([{ kind: 'accessLevels', accessLevels }]);
}

/** Here or at another endpoint: whoever is blocked from now on does not go on talking either. */
function levelsChanged(draft: AccountDraft, accessLevels: readonly AccessLevelMembers[]): void {
  draft.add([{ kind: 'accessLevels', accessLevels }]);
  for (const id of talksWithBlocked(draft.model, accessLevels)) {
    draft.converse({ kind: 'leave', id, rid: draft.ids.draw('rid') });
  }
}

/** What the server tells of who is answered already is no news. */
function subscribersTold(draft: AccountDraft, changes: readonly Change[]): void {
  const answered = new Map(draft.state.answered);
  const news = changes.filter((change) => {
    if (change.kind === 'subscriberRemoved') answered.delete(change.uri);
    return change.kind !== 'subscriber' || !answered.has(change.subscriber.uri);
  });
  draft.edit({ answered });
  draft.add(news);
}

function callUpdated(draft: AccountDraft, confId: number, update: ConferenceUpdate): void {
  const { state, model, moment, ids } = draft;
  const { ringing } = state;
  if (update.kind === 'voIPReceived') {
    const newId = (): string => ids.draw('conversation');
    draft.calls(callReceived(ringing, confId, update, model, newId, moment.now));
  } else if (update.kind === 'voIPTerminated') {
    draft.calls(callEnded(ringing, confId, update.reason, model));
  }
}
