// The domain state: the main process owns it, every window holds a read copy. Both move it on with `applyChanges`.
import { defaultPolicy, type Connection, type Policy } from './connection';
import type { AccessLevelMembers, Contact, Group, GroupId, PendingSubscriber } from './contact';
import type { Call, Conversation, ConversationId } from './conversation';
import type { Message, MessageId } from './message';
import type { Person, PersonUri, Self } from './person';
import type { ThreadEvent } from './thread-event';

export interface Model {
  readonly connection: Connection;
  readonly self?: Self;
  readonly policy: Policy;
  readonly groups: ReadonlyMap<GroupId, Group>;
  readonly contacts: ReadonlyMap<PersonUri, Contact>;
  readonly people: ReadonlyMap<PersonUri, Person>;
  readonly subscribers: ReadonlyMap<PersonUri, PendingSubscriber>;
  readonly accessLevels: readonly AccessLevelMembers[];
  /** What is only as an earlier session of this user has told it: the server tells it anew in each (protocol.md 4.11, 4.13). */
  readonly outdated: ReadonlySet<SessionPart>;
  readonly conversations: ReadonlyMap<ConversationId, Conversation>;
  /** In the order of the thread. */
  readonly messages: ReadonlyMap<ConversationId, readonly Message[]>;
  /** Likewise. */
  readonly events: ReadonlyMap<ConversationId, readonly ThreadEvent[]>;
  readonly calls: ReadonlyMap<ConversationId, Call>;
}

/** What a server tells as a whole when a session begins. */
export type SessionPart = 'contacts' | 'accessLevels';

/** One step. Upserts carry the whole new value; they are idempotent. */
export type Change =
  | { readonly kind: 'connection'; readonly connection: Connection }
  | { readonly kind: 'self'; readonly self: Self | undefined }
  | { readonly kind: 'policy'; readonly policy: Policy }
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'groupRemoved'; readonly id: GroupId }
  | { readonly kind: 'contact'; readonly contact: Contact }
  | { readonly kind: 'contactRemoved'; readonly uri: PersonUri }
  /** A snapshot arrived: forget every group and contact before what follows. */
  | { readonly kind: 'contactsCleared' }
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'subscriber'; readonly subscriber: PendingSubscriber }
  | { readonly kind: 'subscriberRemoved'; readonly uri: PersonUri }
  | { readonly kind: 'accessLevels'; readonly accessLevels: readonly AccessLevelMembers[] }
  | { readonly kind: 'outdated'; readonly parts: readonly SessionPart[] }
  | { readonly kind: 'conversation'; readonly conversation: Conversation }
  | { readonly kind: 'conversationRemoved'; readonly id: ConversationId }
  /** Appended if new, replaced in place if its id is known. */
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'messageRemoved'; readonly conversationId: ConversationId; readonly id: MessageId }
  /** Its messages and events are gone; the conversation goes on. */
  | { readonly kind: 'threadCleared'; readonly conversationId: ConversationId }
  /** What was said and what happened in `from` stands in `into` from now on, in the order of time; `conversationRemoved` follows. */
  | { readonly kind: 'threadJoined'; readonly from: ConversationId; readonly into: ConversationId }
  /** As `message`. */
  | { readonly kind: 'event'; readonly event: ThreadEvent }
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'callRemoved'; readonly conversationId: ConversationId }
  /** Signed out: everything of that user is gone. */
  | { readonly kind: 'reset' };

export const emptyModel: Model = {
  connection: { kind: 'signed-out' },
  policy: defaultPolicy,
  groups: new Map(),
  contacts: new Map(),
  people: new Map(),
  subscribers: new Map(),
  accessLevels: [],
  outdated: new Set(),
  conversations: new Map(),
  messages: new Map(),
  events: new Map(),
  calls: new Map(),
};

/** A batch of changes with its number: batches are numbered from 1 without gaps; a gap means: ask for a snapshot. */
export interface ChangeBatch {
  readonly seq: number;
  readonly changes: readonly Change[];
}

export interface ModelSnapshot {
  readonly seq: number;
  readonly model: Model;
}

/** A slice of a snapshot: all of them together, applied to the empty model, are the model after batch `seq`. */
export interface SnapshotSlice {
  readonly seq: number;
  readonly changes: readonly Change[];
  readonly isLast: boolean;
}
