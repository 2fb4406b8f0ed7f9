// The history as the main process uses it: every call is answered by a worker thread, so that no query holds a window up. A worker
// that dies is replaced, and the new one gets everything that the old one had not finished. A file that turns out to be damaged is
// replaced the same way: the new worker sets it aside and takes with it what was said since the start.
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { faultOf, type Fault } from '../../../shared/fault';
import type { Log } from '../../../shared/log';
import type {
  Draft,
  HistoryConversation,
  HistoryEventsPart,
  HistoryListing,
  HistoryPage,
  HistorySearch,
  HistoryThreadPage,
} from '../../../shared/domain/history';
import type { Conversation } from '../../../shared/domain/conversation';
import type { Message } from '../../../shared/domain/message';
import type { Change } from '../../../shared/domain/model';
import type { PersonUri } from '../../../shared/domain/person';
import type { ThreadEvent } from '../../../shared/domain/thread-event';
import type { JournalContents } from '../../uc/journal';
import type {
  CheckResult,
  HistoryQuestion,
  HistoryReplacement,
  HistoryReply,
  HistoryRequest,
  HistoryWorkerData,
  LogAdded,
  LogAdding,
  SetAsideCause,
} from './history-protocol';
import { watchIntegrity, type CheckWorker } from './integrity-watch';
import type { LogFile, LogSummary, UnreadLog } from './open-log';
import { isKept } from './kept-changes';
import type { Rescue } from './rescue';

export interface HistoryOptions {
  readonly folder: string;
  /** Each user of this computer's account has a file of its own. */
  readonly account: PersonUri;
  /** 64 hexadecimal digits. */
  readonly key?: string;
  /** The built `history-worker.js`. */
  readonly workerFile: string;
  /** A file that cannot be used was kept under another name, and an empty one has taken its place. */
  readonly onSetAside?: (keptAs: string, cause: SetAsideCause, reason: string) => void;
  /** Nothing more can be written; what was said stays in memory and is tried again. */
  readonly onWriteFailed?: (reason: string) => void;
  /** It can be written again, and all that waited is on disk. */
  readonly onWriteRecovered?: () => void;
  readonly log?: Log;
  /** Default: a worker thread that runs `workerFile`. */
  readonly startWorker?: (data: HistoryWorkerData) => HistoryWorker & CheckWorker;
  /** After what came back at start was handed out: when the whole file is looked through for damage. */
  readonly checkDelayMs?: number;
}

/** The file name tells nothing about whose it is. */
export function historyFile(folder: string, account: PersonUri): string {
  return join(folder, `${createHash('sha256').update(account).digest('hex').slice(0, 24)}.db`);
}

/** The part of a worker thread that is used. */
export interface HistoryWorker {
  postMessage(request: HistoryRequest): void;
  on(event: 'message', listener: (reply: HistoryReply) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  terminate(): Promise<unknown>;
}

interface Open {
  readonly request: HistoryRequest;
  /** Absent: a write. */
  readonly settle?: { resolve(value: unknown): void; reject(error: Error): void };
}

/** Sign-in and the first windows come first. */
const usualCheckDelayMs = 5_000;
/** A worker that dies again sooner than this after its start counts as one that cannot work at all. */
const steadyMs = 30_000;
/** How long to wait before the next start, after this many deaths in a row; the last one from then on. */
const restartDelaysMs = [0, 200, 1_000, 5_000, 30_000];
/** From this many deaths in a row on nobody is kept waiting for an answer. */
const hopelessAfter = 3;

export class History {
  readonly #options: HistoryOptions;
  /** Asked and not answered, or written and not known to be on disk; in order. A worker that dies leaves it to the next one. */
  readonly #open = new Map<number, Open>();
  #worker: HistoryWorker | undefined;
  #nextId = 1;
  #deaths = 0;
  #restartTimer: ReturnType<typeof setTimeout> | undefined;
  #lastError = new Error('the history is closed');
  #isClosed = false;
  #stopChecking: (() => Promise<void>) | undefined;
  /** The file is damaged; until a new one has taken its place. */
  #replacement: HistoryReplacement | undefined;
  #isRescuing = false;
  #isTrusted = false;
  /** Said once, not with every message, until something could be written again. */
  #isWriteFailureTold = false;

  constructor(options: HistoryOptions) {
    this.#options = options;
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    this.#start();
  }

  write(changes: readonly Change[]): void {
    const kept = changes.filter(isKept);
    if (kept.length > 0 && !this.#isClosed) this.#post({ kind: 'write', changes: kept, id: this.#nextId++ });
  }

  /** Nobody is woken for it where nothing waits to be written: it is asked at every poll. */
  flushed(): Promise<void> {
    return this.#worker && !this.#isClosed && !this.#hasUnwritten() ? Promise.resolve() : this.#ask({ kind: 'flush' });
  }

  async load(): Promise<JournalContents> {
    const contents = await this.#ask<JournalContents>({ kind: 'load' });
    if (!this.#isClosed) {
      this.#stopChecking ??= watchIntegrity({
        data: this.#workerData('check'),
        startWorker: this.#startWorker,
        delayMs: this.#options.checkDelayMs ?? usualCheckDelayMs,
        onResult: (result) => this.#takeCheck(result),
      });
    }
    return contents;
  }

  search(search: HistorySearch): Promise<HistoryPage> {
    return this.#ask({ kind: 'search', search });
  }

  /** Oldest first. */
  messages(page: HistoryThreadPage): Promise<Message[]> {
    return this.#ask({ kind: 'messages', page });
  }

  /** Conversations and calls, newest first. */
  conversations(listing: HistoryListing): Promise<HistoryConversation[]> {
    return this.#ask({ kind: 'conversations', listing });
  }

  people(limit: number): Promise<{ uri: PersonUri; name: string }[]> {
    return this.#ask({ kind: 'people', limit });
  }

  /** Oldest first: the latest of a thread. */
  events(part: HistoryEventsPart, limit: number): Promise<ThreadEvent[]> {
    return this.#ask({ kind: 'events', part, limit });
  }

  conversation(conversationId: string): Promise<HistoryConversation> {
    return this.#ask({ kind: 'conversation', conversationId });
  }

  /** A piece of a thread after the one whose `next` was `after`; 0: from its beginning. */
  threadFrom(conversationId: string, after: number, limit: number): Promise<{ messages: Message[]; next?: number }> {
    return this.#ask({ kind: 'threadFrom', conversationId, after, limit });
  }

  /** Of one conversation, or of all. */
  countMessages(conversationId?: string): Promise<number> {
    return this.#ask({ kind: 'countMessages', ...(conversationId !== undefined && { conversationId }) });
  }

  /** Or why there is none: it cannot be read, or is no conversation of two. */
  readLog(file: LogFile): Promise<LogSummary | UnreadLog> {
    return this.#ask({ kind: 'readLog', file });
  }

  /** Undefined: it cannot be read, or nobody can tell who said what. */
  addLog(adding: LogAdding): Promise<LogAdded | undefined> {
    return this.#ask({ kind: 'addLog', ...adding });
  }

  /** No more logs for now. */
  closeLog(): Promise<void> {
    return this.#ask({ kind: 'closeLog' });
  }

  /** Works in slices. */
  async orderThread(threadId: string): Promise<void> {
    while (await this.#ask<boolean>({ kind: 'orderThread', threadId }));
  }

  threadWith(peer: PersonUri): Promise<Conversation | undefined> {
    return this.#ask({ kind: 'threadWith', peer });
  }

  deleteConversation(conversationId: string): Promise<void> {
    return this.#ask({ kind: 'deleteConversation', conversationId });
  }

  deleteAll(): Promise<void> {
    return this.#ask({ kind: 'deleteAll' });
  }

  /** How many messages `forgetBefore` would forget. */
  countBefore(before: number): Promise<number> {
    return this.#ask({ kind: 'countBefore', before });
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

  /** Of everything that is half-written. */
  draftKeys(): Promise<readonly string[]> {
    return this.#ask({ kind: 'draftKeys' });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    try {
      await this.#ask({ kind: 'close' });
    } finally {
      this.#isClosed = true;
      clearTimeout(this.#restartTimer);
      await this.#worker?.terminate();
      await this.#stopChecking?.();
    }
  }

  readonly #startWorker = (data: HistoryWorkerData): HistoryWorker & CheckWorker =>
    this.#options.startWorker?.(data) ?? new Worker(this.#options.workerFile, { workerData: data });

  #workerData(task: HistoryWorkerData['task']): HistoryWorkerData {
    const { folder, account, key } = this.#options;
    return { task, file: historyFile(folder, account), ...(key !== undefined && { key }) };
  }

  #start(): void {
    const startedAt = Date.now();
    let isOver = false;
    const over = (error: Error): void => {
      if (isOver) return;
      isOver = true;
      this.#worker = undefined;
      this.#lastError = error;
      if (Date.now() - startedAt > steadyMs) this.#deaths = 0;
      this.#died();
    };
    const replace = this.#replacement;
    let worker: HistoryWorker;
    try {
      worker = this.#startWorker({
        ...this.#workerData('serve'),
        isTrusted: this.#isTrusted,
        ...(replace && { replace }),
      });
    } catch (error) {
      // The system gives no thread now.
      return over(error instanceof Error ? error : new Error(String(error)));
    }
    worker.on('message', (reply) => this.#take(reply));
    worker.on('error', over);
    worker.on('exit', () => over(new Error('the history ended')));
    this.#worker = worker;
    for (const { request } of this.#open.values()) worker.postMessage(request);
  }

  #died(): void {
    if (this.#isClosed) return this.#rejectAll();
    this.#deaths += 1;
    if (this.#deaths >= hopelessAfter) this.#rejectAll();
    if (this.#deaths >= hopelessAfter) this.#tellWriteFailure(this.#lastError.message, faultOf(this.#lastError));
    const delayMs = restartDelaysMs[Math.min(this.#deaths, restartDelaysMs.length) - 1];
    this.#restartTimer = setTimeout(() => this.#start(), delayMs);
  }

  /** What was written stays: it is for the next worker. */
  #rejectAll(): void {
    for (const [id, { settle }] of this.#open) {
      if (!settle) continue;
      this.#open.delete(id);
      settle.reject(this.#lastError);
    }
  }

  #hasUnwritten(): boolean {
    for (const { settle } of this.#open.values()) if (!settle) return true;
    return false;
  }

  #post(request: HistoryRequest, settle?: Open['settle']): void {
    this.#open.set(request.id, { request, ...(settle && { settle }) });
    this.#worker?.postMessage(request);
  }

  #ask<T>(question: HistoryQuestion): Promise<T> {
    if (this.#isClosed || (!this.#worker && this.#deaths >= hopelessAfter)) return Promise.reject(this.#lastError);
    return new Promise<T>((resolve, reject) => {
      this.#post({ ...question, id: this.#nextId++ }, { resolve: resolve as (value: unknown) => void, reject });
    });
  }

  #take(reply: HistoryReply): void {
    switch (reply.kind) {
      case 'opened':
        break;
      case 'damaged':
        void this.#replaceFile(reply.reason);
        break;
      case 'restored':
        this.#replacement = undefined;
        this.#isTrusted = true;
        break;
      case 'setAside':
        if (this.#replacement) this.#replacement = { ...this.#replacement, isSetAside: true };
        this.#options.onSetAside?.(reply.keptAs, reply.cause, reply.reason);
        break;
      case 'dropped':
        this.#options.log?.('the history dropped a change', { change: reply.change, fault: reply.fault });
        break;
      case 'written':
        if (this.#isWriteFailureTold) this.#options.onWriteRecovered?.();
        this.#isWriteFailureTold = false;
        for (const [id, { settle }] of this.#open) {
          if (id > reply.upTo) break;
          if (!settle) this.#open.delete(id);
        }
        break;
      case 'writeFailed':
        this.#tellWriteFailure(reply.reason, reply.fault);
        break;
      case 'done':
        this.#settle(reply.id)?.resolve(reply.value);
        break;
      case 'failed':
        this.#settle(reply.id)?.reject(Object.assign(new Error(reply.reason), { code: reply.fault.system }));
        break;
    }
  }

  #takeCheck(result: CheckResult): void {
    if (result.kind === 'damaged') return void this.#replaceFile(result.reason);
    this.#isTrusted = true;
    if (result.kind === 'unknown') this.#options.log?.('the history could not be checked', { fault: result.fault });
    void this.#ask({ kind: 'trust' }).catch(() => undefined);
  }

  /** The worker hands over what must not go with the damaged file, and ends; the next one begins another file with it. */
  async #replaceFile(reason: string): Promise<void> {
    if (this.#isRescuing || this.#replacement) return;
    this.#isRescuing = true;
    try {
      const rescue = await this.#ask<Rescue>({ kind: 'rescue' });
      this.#replacement = { reason, isSetAside: false, rescue };
      // Nobody can rename what another one has open, on Windows; and what it may still find is of the old file.
      await this.#stopChecking?.();
      await this.#worker?.terminate();
    } catch (error) {
      this.#options.log?.('the damaged history could not be replaced', { error });
    } finally {
      this.#isRescuing = false;
    }
  }

  #tellWriteFailure(reason: string, fault: Fault): void {
    if (this.#isWriteFailureTold) return;
    this.#isWriteFailureTold = true;
    this.#options.log?.('the history could not be written', { fault });
    this.#options.onWriteFailed?.(reason);
  }

  #settle(id: number): Open['settle'] {
    const settle = this.#open.get(id)?.settle;
    this.#open.delete(id);
    return settle;
  }
}
