// A file that opens as if nothing were wrong, and is damaged further in.
import { mkdtempSync, openSync, closeSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { entryText } from '../../../shared/log';
import type { Change } from '../../../shared/domain/model';
import { sampleConversation } from '../../../shared/testing/sample-conversation';
import { History, historyFile, type HistoryOptions } from './history';
import { HistoryDatabase, openFile } from './history-database';
import type { HistoryWorkerData } from './history-protocol';
import { LocalWorker } from '../testing/history-worker';

const account = 'sip:dana@example.com';
const key = 'ab'.repeat(32);

let folder: string;
let histories: History[];
let log: string[];
let started: HistoryWorkerData['task'][];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-history-'));
  histories = [];
  log = [];
  started = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.allSettled(histories.map((history) => history.close()));
  rmSync(folder, { recursive: true, force: true });
});

function open(more: Partial<HistoryOptions> = {}): History {
  const history = new History({
    folder,
    account,
    key,
    workerFile: '',
    startWorker(data) {
      started.push(data.task);
      return new LocalWorker(data);
    },
    onSetAside: (_, cause) => void log.push(`set aside: ${cause}`),
    onWriteFailed: (reason) => void log.push(`not written: ${reason}`),
    log: (what: string, facts?: object) => void log.push(entryText(what, facts)),
    checkDelayMs: 20,
    ...more,
  });
  histories.push(history);
  return history;
}

const conversation = (id: string, lastActivityAt = 1000): Change => ({
  kind: 'conversation',
  conversation: sampleConversation({ id, state: 'ended', end: 'left', subject: `Subject of ${id}`, lastActivityAt }),
});
const message = (id: string, conversationId: string, text = `text of ${id}`): Change => ({
  kind: 'message',
  message: { id, conversationId, direction: 'incoming', from: account, body: { text }, at: 1 },
});

/** Two short threads that come back at start, a long one that is as old as the hills, and something half-written. */
function writeLongHistory(): void {
  const database = new HistoryDatabase(historyFile(folder, account), key);
  const recent = Array.from({ length: 40 }, (_, index) => conversation(`c${index + 2}`, 5000 + index));
  database.write([conversation('c1'), ...recent]);
  database.write(Array.from({ length: 3000 }, (_, index) => message(`m${index}`, 'c1', `old ${index} `.repeat(20))));
  database.write([message('m4000', 'c40'), message('m4001', 'c41')]);
  database.saveDraft({ key: 'conversation:c40', value: 'half a thought' }, 1);
  database.close();
  // Into the file itself.
  const db = openFile(historyFile(folder, account), key);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
}

/** Overwrites the pages of the given piece of the file. */
function damage(from: number, to: number): void {
  const file = historyFile(folder, account);
  const size = statSync(file).size;
  const start = Math.floor((size * from) / 4096) * 4096;
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(Math.floor((size * (to - from)) / 4096) * 4096, 'damage'), 0, undefined, start);
  closeSync(handle);
}

async function ids(history: History, conversationId: string): Promise<string[]> {
  return (await history.messages({ conversationId, limit: 200 })).map(({ id }) => id);
}

function setAsideFiles(): string[] {
  return readdirSync(folder).filter((name) => /\.db\.damaged-.*Z$/u.test(name));
}

it('opens at once, finds the damage afterwards, and goes on with what came back and with all that was said since', async () => {
  writeLongHistory();
  // Where the old messages are; the index of their words comes after them.
  damage(0.25, 0.35);
  const history = open();
  const { conversations } = await history.load();
  expect(conversations.map(({ id }) => id)).toContain('c41');
  expect(log).toEqual([]);
  history.write([conversation('c50'), message('m5000', 'c50'), message('m5001', 'c41')]);
  await history.deleteConversation('c40');
  await history.saveDraft({ key: 'conversation:c50', value: 'and another' });
  await expect.poll(() => log, { timeout: 5_000 }).toEqual(['set aside: damaged-inside']);
  expect(setAsideFiles()).toHaveLength(1);

  expect(await ids(history, 'c50')).toEqual(['m5000']);
  expect(await ids(history, 'c41')).toEqual(['m4001', 'm5001']);
  expect(await ids(history, 'c40')).toEqual([]);
  expect(await history.draft('conversation:c50')).toBe('and another');
  history.write([message('m5002', 'c50')]);
  await history.close();
  const later = open();
  const found = (await later.load()).messages.map(({ id }) => id);
  expect(found).toEqual(['m4001', 'm5001', 'm5000', 'm5002']);
  await later.close();
  expect(log).toEqual(['set aside: damaged-inside']);
});

it('keeps what is half-written in conversations that came back', async () => {
  writeLongHistory();
  damage(0.5, 0.6);
  const history = open();
  await history.load();
  await expect.poll(() => log, { timeout: 5_000 }).toHaveLength(1);
  expect(await history.draft('conversation:c40')).toBe('half a thought');
});

it('sets a file aside when the damage is met before anybody looked for it, and answers all the same', async () => {
  writeLongHistory();
  damage(0.1, 0.95);
  const history = open({ checkDelayMs: 60_000 });
  const written = history.load().then(async () => {
    history.write([conversation('c50'), message('m5000', 'c50')]);
    await history.flushed();
  });
  await written;
  await expect(ids(history, 'c1')).resolves.toEqual(expect.any(Array));
  expect(log).toEqual(['set aside: damaged-inside']);
  expect(await ids(history, 'c50')).toEqual(['m5000']);
  expect(setAsideFiles()).toHaveLength(1);
});

it('says nothing of a sound file, and looks through it once', async () => {
  writeLongHistory();
  const history = open({ checkDelayMs: 1 });
  await history.load();
  await expect.poll(() => started).toEqual(['serve', 'check']);
  await history.load();
  history.write([message('m5000', 'c41')]);
  await history.close();
  expect(await ids(open(), 'c41')).toEqual(['m4001', 'm5000']);
  expect(log).toEqual([]);
  expect(setAsideFiles()).toEqual([]);
  expect(started.filter((task) => task === 'check')).toHaveLength(1);
});

const noThread = (): never => {
  throw new Error('no thread');
};

it.each([
  ['that dies', (data: HistoryWorkerData) => new LocalWorker(data, data.task === 'check')],
  [
    'that the system gives no thread',
    (data: HistoryWorkerData) => (data.task === 'check' ? noThread() : new LocalWorker(data)),
  ],
])('lets a check %s say nothing of the file', async (_, startWorker) => {
  writeLongHistory();
  const history = open({ checkDelayMs: 1, startWorker });
  await history.load();
  await expect.poll(() => log).toEqual([expect.stringContaining('the history could not be checked')]);
  expect(await ids(history, 'c41')).toEqual(['m4001']);
  expect(setAsideFiles()).toEqual([]);
});

it('does not begin a check, and leaves nothing open, when it is closed before', async () => {
  writeLongHistory();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const history = open({ checkDelayMs: 5 });
  await history.load();
  expect(vi.getTimerCount()).toBe(1);
  await history.close();
  expect(vi.getTimerCount()).toBe(0);
  expect(started).toEqual(['serve']);
  const db = openFile(historyFile(folder, account), key);
  expect(db.prepare('PRAGMA quick_check(1)').get()).toMatchObject({ quick_check: 'ok' });
  db.close();
});
