// What was said before: found by words, person, date or conversation.
import type { CallOutcome, ConversationEnd, ConversationId } from './conversation';
import type { Message, MessageId } from './message';
import type { PersonUri } from './person';

/** Between two, with several, a call or what began with one, and what nobody answered: a missed conference is of two kinds. */
export const historyKinds = ['conversation', 'conference', 'call', 'missed'] as const;
export type HistoryKind = (typeof historyKinds)[number];

export interface HistorySearch {
  /** Words in any order, each also as a beginning or another form of it. `"two words"` match as a phrase. Empty: everything. */
  readonly text: string;
  readonly person?: PersonUri;
  readonly kind?: HistoryKind;
  readonly conversationId?: ConversationId;
  /** Epoch milliseconds, inclusive. */
  readonly from?: number;
  /** Epoch milliseconds, exclusive. */
  readonly to?: number;
  /** At most 200. */
  readonly limit: number;
  /** Where the page before ended. */
  readonly cursor?: number;
}

/** A piece of a message's text or of a subject; `isMatch` pieces are shown highlighted. */
export interface HistorySnippetPart {
  readonly text: string;
  readonly isMatch: boolean;
}

export interface HistoryHit {
  readonly message: Message;
  readonly snippet: readonly HistorySnippetPart[];
  readonly conversation: HistoryConversation;
}

/** The words are in the subject of a session of a conversation, or of a call. */
export interface HistorySubjectHit {
  readonly conversation: HistoryConversation;
  /** The first that was said under this subject. */
  readonly messageId?: MessageId;
  /** When that session or call began. */
  readonly at: number;
  readonly snippet: readonly HistorySnippetPart[];
}

/** Newest first. */
export interface HistoryPage {
  /** With the first page, and only if there are words to look for: the latest hundred. */
  readonly subjects: readonly HistorySubjectHit[];
  readonly hits: readonly HistoryHit[];
  /** Absent: there is no more. */
  readonly cursor?: number;
  /** Messages, the oldest ones, that an older Parley wrote and that cannot be found yet. */
  readonly unindexed?: number;
}

export interface HistoryConversation {
  readonly id: ConversationId;
  readonly subject: string;
  readonly participants: readonly { readonly uri: PersonUri; readonly name: string }[];
  readonly startedAt: number;
  readonly lastActivityAt: number;
  readonly unread: number;
  /** An invitation or a call that nobody answered. */
  readonly isMissed: boolean;
  /** It was a call, or began with one. */
  readonly call?: CallOutcome;
  readonly end?: ConversationEnd;
  readonly isConference?: boolean;
  /** It can be opened again: as the thread of its one person, or of the conference that its focus tells. */
  readonly isThread?: true;
}

/** Which conversations and calls, newest first. */
export interface HistoryListing {
  readonly person?: PersonUri;
  readonly kind?: HistoryKind;
  /** Epoch milliseconds, inclusive: something was said or happened then. */
  readonly from?: number;
  /** Epoch milliseconds, exclusive. */
  readonly to?: number;
  readonly limit: number;
  /** The last one of the page before. */
  readonly after?: { readonly lastActivityAt: number; readonly id: ConversationId };
}

export interface HistoryPerson {
  readonly uri: PersonUri;
  readonly name: string;
}

/** A window on a thread. Without a place: its end. */
export interface HistoryThreadPage {
  readonly conversationId: ConversationId;
  /** The page that ends before this message, that begins after it, or that has it in the middle. */
  readonly place?: {
    readonly kind: 'before' | 'after' | 'around';
    readonly messageId: MessageId;
    /** When it was said: says where it would stand where it has gone, or was never written. Absent: at the end then. */
    readonly at?: number | undefined;
  };
  readonly limit: number;
}

/** A part of what happened in a thread, by time: epoch milliseconds, both inclusive. */
export interface HistoryEventsPart {
  readonly conversationId: ConversationId;
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

export type HistoryExportFormat = 'html' | 'json' | 'text';

/** Something half-written: a conversation's composer (`conversation:c1`) or an invitation (`invitation`). */
export interface Draft {
  readonly key: string;
  /** What the window needs to go on, as it wrote it. */
  readonly value: string;
}

/** Whether what is said now is kept on this computer, and why not. */
export interface HistoryStatus {
  readonly isKept: boolean;
  /**
   * `failed`: there is a key store, but the file or its key cannot be used. `not-written`: the disk takes nothing at the moment;
   * what is said is kept in memory and written as soon as it can be.
   */
  readonly reason?:
    'no-key-store' | 'public-computer' | 'signed-out' | 'failed' | 'not-written' | 'set-by-organisation';
  /** An export under way. */
  readonly exporting?: HistoryExportProgress;
}

export interface HistoryExportProgress {
  readonly written: number;
  /** Messages there were when it began. */
  readonly total: number;
}
