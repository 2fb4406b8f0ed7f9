import Database from 'libsql';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HistoryDatabase, NewerHistoryError } from './history-database';
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
  expect(loaded.nextNumber).toBe(9);
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
