// What happened in a conversation besides messages: who came and went, and how it ended. Part of the thread, and kept with it.
import type { ConversationEnd, ConversationId } from './conversation';
import type { FailureCode } from './failure';
import type { PersonUri } from './person';

export interface Who {
  readonly uri: PersonUri;
  readonly name: string;
}

export type ThreadNews =
  /** A session begins, by whoever that is: ourselves, where `direction` is `outgoing`. */
  | ({ readonly kind: 'started'; readonly direction: 'incoming' | 'outgoing'; readonly subject: string } & Who)
  /** `removed`: we have sent them out. */
  | ({ readonly kind: 'joined' | 'left' | 'removed' | 'promoted' | 'accepted' } & Who)
  /** Somebody was asked to come into the conversation and was not reached, or did not want to. */
  | ({ readonly kind: 'invite-failed'; readonly failure: FailureCode } & Who)
  /** A session begins with a call of this person (protocol.md 3.17). */
  | ({ readonly kind: 'called'; readonly subject?: string } & Who)
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

/** Where a session begins: it stands before what is said at that moment. */
export function isBeginning({ kind }: ThreadNews): boolean {
  return kind === 'started' || kind === 'called';
}

/** Whether the last that happened was the end. Who is told not to have come after that is no new life. */
export function toldEnd(news: readonly ThreadNews[]): boolean {
  return news.findLast(({ kind }) => kind !== 'invite-failed')?.kind === 'ended';
}
