// The engine's durable memory: a message is in it before it is on the wire, and an event before it is acknowledged.
import type { Call, Conversation } from '../../shared/domain/conversation';
import type { Message } from '../../shared/domain/message';
import type { Change } from '../../shared/domain/model';
import type { PersonUri } from '../../shared/domain/person';
import type { ThreadEvent } from '../../shared/domain/thread-event';

/** Between two the other one's client, in conferences the server by itself: whichever of them it is. */
export type Confirmer = PersonUri | 'conference';

export interface JournalContents {
  /** The threads worth showing again: unread, missed, or with messages that have not been settled; and the latest ones. */
  readonly conversations: readonly Conversation[];
  /** All others that may go on: of one person, or of a conference whose focus stands. What was said in them stays where it is. */
  readonly dormant: readonly Conversation[];
  /** The newest messages of those that come back, in thread order; outgoing ones that were never settled are always among them. */
  readonly messages: readonly Message[];
  /** What else happened in them, in thread order. */
  readonly events: readonly ThreadEvent[];
  /** Calls that were missed and that nobody has looked at since. */
  readonly calls: readonly Call[];
  /** Who has ever confirmed a message (protocol.md 4.8). */
  readonly confirming: readonly Confirmer[];
  /** Higher than the number in every `c…`, `m…` and `e…` id ever given. */
  readonly nextNumber: number;
}

export interface Journal {
  /** What earlier runs of this user left behind. Called once a sign-in, before the first event is applied. */
  load(account: PersonUri): Promise<JournalContents>;
  /** Takes note, in order; only conversations, messages, events and calls matter. Never throws. */
  write(changes: readonly Change[]): void;
  /** Resolves when all that was written before is on disk. Rejects when it cannot be. */
  flushed(): Promise<void>;
}

/** Remembers nothing: a public computer, and the command line. */
export const forgetfulJournal: Journal = {
  load: async () => ({
    conversations: [],
    dormant: [],
    messages: [],
    events: [],
    calls: [],
    confirming: [],
    nextNumber: 1,
  }),
  write: () => undefined,
  flushed: async () => undefined,
};
