// What the main thread and the history's worker say to each other.
import type { Draft, HistoryListing, HistorySearch, HistoryThreadPage } from '../../../shared/domain/history';
import type { Change } from '../../../shared/domain/model';

export interface HistoryWorkerData {
  readonly file: string;
  /** 64 hexadecimal digits. */
  readonly key?: string;
}

/**
 * Why a file was set aside: it cannot be read, a newer version of Parley made it, or its key is lost. In each case it was kept
 * under another name.
 */
export type SetAsideCause = 'damaged' | 'newer' | 'key-lost';

export type HistoryQuestion =
  | { readonly kind: 'flush' }
  | { readonly kind: 'load' }
  | { readonly kind: 'search'; readonly search: HistorySearch }
  | { readonly kind: 'messages'; readonly page: HistoryThreadPage }
  | { readonly kind: 'events'; readonly conversationId: string; readonly limit: number }
  | { readonly kind: 'conversations'; readonly listing: HistoryListing }
  | { readonly kind: 'people'; readonly limit: number }
  | { readonly kind: 'conversation'; readonly conversationId: string }
  | { readonly kind: 'threadFrom'; readonly conversationId: string; readonly after: number; readonly limit: number }
  | { readonly kind: 'countMessages'; readonly conversationId?: string }
  | { readonly kind: 'deleteConversation'; readonly conversationId: string }
  | { readonly kind: 'deleteAll' }
  | { readonly kind: 'countBefore' | 'forgetBefore'; readonly before: number }
  | { readonly kind: 'saveDraft'; readonly draft: Draft }
  | { readonly kind: 'draft'; readonly key: string }
  | { readonly kind: 'close' };

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
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
  /** Every write up to this number is on disk. */
  | { readonly kind: 'written'; readonly upTo: number }
  | { readonly kind: 'writeFailed'; readonly reason: string }
  /** One change made no sense to the database; it must not hold up those that follow. */
  | { readonly kind: 'dropped'; readonly reason: string };
