// What happened in a conversation besides messages: who came and went, and how it ended. Part of the thread, and kept with it.
import type { ConversationEnd, ConversationId } from './conversation';
import type { FailureCode } from './failure';
import type { LogProgram } from './log-import';
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
  /** What was said from here on comes from the log of another program. */
  | { readonly kind: 'imported'; readonly program: LogProgram }
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

/** Where a session begins. */
export function isBeginning({ kind }: ThreadNews): boolean {
  return kind === 'started' || kind === 'called';
}

/** Of what happens at the moment of a message; all else stands after it. */
export function standsBefore(news: ThreadNews): boolean {
  return isBeginning(news) || news.kind === 'imported';
}

/** Whether the last that happened was the end. Who is told not to have come after that is no new life, and a log tells of the past. */
export function toldEnd(news: readonly ThreadNews[]): boolean {
  const last = news.findLast(({ kind }) => kind !== 'invite-failed')?.kind;
  return last === 'ended' || last === 'imported';
}
