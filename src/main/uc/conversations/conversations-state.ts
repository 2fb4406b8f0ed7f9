// What the engine knows of conversations beyond what windows see: their life on the wire and what waits to be sent.
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { ConferenceEvent } from '../../../protocol/events/conference';
import type { RequestAccepted } from '../../../protocol/replies/request-accepted';
import type { Conversation, ConversationId } from '../../../shared/domain/conversation';
import type { Failure } from '../../../shared/domain/failure';
import type { MessageBody, MessageId } from '../../../shared/domain/message';
import type { PersonUri } from '../../../shared/domain/person';
import type { Confirmer, JournalContents } from '../journal';
import type { RequestOutcome } from '../request-outcome';
import type { ConversationCommand, RequestingCommand } from './conversation-command';
import type { ConversationTimer } from './timers';

/** A message that the server took, and when, by the clock that nobody sets. */
export interface Unconfirmed {
  readonly messageId: MessageId;
  readonly at: number;
}

/** One conversation on the wire. A thread has at most one at a time, and may have several after each other. */
export interface Wire {
  /** The server's number; unknown until it has told (7.4, 7.5). */
  readonly confId?: number;
  /** Of our `initiateImSession`. */
  readonly startRid?: string;
  readonly isIncoming: boolean;
  /** We said yes to the invitation, or it is ours. */
  readonly isAccepted: boolean;
  /** Its number is a guess, and nobody who was invited has been seen under it: nothing is said there. */
  readonly isDoubtful?: boolean;
  /** `imSessionState connected` has come: before it every message fails (3.8). */
  readonly isConnected: boolean;
  /** Changing to a conference: no message passes (5.5). */
  readonly isEscalating: boolean;
  /** Enters a conference by its focus URI (6.8): the roster comes anew. */
  readonly isRejoin: boolean;
  /** Nobody has announced it: somebody spoke in it. */
  readonly isUnannounced?: boolean;
  /** The server tells who comes. */
  readonly hasRoster?: boolean;
  /** One of the others has spoken in it. */
  readonly isSpokenIn?: boolean;
  /** The message that began it: until the others are there nothing tells whether it arrived. */
  readonly firstMessage?: MessageId;
  /** Taken by the server and not confirmed by the other end (yet). */
  readonly unconfirmed: readonly Unconfirmed[];
  /** Its message that was refused while nothing told that it is over (`overtaken.ts`). */
  readonly refused?: { readonly messageId: MessageId; readonly rid: string; readonly failure: Failure } | undefined;
  /** `inviteFailed` whose reason is still to come (4.8). */
  readonly failedInvites: readonly PersonUri[];
  /** Asked into a conversation between two that is to become a conference (6.6). */
  readonly asked: readonly PersonUri[];
}

export interface Thread {
  readonly conversation: Conversation;
  /** Absent: over, or not begun yet. */
  readonly wire?: Wire;
  /** Waiting to be sent, in order. */
  readonly outbox: readonly MessageId[];
  /** The one whose reply is awaited: the next goes after it, so that order holds. */
  readonly sending?: { readonly messageId: MessageId; readonly rid: string };
  /** The server's ids of messages (`messageIdReceived`). */
  readonly serverIds: ReadonlyMap<string, MessageId>;
  /** When the last `composing` went out. */
  readonly composingSentAt?: number;
  /** The session was lost under a conference: joined again as soon as there is one. */
  readonly mustRejoin: boolean;
  /** The only participant was there before the last session was lost, and is not back yet: the next attempt comes by itself. */
  readonly awaitsPeer: boolean;
  /** Its people were asked for, and not the conference that it was: where that is no more, they are invited anew. */
  readonly invitesAnew?: boolean;
}

export type RidPurpose =
  | 'start'
  | 'abandoned'
  | 'rejoin'
  | 'message'
  | 'accept'
  | 'invite'
  | 'eject'
  | 'promote'
  | 'lock'
  | 'unlock'
  | 'other';

export interface RidUse {
  readonly threadId: ConversationId;
  readonly purpose: RidPurpose;
  readonly messageId?: MessageId;
  /** The conversation on the wire that it was said in, that it changes, or that it has begun. */
  readonly confId?: number;
  /** The server session, counted: numbers of an older one mean nothing any more. */
  readonly session: number;
  /** When it was made, by the clock that nobody sets. */
  readonly at: number;
  /** It certainly did nothing: a reply that comes later is no news of it. */
  readonly hasFailed?: boolean;
  /** Whom it asks in, sends out or makes a presenter. */
  readonly people?: readonly PersonUri[];
  /** Only of what begins a conversation. */
  readonly invitation?: Invitation;
}

/** What is known of an `initiateImSession` until its conversation has its number (`binding.ts`), and of how it got that. */
export interface Invitation {
  readonly invited: readonly PersonUri[];
  /** Of the conference to join (6.8). */
  readonly focusUri?: string;
  /** `taken`: the server works on it; `given-up`: nobody knows what became of it. */
  readonly fate?: 'taken' | 'given-up';
  /** No reply and no event has named its number: it was told from the people in it. */
  readonly isGuessed?: boolean;
}

/** What came under a number that is nobody's (yet). */
export interface Stray {
  readonly updates: readonly ConferenceUpdate[];
  /** When the first came, by the clock that nobody sets. */
  readonly since: number;
  /** Whom they name. */
  readonly people: readonly PersonUri[];
  readonly focusUris: readonly string[];
  /** It is said to be an invitation to us, which is still to come. */
  readonly isIncoming: boolean;
}

/** A conversation that has ended on the wire. */
export interface Over {
  readonly threadId: ConversationId;
  /** As it was when we gave it up, since nobody told how it ended. */
  readonly unanswered?: Wire;
}

export interface ConversationsState {
  /** Counts the server sessions of this run. */
  readonly session: number;
  readonly threads: ReadonlyMap<ConversationId, Thread>;
  readonly byConfId: ReadonlyMap<number, ConversationId>;
  /** Ended on the wire; what still comes for them is late, not new. */
  readonly over: ReadonlyMap<number, Over>;
  readonly rids: ReadonlyMap<string, RidUse>;
  /** Events of a conversation whose number is not known yet: a poll may overtake the reply that tells it. */
  readonly strays: ReadonlyMap<number, Stray>;
  /** Threads that only the history has, by their owner (`whose-thread.ts`). */
  readonly dormant: ReadonlyMap<string, Conversation>;
  /** Threads that have become part of another one, which their ids lead to. */
  readonly joined: ReadonlyMap<ConversationId, ConversationId>;
  /** Who has ever confirmed a message (4.8); others may not know how. */
  readonly confirming: ReadonlySet<Confirmer>;
  /** What has been heard, by its `wireId`: in which thread. */
  readonly heard: ReadonlyMap<string, ConversationId>;
}

export const noConversations: ConversationsState = {
  session: 1,
  threads: new Map(),
  byConfId: new Map(),
  over: new Map(),
  rids: new Map(),
  strays: new Map(),
  dormant: new Map(),
  joined: new Map(),
  confirming: new Set(),
  heard: new Map(),
};

/** What a person writes, with the ids that it gets. */
export type WritingInput =
  | {
      readonly kind: 'start';
      /** Of the thread of the one who is written to, if there is one; else new. */
      readonly id: ConversationId;
      readonly messageId: MessageId;
      readonly to: readonly PersonUri[];
      readonly subject: string;
      readonly body: MessageBody;
    }
  | {
      readonly kind: 'send';
      readonly id: ConversationId;
      readonly messageId: MessageId;
      readonly body: MessageBody;
      /** Of the session that begins with it, where none goes on. */
      readonly subject?: string;
    };

/** `rid` is that of the request to make, so that whoever asked for it can wait for its end. */
export type CommandInput =
  (RequestingCommand & { readonly rid: string }) | Exclude<ConversationCommand, RequestingCommand>;

export type ConversationInput =
  | WritingInput
  | CommandInput
  | { readonly kind: 'event'; readonly event: ConferenceEvent }
  | { readonly kind: 'accepted'; readonly rid: string; readonly reply: RequestAccepted }
  | { readonly kind: 'outcome'; readonly rid: string; readonly outcome: RequestOutcome }
  | { readonly kind: 'timer'; readonly timer: ConversationTimer }
  | { readonly kind: 'online' }
  | { readonly kind: 'sessionLost' }
  | { readonly kind: 'signedOut' }
  /** A call is being answered with a conversation (3.17). */
  | {
      readonly kind: 'callAnswering';
      readonly id: ConversationId;
      readonly rid: string;
      readonly peer: PersonUri;
    }
  | {
      readonly kind: 'callAnswered';
      readonly id: ConversationId;
      readonly rid: string;
      /** Absent: the reply was lost. */
      readonly confId?: number;
      readonly peer: PersonUri;
      readonly subject: string;
    }
  | ({ readonly kind: 'restore' } & Restored)
  /** This one's thread is wanted, which only the history has. */
  | { readonly kind: 'wake'; readonly owner: string }
  /** The history has forgotten it; without an id, all. */
  | { readonly kind: 'erased'; readonly id?: ConversationId };

/** What an earlier run left behind. */
export type Restored = Pick<JournalContents, 'conversations' | 'dormant' | 'messages' | 'events' | 'confirming'>;
