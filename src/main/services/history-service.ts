// The history of whoever is signed in: opened at sign-in, closed at sign-out, and absent where nothing may be kept (a public
// computer, no key store). Absent means that searches find nothing and drafts last as long as the program.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type {
  HistoryConversation,
  HistoryExportFormat,
  HistoryPage,
  HistorySearch,
  HistoryStatus,
  HistoryThreadPage,
} from '../../shared/domain/history';
import type { Message } from '../../shared/domain/message';
import type { PersonUri } from '../../shared/domain/person';
import type { ExportThread } from '../store/history/export-history';
import { exportHistory } from '../store/history/export-history';
import { History, type HistoryOptions } from '../store/history/history';
import { forgetfulJournal, type Journal } from '../uc/journal';
import type { SessionOwner } from './session-watch';

export type HistoryNotice =
  /** A file that could not be read was kept under another name. */
  | { readonly kind: 'set-aside'; readonly path: string; readonly reason: string }
  /** What was said since cannot be written (a full disk); it is tried again with every message. */
  | { readonly kind: 'not-written'; readonly reason: string };

export interface HistoryServiceOptions {
  readonly folder: string;
  readonly workerFile: string;
  /** Undefined: no key store, nothing is kept. */
  readonly key: () => Promise<string | undefined>;
  /** Epoch milliseconds before which messages are forgotten; undefined: never. */
  readonly forgetBefore: () => number | undefined;
  readonly session: () => SessionOwner;
  /** What it throws is logged: a notice is said by the way. */
  readonly onNotice: (notice: HistoryNotice) => void;
  readonly log: (message: string, error?: unknown) => void;
  readonly keyTimeoutMs?: number;
  readonly startWorker?: HistoryOptions['startWorker'];
}

export interface HistoryService {
  /** What the engine writes through. */
  readonly journal: Journal;
  status(): HistoryStatus;
  /** The session is over; windows may still hand over what was half-written. */
  signedOut(): void;
  search(search: HistorySearch): Promise<HistoryPage>;
  conversations(limit: number, before?: number): Promise<readonly HistoryConversation[]>;
  messages(page: HistoryThreadPage): Promise<readonly Message[]>;
  deleteConversation(conversationId: string): Promise<void>;
  deleteAll(): Promise<void>;
  /** One conversation, or all of them. */
  exportTo(file: string, format: HistoryExportFormat, conversationId?: string): Promise<void>;
  saveDraft(key: string, value: string): Promise<void>;
  draft(key: string): Promise<string>;
  close(): Promise<void>;
}

/** Conversations fetched at a time for an export. */
const exportPage = 100;

/** A key store may put up a prompt that nobody answers. */
const usualKeyTimeoutMs = 20_000;
/** Windows close after a sign-out and hand over their drafts; then the file is closed. */
const closeDelayMs = 1_000;

export function createHistoryService(options: HistoryServiceOptions): HistoryService {
  const { session, log, keyTimeoutMs = usualKeyTimeoutMs } = options;
  let opened: { readonly account: PersonUri; readonly history: History } | undefined;
  let whyNot: HistoryStatus['reason'];
  let closeTimer: ReturnType<typeof setTimeout> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  const draftsInMemory = new Map<string, string>();

  /** Opening and closing take their time, and must not overtake each other. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  }

  function tell(notice: HistoryNotice): void {
    try {
      options.onNotice(notice);
    } catch (error) {
      log('a notice of the history could not be shown', error);
    }
  }

  /** Nobody finds anything of anybody in a public session, not even for the moment that an earlier history is still open. */
  const current = (): History | undefined => (session() === 'public' ? undefined : opened?.history);

  async function open(account: PersonUri): Promise<History | undefined> {
    const key = await within(keyTimeoutMs, options.key());
    if (key === undefined) {
      whyNot = 'no-key-store';
      log('no history is kept: there is no key store');
      return undefined;
    }
    const history = new History({
      folder: options.folder,
      account,
      key,
      workerFile: options.workerFile,
      ...(options.startWorker && { startWorker: options.startWorker }),
      onSetAside: (path, reason) => tell({ kind: 'set-aside', path, reason }),
      onWriteFailed: (reason) => tell({ kind: 'not-written', reason }),
    });
    opened = { account, history };
    return history;
  }

  async function closeNow(): Promise<void> {
    clearTimeout(closeTimer);
    closeTimer = undefined;
    const closing = opened;
    opened = undefined;
    whyNot = undefined;
    draftsInMemory.clear();
    await closing?.history.close().catch((error: unknown) => log('the history could not be closed', error));
  }

  const journal: Journal = {
    load: (account) =>
      inTurn(async () => {
        if (opened?.account !== account || closeTimer) await closeNow();
        try {
          const history = opened?.history ?? (await open(account));
          if (!history) return await forgetfulJournal.load(account);
          const before = options.forgetBefore();
          if (before !== undefined) await history.forgetBefore(before);
          return await history.load();
        } catch (error) {
          whyNot = 'failed';
          throw error;
        }
      }),
    write: (changes) => current()?.write(changes),
    flushed: async () => current()?.flushed(),
  };

  async function* everyThread(from: History): AsyncGenerator<ExportThread> {
    let before: number | undefined;
    for (;;) {
      const page = await from.conversations(exportPage, before);
      for (const conversation of page) yield { conversation, messages: await from.thread(conversation.id) };
      const last = page.at(-1);
      if (!last || page.length < exportPage) return;
      before = last.lastActivityAt;
    }
  }

  async function* oneThread(from: History, id: string): AsyncGenerator<ExportThread> {
    yield { conversation: await from.conversation(id), messages: await from.thread(id) };
  }

  return {
    journal,
    status() {
      switch (session()) {
        case 'none':
          return { isKept: false, reason: 'signed-out' };
        case 'public':
          return { isKept: false, reason: 'public-computer' };
        case 'own':
          if (whyNot !== undefined) return { isKept: false, reason: whyNot };
          return { isKept: opened !== undefined };
      }
    },
    signedOut() {
      clearTimeout(closeTimer);
      closeTimer = setTimeout(() => void inTurn(closeNow), closeDelayMs);
    },
    search: async (search) => current()?.search(search) ?? { hits: [] },
    conversations: async (limit, before) => current()?.conversations(limit, before) ?? [],
    messages: async (page) => current()?.messages(page) ?? [],
    deleteConversation: async (conversationId) => current()?.deleteConversation(conversationId),
    deleteAll: async () => current()?.deleteAll(),
    async exportTo(file, format, conversationId) {
      const from = current();
      if (!from) return;
      const threads = conversationId === undefined ? everyThread(from) : oneThread(from, conversationId);
      await pipeline(Readable.from(exportHistory(threads, format)), createWriteStream(file, { mode: 0o600 }));
    },
    async saveDraft(key, value) {
      // After a sign-out it is the last word of a window that closes, and nobody's in memory any more.
      if (session() !== 'none') draftsInMemory.set(key, value);
      await current()?.saveDraft({ key, value });
    },
    draft: async (key) => draftsInMemory.get(key) ?? current()?.draft(key) ?? '',
    close: () => inTurn(closeNow),
  };
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the key store did not answer')), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
