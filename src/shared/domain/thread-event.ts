// What happened in a conversation besides messages: who came and went, and how it ended. Part of the thread, and kept with it.
import type { ConversationEnd, ConversationId } from './conversation';
import type { FailureCode } from './failure';
import type { PersonUri } from './person';

export interface Who {
  readonly uri: PersonUri;
  readonly name: string;
}

export type ThreadNews =
  /** `removed`: we have sent them out. */
  | ({ readonly kind: 'joined' | 'left' | 'removed' | 'promoted' | 'accepted' } & Who)
  /** Somebody was asked to come into the conversation and was not reached, or did not want to. */
  | ({ readonly kind: 'invite-failed'; readonly failure: FailureCode } & Who)
  /** The conversation began with a call of this person (protocol.md 3.17). */
  | ({ readonly kind: 'called' } & Who)
  /** Everything before it was deleted from the history, while the conversation goes on. */
  | { readonly kind: 'history-deleted' }
  | { readonly kind: 'self-promoted' | 'locked' | 'unlocked' | 'became-conference' | 'late-joiner' | 'connected' }
  | {
      readonly kind: 'ended';
      readonly end: ConversationEnd;
      readonly isConference: boolean;
      readonly who: readonly Who[];
    };

export interface ThreadEvent {
  /** Of the same counter as the ids of threads and messages, e.g. `e7`. */
  readonly id: string;
  readonly conversationId: ConversationId;
  /** Epoch milliseconds, by this machine's clock. */
  readonly at: number;
  readonly news: ThreadNews;
}
