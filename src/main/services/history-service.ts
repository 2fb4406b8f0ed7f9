// The history of whoever is signed in: opened at sign-in, closed at sign-out, and absent where nothing may be kept (a public
// computer, no key store). Absent means that searches find nothing and drafts last as long as the program.
import type { Log } from '../../shared/log';
import { within } from '../../shared/within';
import { FailureError } from '../../shared/domain/failure';
import type {
  HistoryConversation,
  HistoryEventsPart,
  HistoryExportFormat,
  HistoryExportProgress,
  HistoryListing,
  HistoryPage,
  HistoryPerson,
  HistorySearch,
  HistoryStatus,
  HistoryThreadPage,
} from '../../shared/domain/history';
import type { LogImportEnd, LogProgress } from '../../shared/domain/log-import';
import type { OpenedDraft, ReturnedDraft, ToldReturn } from '../../shared/domain/undelivered';
import type { Message } from '../../shared/domain/message';
import type { PersonUri } from '../../shared/domain/person';
import type { ThreadEvent } from '../../shared/domain/thread-event';
import { History, type HistoryOptions } from '../store/history/history';
import type { HistoryKey } from '../store/history/history-key';
import type { SetAsideCause } from '../store/history/history-protocol';
import { forgetfulJournal, type Journal } from '../uc/journal';
import { createDrafts } from './drafts';
import { writeExport } from './history-export';
import type { SessionOwner } from './session-watch';
import { createHistoryImport, type HistoryImport } from './history-import';
import type { ImportRecord } from './import-record';
import { watchClock } from './steady-clock';

export type HistoryTrouble =
  /** A file that cannot be used was kept under another name. */
  | { readonly kind: 'set-aside'; readonly path: string; readonly cause: SetAsideCause; readonly reason: string }
  /** What was said since cannot be written (a full disk); it is tried again. */
  | { readonly kind: 'not-written'; readonly reason: string }
  /** What could not be written or opened can be now. */
  | { readonly kind: 'written-again' }
  /** Nothing of this session will be kept: the file or its key cannot be had. Nothing was done to them. */
  | { readonly kind: 'not-opened'; readonly reason: string };

export interface HistoryServiceOptions {
  readonly folder: string;
  readonly workerFile: string;
  /** Undefined: no key store, nothing is kept. */
  readonly key: () => Promise<HistoryKey | undefined>;
  /** How long messages are kept; 0: for ever. */
  readonly keepDays: () => number;
  readonly session: () => SessionOwner;
  /** An administrator wants none kept. What was kept before stays as it is, and unseen. */
  readonly isOff?: boolean;
  /** Something is half-written now, or not any more. */
  readonly onDrafts?: (keys: readonly string[]) => void;
  /** Words that could not be sent have become a part of a draft. */
  readonly onReturned?: (returned: ToldReturn) => void;
  /** What it throws is logged: a trouble is told by the way. */
  readonly onTrouble: (trouble: HistoryTrouble) => void;
  /** An export goes on, or (undefined) is over. */
  readonly onExporting?: (progress: HistoryExportProgress | undefined) => void;
  /** Logs are read or added, or (undefined) not any more. */
  readonly onImporting?: (progress: LogProgress | undefined) => void;
  readonly onImportWaits?: (messages: number | undefined) => void;
  readonly onImported?: (end: LogImportEnd) => void;
  /** How far an import is; absent: nobody is told after a sudden end. */
  readonly importRecord?: ImportRecord;
  readonly log: Log;
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
  conversations(listing: HistoryListing): Promise<readonly HistoryConversation[]>;
  people(): Promise<readonly HistoryPerson[]>;
  messages(page: HistoryThreadPage): Promise<readonly Message[]>;
  /** What happened in a thread besides messages, oldest first; of many the latest. */
  events(part: HistoryEventsPart): Promise<readonly ThreadEvent[]>;
  deleteConversation(conversationId: string): Promise<void>;
  deleteAll(): Promise<void>;
  /** How many messages would go if they were kept for so long; 0: for ever. */
  countOlder(days: number): Promise<number>;
  /** Forgets what is too old by now; also called by itself, once a day. */
  forgetOld(): Promise<void>;
  /** One conversation, or all of them. False: it was cancelled. */
  exportTo(file: string, format: HistoryExportFormat, conversationId?: string): Promise<boolean>;
  cancelExport(): void;
  /** Logs of other programs into it. */
  readonly logs: HistoryImport;
  saveDraft(key: string, value: string): Promise<void>;
  /** It is on its way: not half-written any more, but for what has been written since. */
  draftSent(key: string, value: string): Promise<void>;
  draft(key: string): Promise<string>;
  openDraft(key: string): Promise<OpenedDraft>;
  /** One conversation has become part of another: what was half-written in it stands above what is written there. */
  joinDrafts(from: string, into: string): Promise<void>;
  /** Words that could not be sent are half-written again: in the draft, and where somebody writes at it now. */
  returnToDraft(returned: ReturnedDraft): Promise<void>;
  /** Of what is half-written in this session. */
  draftKeys(): readonly string[];
  /** After a sign-out: nothing more is written to what was open. */
  whenClosed(): Promise<void>;
  close(): Promise<void>;
}

const dayMs = 86_400_000;
/** A computer that sleeps counts no hours: whether a day has passed is looked at this often. */
const lookAtClockMs = 3_600_000;
const progressGapMs = 100;
/** The list of people to choose from. */
const maxPeople = 2_000;
/** Of one conversation, in its window of the history. */
const maxEvents = 2_000;

/** A key store may put up a prompt that nobody answers. */
const usualKeyTimeoutMs = 20_000;
/** Windows close after a sign-out and hand over their drafts; then the file is closed. */
const closeDelayMs = 1_000;

export function createHistoryService(options: HistoryServiceOptions): HistoryService {
  const { session, log, keyTimeoutMs = usualKeyTimeoutMs } = options;
  let opened: { readonly account: PersonUri; readonly history: History; isLoaded: boolean } | undefined;
  let whyNot: HistoryStatus['reason'];
  let closeTimer: ReturnType<typeof setTimeout> | undefined;
  /** Told when what was open is closed. */
  const waiting: (() => void)[] = [];
  let isWritten = true;
  /** The last attempt to open one, of whomever. */
  let hasFailed = false;
  let forgotAt = 0;
  let exporting: { readonly progress: HistoryExportProgress; readonly abort: AbortController } | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  const drafts = createDrafts({
    history: () => current(),
    isSignedIn: () => session() !== 'none',
    onKeys: options.onDrafts,
    onReturned: options.onReturned,
  });

  const logs = createHistoryImport({
    history: () => current(),
    account: () => opened?.account,
    notBefore: () => oldest(),
    onProgress: (progress) => options.onImporting?.(progress),
    onWaits: (messages) => options.onImportWaits?.(messages),
    onEnd: (end) => options.onImported?.(end),
    record: options.importRecord,
  });

  /** Epoch milliseconds: what is older is not kept. */
  function oldest(): number {
    const days = options.keepDays();
    return days > 0 ? Date.now() - days * dayMs : 0;
  }

  /** Opening and closing take their time, and must not overtake each other. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  }

  function tell(trouble: HistoryTrouble): void {
    try {
      options.onTrouble(trouble);
    } catch (error) {
      log('a trouble of the history could not be shown', { error });
    }
  }

  /** Nobody finds anything of anybody in a public session, not even for the moment that an earlier history is still open. */
  const current = (): History | undefined => (session() === 'public' ? undefined : opened?.history);

  async function open(account: PersonUri): Promise<History | undefined> {
    if (options.isOff) {
      whyNot = 'set-by-organisation';
      return undefined;
    }
    const key = await within(keyTimeoutMs, options.key(), failLate);
    if (key === undefined) {
      whyNot = 'no-key-store';
      log('no history is kept: there is no key store');
      return undefined;
    }
    const history = new History({
      folder: options.folder,
      account,
      key: key.key,
      workerFile: options.workerFile,
      ...(options.startWorker && { startWorker: options.startWorker }),
      onSetAside(path, cause, reason) {
        // To a new key every older file looks damaged.
        tell({ kind: 'set-aside', path, cause: cause === 'damaged' && key.hasLostOne ? 'key-lost' : cause, reason });
      },
      onWriteFailed(reason) {
        isWritten = false;
        // Before it is open there is nothing to write, and whoever opens it says so.
        if (opened?.isLoaded) tell({ kind: 'not-written', reason });
      },
      onWriteRecovered() {
        isWritten = true;
        tell({ kind: 'written-again' });
      },
      log,
    });
    isWritten = true;
    opened = { account, history, isLoaded: false };
    return history;
  }

  async function closeNow(): Promise<void> {
    clearTimeout(closeTimer);
    closeTimer = undefined;
    await drafts.settled();
    const closing = opened;
    opened = undefined;
    whyNot = undefined;
    drafts.forget();
    exporting?.abort.abort();
    logs.forget();
    await closing?.history.close().catch((error: unknown) => log('the history could not be closed', { error }));
    for (const tell of waiting.splice(0)) tell();
  }

  const journal: Journal = {
    load: (account) =>
      inTurn(async () => {
        if (opened?.account !== account || closeTimer) await closeNow();
        try {
          const history = opened?.history ?? (await open(account));
          if (!history) return await forgetfulJournal.load(account);
          await forgetOldOf(history);
          const contents = await history.load();
          drafts.addKeys(await history.draftKeys());
          if (opened?.history === history) opened.isLoaded = true;
          if (hasFailed) tell({ kind: 'written-again' });
          hasFailed = false;
          const added = options.importRecord?.take(account);
          if (added !== undefined) options.onImported?.({ kind: 'cut-off', added });
          return contents;
        } catch (error) {
          // Without knowing what is in it nothing may be added to it: the numbers of the messages would meet.
          await closeNow();
          whyNot = 'failed';
          hasFailed = true;
          log('the history cannot be opened', { error });
          tell({ kind: 'not-opened', reason: error instanceof Error ? error.message : String(error) });
          return await forgetfulJournal.load(account);
        }
      }),
    write: (changes) => current()?.write(changes),
    flushed: async () => current()?.flushed(),
  };

  async function forgetOldOf(history: History): Promise<void> {
    forgotAt = Date.now();
    const before = oldest();
    if (before > 0) await history.forgetBefore(before);
  }

  async function forgetOld(): Promise<void> {
    const history = current();
    if (history) await forgetOldOf(history);
  }

  const clock = watchClock();
  const dailyTimer = setInterval(() => {
    // Either way: it may have been set back since.
    if (!clock.wentSteadily() || Math.abs(Date.now() - forgotAt) < dayMs) return;
    forgetOld().catch((error: unknown) => log('old messages could not be forgotten', { error }));
  }, lookAtClockMs);
  dailyTimer.unref?.();

  let shownAt = -Infinity;
  function showExport(next: typeof exporting): void {
    const isFirst = exporting === undefined;
    exporting = next;
    // Every window is told: not more often than anybody can see.
    if (next && !isFirst && performance.now() - shownAt < progressGapMs) return;
    shownAt = performance.now();
    options.onExporting?.(next?.progress);
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
          if (!isWritten) return { isKept: false, reason: 'not-written' };
          return { isKept: opened !== undefined, ...(exporting && { exporting: exporting.progress }) };
      }
    },
    signedOut() {
      drafts.hide();
      clearTimeout(closeTimer);
      closeTimer = setTimeout(() => void inTurn(closeNow), closeDelayMs);
    },
    whenClosed: () => (closeTimer ? new Promise((resolve) => waiting.push(resolve)) : inTurn(() => Promise.resolve())),
    search: async (search) => current()?.search(search) ?? { subjects: [], hits: [] },
    conversations: async (listing) => current()?.conversations(listing) ?? [],
    people: async () => current()?.people(maxPeople) ?? [],
    messages: async (page) => current()?.messages(page) ?? [],
    events: async (part) => current()?.events(part, maxEvents) ?? [],
    deleteConversation: async (conversationId) => current()?.deleteConversation(conversationId),
    deleteAll: async () => current()?.deleteAll(),
    countOlder: async (days) => (days > 0 && (await current()?.countBefore(Date.now() - days * dayMs))) || 0,
    forgetOld,
    async exportTo(file, format, conversationId) {
      const history = current();
      if (!history) return false;
      if (exporting) throw new FailureError('not-allowed', 'an export is under way');
      const abort = new AbortController();
      showExport({ progress: { written: 0, total: 0 }, abort });
      try {
        return await writeExport({
          history,
          file,
          format,
          conversationId,
          signal: abort.signal,
          onProgress: (progress) => showExport({ progress, abort }),
        });
      } finally {
        showExport(undefined);
      }
    },
    cancelExport: () => exporting?.abort.abort(),
    logs,
    draft: drafts.load,
    openDraft: drafts.open,
    saveDraft: drafts.save,
    draftSent: drafts.sent,
    draftKeys: drafts.keys,
    joinDrafts: drafts.join,
    returnToDraft: drafts.giveBack,
    close() {
      clearInterval(dailyTimer);
      return inTurn(closeNow);
    },
  };
}

function failLate(): never {
  throw new Error('the key store did not answer');
}
