// What the main thread and the history's worker say to each other.
import type {
  Draft,
  HistoryEventsPart,
  HistoryListing,
  HistorySearch,
  HistoryThreadPage,
} from '../../../shared/domain/history';
import type { Change } from '../../../shared/domain/model';
import type { PersonUri } from '../../../shared/domain/person';
import type { Fault } from '../../../shared/fault';
import type { LogAddition, LogTarget } from './import-log';
import type { KnownNames, LogFile } from './open-log';
import type { Rescue } from './rescue';

export interface HistoryWorkerData {
  readonly task: 'serve' | 'check';
  readonly file: string;
  /** 64 hexadecimal digits. */
  readonly key?: string;
  /** The file is known to be damaged: another one is to take its place. */
  readonly replace?: HistoryReplacement;
  /** It was looked through: nothing needs to be kept for a rescue. */
  readonly isTrusted?: boolean;
}

export interface HistoryReplacement {
  readonly reason: string;
  /** Done already, by a worker that died of something else after that. */
  readonly isSetAside: boolean;
  readonly rescue: Rescue;
}

/**
 * Why a file was set aside: it cannot be read, it can be but is damaged somewhere, a newer version of Parley made it, or its key is
 * lost. In each case it was kept under another name. After `damaged-inside` the new one has what could be rescued.
 */
export type SetAsideCause = 'damaged' | 'damaged-inside' | 'newer' | 'key-lost';

export type HistoryQuestion =
  | { readonly kind: 'flush' }
  | { readonly kind: 'load' }
  | { readonly kind: 'search'; readonly search: HistorySearch }
  | { readonly kind: 'messages'; readonly page: HistoryThreadPage }
  | { readonly kind: 'events'; readonly part: HistoryEventsPart; readonly limit: number }
  | { readonly kind: 'conversations'; readonly listing: HistoryListing }
  | { readonly kind: 'people'; readonly limit: number }
  | { readonly kind: 'conversation'; readonly conversationId: string }
  | { readonly kind: 'threadFrom'; readonly conversationId: string; readonly after: number; readonly limit: number }
  | { readonly kind: 'readLog'; readonly file: LogFile }
  | ({ readonly kind: 'addLog' } & LogAdding)
  | { readonly kind: 'orderThread'; readonly threadId: string }
  | { readonly kind: 'closeLog' }
  | { readonly kind: 'threadWith'; readonly peer: PersonUri }
  | { readonly kind: 'countMessages'; readonly conversationId?: string }
  | { readonly kind: 'deleteConversation'; readonly conversationId: string }
  | { readonly kind: 'deleteAll' }
  | { readonly kind: 'countBefore' | 'forgetBefore'; readonly before: number }
  | { readonly kind: 'saveDraft'; readonly draft: Draft }
  | { readonly kind: 'draft'; readonly key: string }
  | { readonly kind: 'draftKeys' }
  /** Answered with a `Rescue`; after that the worker does nothing more. */
  | { readonly kind: 'rescue' }
  /** The file is known to be sound, or nobody can know: nothing needs to be kept for a rescue any more. */
  | { readonly kind: 'trust' }
  | { readonly kind: 'close' };

/** Some of a log of another program: from this message of it on, none older than `notBefore` (epoch milliseconds). */
export interface LogAdding {
  readonly file: LogFile;
  readonly names: KnownNames;
  readonly target: LogTarget;
  readonly after: number;
  readonly notBefore: number;
}

/** `next`: where to go on; absent: that was all. */
export type LogAdded = LogAddition & { readonly next?: number };

/** Numbered in the order of asking. */
export type HistoryRequest = { readonly id: number } & (
  { readonly kind: 'write'; readonly changes: readonly Change[] } | HistoryQuestion
);

export type HistoryReply =
  | { readonly kind: 'opened' }
  | {
      readonly kind: 'setAside';
      readonly keptAs: string;
      readonly cause: Exclude<SetAsideCause, 'key-lost'>;
      readonly reason: string;
    }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string; readonly fault: Fault }
  /** Every write up to this number is on disk. */
  | { readonly kind: 'written'; readonly upTo: number }
  | { readonly kind: 'writeFailed'; readonly reason: string; readonly fault: Fault }
  /** The file turned out to be damaged; what could not be answered for that reason waits. */
  | { readonly kind: 'damaged'; readonly reason: string }
  /** What was rescued of a damaged file is in the one that took its place. */
  | { readonly kind: 'restored' }
  /** One change made no sense to the database; it must not hold up those that follow. */
  | { readonly kind: 'dropped'; readonly change: Change['kind']; readonly fault: Fault };

/** Of the worker that looks for damage. */
export type CheckResult =
  | { readonly kind: 'sound' }
  | { readonly kind: 'damaged'; readonly reason: string }
  /** It could not be looked at, which says nothing about the file. */
  | { readonly kind: 'unknown'; readonly fault: Fault };
