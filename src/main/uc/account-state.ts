// What an account knows besides the model, and what it hears: all of it plain data, so that the same inputs give the same outputs.
import type { ConferenceUpdate } from '../../protocol/conference-updates';
import type { CwaEvent, UnreadableEvent } from '../../protocol/events';
import type { Connection } from '../../shared/domain/connection';
import type { AccessLevel, AccessMember, Group, PendingSubscriber } from '../../shared/domain/contact';
import type { ConversationId } from '../../shared/domain/conversation';
import type { Failure } from '../../shared/domain/failure';
import type { AskedAvailability, Availability, PersonUri } from '../../shared/domain/person';
import type { RingingCalls } from './calls/reduce-calls';
import type { SearchDefaults } from './contacts/directory-search';
import { noGroupNumbers, type GroupNumbers } from './contacts/group-numbers';
import { noConversations, type ConversationInput, type ConversationsState } from './conversations/conversations-state';
import type { IdCounters, IdKind } from './ids';
import type { JournalContents } from './journal';
import { noNews, type NewsOfPeople } from './presence/news-of-people';
import type { Moment } from './reduced';
import { neverWarned, type Warned } from './warnings';

export interface AccountState {
  readonly ids: IdCounters;
  /** LCID. */
  readonly localeId: number;
  /** Empty until the first session is open. */
  readonly self: PersonUri;
  readonly conversations: ConversationsState;
  readonly ringing: RingingCalls;
  readonly groupNumbers: GroupNumbers;
  readonly news: NewsOfPeople;
  /** Who was answered that they may watch, and is not known to have heard it (`answered-subscribers.ts`). */
  readonly answered: ReadonlyMap<PersonUri, PendingSubscriber>;
  readonly warned: Warned;
  /** An event of this session has told who is on which level (4.13). */
  readonly hasToldLevels: boolean;
  /** What was asked for last, and why; over once something else is told. */
  readonly asked?: AskedAvailability | undefined;
  readonly searchDefaults?: SearchDefaults;
  /** Where single sign-on wants to be told of the end (6.9). */
  readonly signOffUrl?: string;
}

export const newAccountState = (ids: IdCounters, localeId: number): AccountState => ({
  ids,
  localeId,
  self: '',
  conversations: noConversations,
  ringing: new Map(),
  groupNumbers: noGroupNumbers,
  news: noNews,
  answered: new Map(),
  warned: neverWarned,
  hasToldLevels: false,
});

export type AccountInput =
  /** The session has another state, and this is how it looks. */
  | { readonly kind: 'connection'; readonly connection: Connection }
  /** A server session exists. */
  | {
      readonly kind: 'opened';
      readonly self: PersonUri;
      readonly availability: Availability;
      /** As this user was shown them last, before any session of this run. */
      readonly groups?: readonly Pick<Group, 'id' | 'name'>[];
    }
  | { readonly kind: 'restored'; readonly contents: JournalContents }
  | { readonly kind: 'sessionLost' }
  /** Online for the first time. */
  | { readonly kind: 'signedIn' }
  | { readonly kind: 'event'; readonly event: CwaEvent | UnreadableEvent }
  /** Of a call, in an event of a conference. */
  | { readonly kind: 'callUpdate'; readonly confId: number; readonly update: ConferenceUpdate }
  /** What was said to it has arrived. */
  | { readonly kind: 'callTaken'; readonly confId: number; readonly reason: string }
  | { readonly kind: 'callSeen'; readonly id: ConversationId }
  | { readonly kind: 'conversation'; readonly input: ConversationInput }
  /** It is asked for, for this reason. */
  | { readonly kind: 'availabilityAsked'; readonly asked: AskedAvailability }
  /** The server has put a member on a level (null: off all of them), and nothing has told of it by an event of its own. */
  | { readonly kind: 'levelSet'; readonly member: AccessMember; readonly level: AccessLevel | null }
  /** A person has answered them. */
  | { readonly kind: 'subscriberAnswered'; readonly subscriber: PendingSubscriber }
  /** The server has the answer, or will not take it. */
  | { readonly kind: 'subscriberSettled'; readonly uri: PersonUri }
  /** They wait for an answer no more, or again. */
  | { readonly kind: 'subscriberHidden'; readonly uri: PersonUri }
  | { readonly kind: 'subscriberShown'; readonly subscriber: PendingSubscriber }
  /** A number was taken for something that is no input by itself. */
  | { readonly kind: 'drawn'; readonly id: IdKind }
  | { readonly kind: 'unreadableDocument'; readonly failure: Failure }
  | { readonly kind: 'staleAnswers' }
  | { readonly kind: 'journalFailed' };

/** When an input came, whether there was a connection then, and what the person wanted then. */
export interface AccountMoment extends Moment {
  readonly isOnline: boolean;
  /** How long somebody who asks rings here. Absent: until they give up. */
  readonly ringMs?: number;
}

/** What a recording holds: with it, and from it alone, the same model comes about again. */
export type Heard =
  /** The first of an account. */
  | {
      readonly kind: 'account';
      readonly ids: IdCounters;
      readonly localeId: number;
      readonly connection: Connection;
    }
  | { readonly kind: 'input'; readonly input: AccountInput; readonly moment: AccountMoment };
