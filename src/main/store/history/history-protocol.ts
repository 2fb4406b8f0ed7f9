// What the main thread and the history's worker say to each other.
import type { Draft, HistorySearch, HistoryThreadPage } from '../../../shared/domain/history';
import type { Change } from '../../../shared/domain/model';

export interface HistoryWorkerData {
  readonly file: string;
  /** 64 hexadecimal digits. */
  readonly key?: string;
}

export type HistoryQuestion =
  | { readonly kind: 'flush' }
  | { readonly kind: 'load' }
  | { readonly kind: 'search'; readonly search: HistorySearch }
  | { readonly kind: 'messages'; readonly page: HistoryThreadPage }
  | { readonly kind: 'conversations'; readonly limit: number; readonly before?: number }
  | { readonly kind: 'conversation'; readonly conversationId: string }
  | { readonly kind: 'thread'; readonly conversationId: string }
  | { readonly kind: 'deleteConversation'; readonly conversationId: string }
  | { readonly kind: 'deleteAll' }
  | { readonly kind: 'forgetBefore'; readonly before: number }
  | { readonly kind: 'saveDraft'; readonly draft: Draft }
  | { readonly kind: 'draft'; readonly key: string }
  | { readonly kind: 'close' };

/** Numbered in the order of asking. */
export type HistoryRequest = { readonly id: number } & (
  { readonly kind: 'write'; readonly changes: readonly Change[] } | HistoryQuestion
);

export type HistoryReply =
  | { readonly kind: 'opened'; readonly setAside?: string; readonly reason?: string }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
  /** Every write up to this number is on disk. */
  | { readonly kind: 'written'; readonly upTo: number }
  | { readonly kind: 'writeFailed'; readonly reason: string };
