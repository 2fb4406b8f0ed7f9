// The side of the history that owns the database, in a worker thread of its own. It answers in order; writes that arrive together
// become one transaction, and are told once they are on disk.
import { existsSync, renameSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import type { Change } from '../../../shared/domain/model';
import { HistoryDatabase } from './history-database';
import type { HistoryQuestion, HistoryReply, HistoryRequest, HistoryWorkerData } from './history-protocol';

/** @throws when neither the file nor a new one in its place can be opened */
export function serveHistory(port: MessagePort, { file, key }: HistoryWorkerData): void {
  const database = open();
  let pending: Change[] = [];
  let lastPending = 0;

  function reply(message: HistoryReply): void {
    port.postMessage(message);
  }

  function open(): HistoryDatabase {
    try {
      const opened = new HistoryDatabase(file, key);
      reply({ kind: 'opened' });
      return opened;
    } catch (error) {
      if (!existsSync(file)) throw error;
      const kept = setAside(file);
      const opened = new HistoryDatabase(file, key);
      reply({ kind: 'opened', setAside: kept, reason: messageOf(error) });
      return opened;
    }
  }

  function commit(): void {
    if (pending.length === 0) return;
    const changes = pending;
    pending = [];
    try {
      database.write(changes);
    } catch (error) {
      // Kept for the next try: a full disk may have room again.
      pending = [...changes, ...pending];
      throw error;
    }
    reply({ kind: 'written', upTo: lastPending });
  }

  function write(changes: readonly Change[], id: number): void {
    if (pending.length === 0) {
      setImmediate(() => {
        try {
          commit();
        } catch (error) {
          reply({ kind: 'writeFailed', reason: messageOf(error) });
        }
      });
    }
    pending.push(...changes);
    lastPending = id;
  }

  port.on('message', (request: HistoryRequest) => {
    if (request.kind === 'write') return write(request.changes, request.id);
    try {
      commit();
      reply({ kind: 'done', id: request.id, value: answer(database, request) });
    } catch (error) {
      reply({ kind: 'failed', id: request.id, reason: messageOf(error) });
    }
    if (request.kind === 'close') port.close();
  });
}

/** A file that cannot be read is kept under another name, never deleted; a new one takes its place. */
function setAside(file: string): string {
  const kept = `${file}.damaged-${new Date().toISOString().replaceAll(':', '-')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, kept + suffix);
  }
  return kept;
}

function answer(database: HistoryDatabase, question: HistoryQuestion): unknown {
  switch (question.kind) {
    case 'flush':
      return undefined;
    case 'load':
      return database.load();
    case 'search':
      return database.search(question.search);
    case 'messages':
      return database.messages(question.page);
    case 'conversations':
      return database.conversations(question.limit, question.before);
    case 'thread':
      return [...database.thread(question.conversationId)];
    case 'conversation':
      return database.conversation(question.conversationId);
    case 'deleteConversation':
      return database.deleteConversation(question.conversationId);
    case 'deleteAll':
      return database.deleteAll();
    case 'forgetBefore':
      return database.forgetBefore(question.before);
    case 'saveDraft':
      return database.saveDraft(question.draft, Date.now());
    case 'draft':
      return database.draft(question.key);
    case 'close':
      return database.close();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
