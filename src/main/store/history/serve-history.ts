// The side of the history that owns the database, in a worker thread of its own. It answers in order; writes that arrive together
// become one transaction, and are told once they are on disk.
import { existsSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { faultOf } from '../../../shared/fault';
import type { Change } from '../../../shared/domain/model';
import type { JournalContents } from '../../uc/journal';
import { isDamage, isDiskTrouble } from './disk-trouble';
import { HistoryDatabase, NewerHistoryError } from './history-database';
import type {
  HistoryQuestion,
  HistoryReply,
  HistoryRequest,
  HistoryWorkerData,
  LogAdded,
  LogAdding,
} from './history-protocol';
import { LogFiles } from './open-log';
import { RescueLog, restore, type Rescue } from './rescue';
import { setAside } from './set-aside';

/** A full disk is looked at again after this, also when nobody says anything more. */
const retryDelayMs = 5_000;

/** @throws when neither the file nor a new one in its place can be opened */
export function serveHistory(port: MessagePort, { file, key, replace, isTrusted }: HistoryWorkerData): void {
  if (replace && !replace.isSetAside && existsSync(file)) {
    reply({ kind: 'setAside', keptAs: setAside(file, 'damaged'), cause: 'damaged-inside', reason: replace.reason });
  }
  const database = open();
  if (replace) {
    restore(database, replace.rescue);
    reply({ kind: 'restored' });
  }
  const rescueLog = new RescueLog();
  const logs = new LogFiles();
  if (isTrusted || replace) rescueLog.end();
  let isDamageTold = false;
  /** Everything after this is for the next worker. */
  let isOver = false;
  let pending: Change[] = [];
  let lastPending = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let indexTimer: ReturnType<typeof setTimeout> | undefined;
  setImmediate(indexMore);

  function reply(message: HistoryReply): void {
    port.postMessage(message);
  }

  function open(): HistoryDatabase {
    try {
      const opened = new HistoryDatabase(file, key);
      reply({ kind: 'opened' });
      return opened;
    } catch (error) {
      // A file that may be as good as ever is left alone.
      if (!existsSync(file) || isDiskTrouble(error)) throw error;
      const cause = error instanceof NewerHistoryError ? 'newer' : 'damaged';
      const keptAs = setAside(file, cause);
      const opened = new HistoryDatabase(file, key);
      reply({ kind: 'setAside', keptAs, cause, reason: messageOf(error) });
      return opened;
    }
  }

  /** Throws when the disk takes nothing; what was to be written stays for the next try. */
  function commit(): void {
    if (pending.length === 0 || isOver) return;
    clearTimeout(retryTimer);
    try {
      writePending();
    } catch (error) {
      retryTimer = setTimeout(tryCommit, retryDelayMs);
      throw error;
    }
    rescueLog.note({ kind: 'write', changes: pending });
    pending = [];
    reply({ kind: 'written', upTo: lastPending });
  }

  /** One change that makes no sense must not keep the others from the disk, now and for ever. */
  function writePending(): void {
    try {
      return database.write(pending);
    } catch (error) {
      if (isDiskTrouble(error) || isDamage(error)) throw error;
    }
    for (const change of pending) {
      try {
        database.write([change]);
      } catch (error) {
        if (isDiskTrouble(error) || isDamage(error)) throw error;
        reply({ kind: 'dropped', change: change.kind, fault: faultOf(error) });
      }
    }
  }

  function tryCommit(): void {
    try {
      commit();
    } catch (error) {
      if (isDamage(error)) tellDamage(error);
      else reply({ kind: 'writeFailed', reason: messageOf(error), fault: faultOf(error) });
    }
  }

  function tellDamage(error: unknown): void {
    if (!isDamageTold) reply({ kind: 'damaged', reason: messageOf(error) });
    isDamageTold = true;
  }

  /** In slices, between what is asked. One that dies leaves the rest of it to the next. */
  function indexMore(): void {
    if (isOver) return;
    try {
      if (database.indexMore()) setImmediate(indexMore);
    } catch (error) {
      if (isDamage(error)) return tellDamage(error);
      indexTimer = setTimeout(indexMore, retryDelayMs);
    }
  }

  /** What was not written yet is asked of the next worker again. */
  function rescue(): Rescue {
    isOver = true;
    stopTimers();
    const rescued = rescueLog.take(database);
    database.close();
    return rescued;
  }

  function stopTimers(): void {
    clearTimeout(retryTimer);
    clearTimeout(indexTimer);
  }

  function write(changes: readonly Change[], id: number): void {
    if (pending.length === 0) setImmediate(tryCommit);
    for (const change of changes) pending.push(change);
    lastPending = id;
  }

  port.on('message', (request: HistoryRequest) => {
    if (isOver) return;
    if (request.kind === 'write') return write(request.changes, request.id);
    if (request.kind === 'rescue') return reply({ kind: 'done', id: request.id, value: rescue() });
    try {
      commit();
      const value = answer(database, logs, request);
      take(request, value);
      reply({ kind: 'done', id: request.id, value });
    } catch (error) {
      if (isDamage(error)) return tellDamage(error);
      reply({ kind: 'failed', id: request.id, reason: messageOf(error), fault: faultOf(error) });
    }
    if (request.kind !== 'close') return;
    isOver = true;
    stopTimers();
    port.close();
  });

  function take(request: AnsweredRequest, value: unknown): void {
    switch (request.kind) {
      case 'load':
        return rescueLog.loaded(value as JournalContents);
      case 'trust':
        return rescueLog.end();
      case 'deleteConversation':
      case 'deleteAll':
      case 'saveDraft':
        return rescueLog.note(request);
      case 'forgetBefore':
        return rescueLog.note({ kind: 'forgetBefore', before: request.before });
      default:
    }
  }
}

type AnsweredRequest = Exclude<HistoryRequest, { readonly kind: 'write' | 'rescue' }>;

/** What is written at once; a search in between does not wait for more. */
const logSlice = 500;

/** Undefined: it cannot be read. What a file that turns out to be damaged loses of it can be imported again. */
function addLog(
  database: HistoryDatabase,
  logs: LogFiles,
  { file, names, target, after, notBefore }: LogAdding,
): LogAdded | undefined {
  const messages = logs.messages(file, names);
  if (!messages) return undefined;
  const end = after + logSlice;
  const addition = database.addLog(file.place, target, messages.slice(after, end), notBefore);
  return { ...addition, ...(end < messages.length && { next: end }) };
}

function answer(
  database: HistoryDatabase,
  logs: LogFiles,
  question: Exclude<HistoryQuestion, { readonly kind: 'rescue' }>,
): unknown {
  switch (question.kind) {
    case 'flush':
    case 'trust':
      return undefined;
    case 'load':
      return database.load();
    case 'search':
      return database.search(question.search);
    case 'messages':
      return database.messages(question.page);
    case 'conversations':
      return database.conversations(question.listing);
    case 'people':
      return database.people(question.limit);
    case 'events':
      return database.events(question.part, question.limit);
    case 'threadFrom':
      return database.threadFrom(question.conversationId, question.after, question.limit);
    case 'readLog':
      return logs.summary(question.file);
    case 'addLog':
      return addLog(database, logs, question);
    case 'orderThread':
      return database.orderThread(question.threadId);
    case 'closeLog':
      return logs.close();
    case 'threadWith':
      return database.threadWith(question.peer);
    case 'countMessages':
      return database.countMessages(question.conversationId);
    case 'conversation':
      return database.conversation(question.conversationId);
    case 'deleteConversation':
      return database.deleteConversation(question.conversationId);
    case 'deleteAll':
      return database.deleteAll();
    case 'countBefore':
      return database.countBefore(question.before);
    case 'forgetBefore':
      return database.forgetBefore(question.before);
    case 'saveDraft':
      return database.saveDraft(question.draft, Date.now());
    case 'draft':
      return database.draft(question.key);
    case 'draftKeys':
      return database.drafts().map(({ key }) => key);
    case 'close':
      return database.close();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
