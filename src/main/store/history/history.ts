// The history as the main process uses it: every call is answered by a worker thread, so that no query holds a window up.
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type {
  Draft,
  HistoryConversation,
  HistoryPage,
  HistorySearch,
  HistoryThreadPage,
} from '../../../shared/domain/history';
import type { Message } from '../../../shared/domain/message';
import type { Change } from '../../../shared/domain/model';
import type { PersonUri } from '../../../shared/domain/person';
import type { JournalContents } from '../../uc/journal';
import type { HistoryQuestion, HistoryReply, HistoryRequest, HistoryWorkerData } from './history-protocol';

export interface HistoryOptions {
  readonly folder: string;
  /** Each user of this computer's account has a file of its own. */
  readonly account: PersonUri;
  /** 64 hexadecimal digits. */
  readonly key?: string;
  /** The built `history-worker.js`. */
  readonly workerFile: string;
  /** A damaged file was kept under another name, and an empty one has taken its place. */
  readonly onSetAside?: (keptAs: string, reason: string) => void;
  /** Nothing more can be written; what was said stays in memory and is tried again with the next write. */
  readonly onWriteFailed?: (reason: string) => void;
}

/** The file name tells nothing about whose it is. */
export function historyFile(folder: string, account: PersonUri): string {
  return join(folder, `${createHash('sha256').update(account).digest('hex').slice(0, 24)}.db`);
}

export class History {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  #nextId = 1;
  #ended: Error | undefined;

  constructor(options: HistoryOptions) {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    const workerData: HistoryWorkerData = {
      file: historyFile(options.folder, options.account),
      ...(options.key !== undefined && { key: options.key }),
    };
    this.#worker = new Worker(options.workerFile, { workerData });
    this.#worker.on('message', (reply: HistoryReply) => this.#take(reply, options));
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('the history is closed')));
  }

  write(changes: readonly Change[]): void {
    const kept = changes.filter(
      ({ kind }) => kind === 'conversation' || kind === 'message' || kind === 'messageRemoved' || kind === 'call',
    );
    if (kept.length > 0) this.#post({ kind: 'write', changes: kept });
  }

  flushed(): Promise<void> {
    return this.#ask({ kind: 'flush' });
  }

  load(): Promise<JournalContents> {
    return this.#ask({ kind: 'load' });
  }

  search(search: HistorySearch): Promise<HistoryPage> {
    return this.#ask({ kind: 'search', search });
  }

  /** Oldest first. */
  messages(page: HistoryThreadPage): Promise<Message[]> {
    return this.#ask({ kind: 'messages', page });
  }

  /** Newest first. */
  conversations(limit: number, before?: number): Promise<HistoryConversation[]> {
    return this.#ask({ kind: 'conversations', limit, ...(before !== undefined && { before }) });
  }

  conversation(conversationId: string): Promise<HistoryConversation> {
    return this.#ask({ kind: 'conversation', conversationId });
  }

  thread(conversationId: string): Promise<Message[]> {
    return this.#ask({ kind: 'thread', conversationId });
  }

  deleteConversation(conversationId: string): Promise<void> {
    return this.#ask({ kind: 'deleteConversation', conversationId });
  }

  deleteAll(): Promise<void> {
    return this.#ask({ kind: 'deleteAll' });
  }

  /** Works in slices, so that a search in between is answered at once. */
  async forgetBefore(before: number): Promise<void> {
    while (await this.#ask<boolean>({ kind: 'forgetBefore', before }));
  }

  saveDraft(draft: Draft): Promise<void> {
    return this.#ask({ kind: 'saveDraft', draft });
  }

  draft(key: string): Promise<string> {
    return this.#ask({ kind: 'draft', key });
  }

  async close(): Promise<void> {
    if (this.#ended) return;
    await this.#ask({ kind: 'close' });
    await this.#worker.terminate();
  }

  #post(request: HistoryRequest): void {
    if (!this.#ended) this.#worker.postMessage(request);
  }

  #ask<T>(question: HistoryQuestion): Promise<T> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = this.#nextId++;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: never) => void, reject });
      this.#post({ ...question, id });
    });
  }

  #take(reply: HistoryReply, options: HistoryOptions): void {
    switch (reply.kind) {
      case 'opened':
        if (reply.setAside !== undefined) options.onSetAside?.(reply.setAside, reply.reason ?? '');
        break;
      case 'writeFailed':
        options.onWriteFailed?.(reply.reason);
        break;
      case 'done':
        this.#settle(reply.id)?.resolve(reply.value as never);
        break;
      case 'failed':
        this.#settle(reply.id)?.reject(new Error(reply.reason));
        break;
    }
  }

  #settle(id: number): { resolve: (value: never) => void; reject: (error: Error) => void } | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
