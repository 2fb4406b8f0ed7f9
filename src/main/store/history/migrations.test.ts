import Database from 'libsql';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LocalWorker } from '../testing/history-worker';
import { HistoryDatabase, NewerHistoryError } from './history-database';
import type { HistoryReply } from './history-protocol';
import { migrations } from './migrations';

const key = 'ab'.repeat(32);
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-history-'));
  file = join(folder, 'history.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function raw(work: (db: Database.Database) => void): void {
  const db = new Database(file, { encryptionCipher: 'aes256cbc', encryptionKey: key } as object);
  work(db);
  db.close();
}

/** A history as the first version wrote it. */
function writeFirstVersion(): void {
  raw((db) => {
    db.exec(`PRAGMA journal_mode = WAL; ${migrations[0]}; PRAGMA user_version = 1`);
    db.exec(`
      INSERT INTO conversations VALUES
        ('c1', 'Delivery slot', 'outgoing', 'sip:dana@example.com', 0, 'peer-left', 1000, 3000, 0, 0),
        ('c4', '', 'incoming', 'sip:kim@example.com', 0, 'missed', 4000, 4000, 1, 1),
        ('c6', 'All hands', 'incoming', 'sip:kim@example.com', 1, NULL, 5000, 6000, 0, 0);
      INSERT INTO participants VALUES
        ('c1', 'sip:lee@example.com', 'Lee Park'), ('c4', 'sip:kim@example.com', 'Kim Okafor'),
        ('c6', 'sip:kim@example.com', 'Kim Okafor'), ('c6', 'sip:lee@example.com', 'Lee Park');
      INSERT INTO messages (id, conversation_id, at, direction, sender, text, style, delivery, failure) VALUES
        ('m2', 'c1', 1000, 'outgoing', 'sip:dana@example.com', 'Is the dock free at noon?',
          '{"bold":true,"italic":false,"underline":false,"strike":false,"color":"#0000ff"}', 'confirmed', NULL),
        ('m3', 'c1', 3000, 'incoming', 'sip:lee@example.com', 'It is.', NULL, NULL, NULL),
        ('m5', 'c4', 4000, 'incoming', 'sip:kim@example.com', 'Anybody there?', NULL, NULL, NULL),
        ('m7', 'c6', 6000, 'outgoing', 'sip:dana@example.com', 'Which dock?', NULL, 'failed', 'peer-offline');
      INSERT INTO calls VALUES ('c8', 'sip:lee@example.com', 'Lee Park', 'Urgent', 7000, 'declined');
      INSERT INTO drafts VALUES ('conversation:c1', 'half a thought', 8000);
    `);
  });
}

it('brings a history of the first version up to date, with everything in it', () => {
  writeFirstVersion();
  const database = new HistoryDatabase(file, key);
  const loaded = database.load();
  expect(loaded.conversations.map(({ id, state, end }) => [id, state, end])).toEqual([
    ['c1', 'ended', 'peer-left'],
    ['c4', 'ended', 'missed'],
    ['c6', 'ended', undefined],
  ]);
  expect(loaded.messages.map(({ id, delivery }) => [id, delivery])).toEqual([
    ['m2', 'confirmed'],
    ['m3', undefined],
    ['m5', undefined],
    ['m7', 'failed'],
  ]);
  expect(loaded.messages[0]?.body.style).toMatchObject({ bold: true, color: '#0000ff' });
  expect(loaded.confirming).toEqual(['sip:lee@example.com']);
  // Three beginnings and three ends were told since.
  expect(loaded.nextNumber).toBe(15);
  expect(database.search({ text: 'dock', limit: 10 }).hits.map((hit) => hit.message.id)).toEqual(['m7', 'm2']);
  expect(database.search({ text: 'delivery', limit: 10 }).subjects.map((hit) => hit.conversation.id)).toEqual(['c1']);
  expect(database.search({ text: 'urgent', limit: 10 }).subjects.map((hit) => hit.conversation.id)).toEqual(['c8']);
  expect(database.conversations({ limit: 10, person: 'sip:lee@example.com' }).map(({ id }) => id)).toEqual([
    'c8',
    'c6',
    'c1',
  ]);
  expect(database.draft('conversation:c1')).toBe('half a thought');
  database.close();
  raw((db) => expect(db.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: migrations.length }));
});

/** As the version before the index of folded words left it, with a long thread. */
function writeLongOldHistory(messages: number): void {
  writeFirstVersion();
  raw((db) => {
    for (const [index, step] of migrations.slice(0, 6).entries())
      if (index > 0) db.exec(`BEGIN; ${step}; PRAGMA user_version = ${index + 1}; COMMIT`);
    db.exec(`
      WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${messages})
      INSERT INTO messages (id, conversation_id, at, direction, sender, text)
        SELECT 'm' || (100 + n), 'c1', 10000 + n, 'incoming', 'sip:lee@example.com', 'Grüße Nummer ' || n FROM numbers;
    `);
  });
}

it('makes a long history ready to be searched piece by piece, the newest first, and goes on after it was cut off', () => {
  writeLongOldHistory(1000);
  const found = (database: HistoryDatabase, text: string): [number, number | undefined] => {
    const { hits, unindexed } = database.search({ text, limit: 200 });
    return [hits.length, unindexed];
  };
  let database = new HistoryDatabase(file, key);
  expect(found(database, 'nummer')).toEqual([200, 804]);
  expect(database.search({ text: 'grusse 1000', limit: 5 }).hits.map((hit) => hit.message.body.text)).toEqual([
    'Grüße Nummer 1000',
  ]);
  expect(found(database, 'dock')).toEqual([0, 804]);
  // What is said and deleted meanwhile.
  const at = { conversationId: 'c1', direction: 'incoming', from: 'sip:lee@example.com', at: 20_000 } as const;
  database.write([{ kind: 'message', message: { ...at, id: 'm5000', body: { text: 'Said since' } } }]);
  expect(found(database, 'since')).toEqual([1, 804]);
  database.write([{ kind: 'messageRemoved', conversationId: 'c1', id: 'm101' }]);
  expect(database.indexMore(300)).toBe(true);
  database.close();

  database = new HistoryDatabase(file, key);
  expect(database.search({ text: 'dock', limit: 5 }).unindexed).toBeGreaterThan(0);
  while (database.indexMore());
  expect(found(database, 'dock')).toEqual([2, undefined]);
  expect(found(database, '"nummer 1"')).toEqual([0, undefined]);
  expect(found(database, '"nummer 2"')).toEqual([1, undefined]);
  expect(found(database, 'since')).toEqual([1, undefined]);
  database.close();
  raw((db) => {
    db.exec(`INSERT INTO message_words (message_words) VALUES ('integrity-check')`);
    expect(db.prepare('SELECT count(*) AS n FROM message_words_docsize').get()).toMatchObject({ n: 1004 });
  });
});

it('does so by itself, and answers in between', async () => {
  writeLongOldHistory(3000);
  const worker = new LocalWorker({ task: 'serve', file, key });
  const answers: { unindexed?: number }[] = [];
  worker.on('message', (reply: HistoryReply) => {
    if (reply.kind === 'done') answers.push(reply.value as { unindexed?: number });
  });
  const ask = async (): Promise<number | undefined> => {
    const before = answers.length;
    worker.postMessage({ kind: 'search', search: { text: 'nummer', limit: 1 }, id: before + 1 });
    await expect.poll(() => answers.length, { interval: 1 }).toBe(before + 1);
    return answers.at(-1)?.unindexed;
  };
  expect(await ask()).toBeGreaterThan(0);
  await expect.poll(ask, { timeout: 5_000 }).toBeUndefined();
  worker.postMessage({ kind: 'close', id: answers.length + 1 });
  await expect.poll(() => answers.length).toBeGreaterThan(1);
  await worker.terminate();
});

it('does not touch a history of a newer version', () => {
  new HistoryDatabase(file, key).close();
  raw((db) => db.exec(`PRAGMA user_version = ${migrations.length + 1}; PRAGMA wal_checkpoint(TRUNCATE)`));
  const before = readFileSync(file);
  expect(() => new HistoryDatabase(file, key)).toThrow(NewerHistoryError);
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('leaves a history as it was when a step fails half-way', () => {
  writeFirstVersion();
  // What the second step wants to make is there already: it cannot be done.
  raw((db) => db.exec('CREATE TABLE events (number INTEGER)'));
  expect(() => new HistoryDatabase(file, key)).toThrow('already exists');
  raw((db) => {
    expect(db.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: 1 });
    expect(db.prepare('SELECT count(*) AS n FROM messages').get()).toMatchObject({ n: 4 });
  });
});
