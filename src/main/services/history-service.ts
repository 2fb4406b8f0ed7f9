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
  HistoryThreadPage,
} from '../../shared/domain/history';
import type { Message } from '../../shared/domain/message';
import type { PersonUri } from '../../shared/domain/person';
import type { ExportThread } from '../store/history/export-history';
import { exportHistory } from '../store/history/export-history';
import { History, type HistoryOptions } from '../store/history/history';
import { forgetfulJournal, type Journal } from '../uc/journal';

export type HistoryNotice =
  /** A file that could not be read was kept under another name. */
  | { readonly kind: 'set-aside'; readonly path: string; readonly reason: string }
  /** What was said since cannot be written (a full disk); it is tried again with every message. */
  | { readonly kind: 'not-written'; readonly reason: string }
  /** Nothing is kept on this computer: there is no key store. */
  | { readonly kind: 'not-kept' };

export interface HistoryServiceOptions {
  readonly folder: string;
  readonly workerFile: string;
  /** Undefined: no key store, nothing is kept. */
  readonly key: () => Promise<string | undefined>;
  /** Epoch milliseconds before which messages are forgotten; undefined: never. */
  readonly forgetBefore: () => number | undefined;
  readonly onNotice: (notice: HistoryNotice) => void;
}

export interface HistoryService {
  /** What the engine writes through. */
  readonly journal: Journal;
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

export function createHistoryService(options: HistoryServiceOptions): HistoryService {
  let history: History | undefined;
  let openFor: PersonUri | undefined;
  const draftsInMemory = new Map<string, string>();

  async function open(account: PersonUri): Promise<History | undefined> {
    const key = await options.key();
    if (key === undefined) {
      options.onNotice({ kind: 'not-kept' });
      return undefined;
    }
    const historyOptions: HistoryOptions = {
      folder: options.folder,
      account,
      key,
      workerFile: options.workerFile,
      onSetAside: (path, reason) => options.onNotice({ kind: 'set-aside', path, reason }),
      onWriteFailed: (reason) => options.onNotice({ kind: 'not-written', reason }),
    };
    return new History(historyOptions);
  }

  async function close(): Promise<void> {
    const closing = history;
    history = undefined;
    openFor = undefined;
    draftsInMemory.clear();
    await closing?.close();
  }

  const journal: Journal = {
    async load(account) {
      if (openFor !== account || !history) {
        await close();
        history = await open(account);
        openFor = account;
      }
      if (!history) return forgetfulJournal.load(account);
      const before = options.forgetBefore();
      if (before !== undefined) await history.forgetBefore(before);
      return history.load();
    },
    write: (changes) => history?.write(changes),
    flushed: async () => history?.flushed(),
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
    search: async (search) => history?.search(search) ?? { hits: [] },
    conversations: async (limit, before) => history?.conversations(limit, before) ?? [],
    messages: async (page) => history?.messages(page) ?? [],
    deleteConversation: async (conversationId) => history?.deleteConversation(conversationId),
    deleteAll: async () => history?.deleteAll(),
    async exportTo(file, format, conversationId) {
      if (!history) return;
      const from = history;
      const threads = conversationId === undefined ? everyThread(from) : oneThread(from, conversationId);
      await pipeline(Readable.from(exportHistory(threads, format)), createWriteStream(file, { mode: 0o600 }));
    },
    async saveDraft(key, value) {
      draftsInMemory.set(key, value);
      await history?.saveDraft({ key, value });
    },
    draft: async (key) => draftsInMemory.get(key) ?? history?.draft(key) ?? '',
    close,
  };
}
