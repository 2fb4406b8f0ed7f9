// The worker thread that owns the database. It answers in order; writes that arrive together become one transaction.
import { renameSync, existsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Change } from '../../../shared/domain/model';
import { HistoryDatabase } from './history-database';
import type { HistoryRequest, HistoryReply, HistoryWorkerData } from './history-protocol';

const port = parentPort;
if (!port) throw new Error('runs as a worker thread only');
const { file, key } = workerData as HistoryWorkerData;

let database: HistoryDatabase;
let pending: Change[] = [];

function reply(message: HistoryReply): void {
  port?.postMessage(message);
}

/** A file that cannot be read is kept under another name, never deleted; a new one takes its place. */
function setAside(): string {
  const kept = `${file}.damaged-${new Date().toISOString().replaceAll(':', '-')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, kept + suffix);
  }
  return kept;
}

function open(): void {
  try {
    database = new HistoryDatabase(file, key);
    reply({ kind: 'opened' });
  } catch (error) {
    if (!existsSync(file)) throw error;
    const kept = setAside();
    database = new HistoryDatabase(file, key);
    reply({ kind: 'opened', setAside: kept, reason: error instanceof Error ? error.message : String(error) });
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
}

port.on('message', (request: HistoryRequest) => {
  if (request.kind === 'write') {
    if (pending.length === 0) {
      setImmediate(() => {
        try {
          commit();
        } catch (error) {
          reply({ kind: 'writeFailed', reason: error instanceof Error ? error.message : String(error) });
        }
      });
    }
    pending.push(...request.changes);
    return;
  }
  try {
    commit();
    reply({ kind: 'done', id: request.id, value: answer(request) });
  } catch (error) {
    reply({ kind: 'failed', id: request.id, reason: error instanceof Error ? error.message : String(error) });
  }
  if (request.kind === 'close') port.close();
});

function answer(request: Exclude<HistoryRequest, { kind: 'write' }>): unknown {
  switch (request.kind) {
    case 'flush':
      return undefined;
    case 'load':
      return database.load();
    case 'search':
      return database.search(request.search);
    case 'messages':
      return database.messages(request.page);
    case 'conversations':
      return database.conversations(request.limit, request.before);
    case 'thread':
      return [...database.thread(request.conversationId)];
    case 'conversation':
      return database.conversation(request.conversationId);
    case 'deleteConversation':
      return database.deleteConversation(request.conversationId);
    case 'deleteAll':
      return database.deleteAll();
    case 'forgetBefore':
      return database.forgetBefore(request.before);
    case 'saveDraft':
      return database.saveDraft(request.draft, Date.now());
    case 'draft':
      return database.draft(request.key);
    case 'close':
      return database.close();
  }
}

open();
