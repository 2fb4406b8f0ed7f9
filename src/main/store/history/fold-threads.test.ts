import Database from 'libsql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HistoryDatabase } from './history-database';
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

/** As the version before one thread a person left it. */
function writeOldHistory(): void {
  raw((db) => {
    for (const [index, step] of migrations.slice(0, 8).entries())
      db.exec(`BEGIN; ${step}; PRAGMA user_version = ${index + 1}; COMMIT`);
    db.exec(`
      INSERT INTO conversations (id, subject, direction, inviter, is_conference, end_reason, started_at, last_activity_at, unread, is_missed,
        state, focus_uri, is_pinned) VALUES
        ('c1', 'Delivery slot', 'outgoing', 'sip:dana@example.com', 0, 'left', 1000, 1500, 0, 0, 'ended', NULL, 1),
        ('c4', 'Dock gate', 'incoming', 'sip:lee@example.com', 0, 'missed', 2000, 2100, 1, 1, 'ended', NULL, 0),
        ('c9', '', 'incoming', 'sip:lee@example.com', 0, 'peer-left', 3000, 3500, 2, 0, 'ended', NULL, 0),
        ('c20', 'Other', 'incoming', 'sip:kim@example.com', 0, 'peer-left', 3000, 3000, 0, 0, 'ended', NULL, 0),
        ('c30', 'All hands', 'outgoing', 'sip:dana@example.com', 1, 'left', 100, 200, 0, 0, 'ended', 'sip:dana@example.com;focus=A', 0),
        ('c40', 'All hands', 'outgoing', 'sip:dana@example.com', 1, 'left', 300, 400, 0, 0, 'ended', 'sip:dana@example.com;focus=A', 0);
      INSERT INTO participants VALUES
        ('c1', 'sip:lee@example.com', 'Lee'), ('c4', 'sip:lee@example.com', 'Lee Park'), ('c9', 'sip:lee@example.com', 'Lee Park'),
        ('c20', 'sip:kim@example.com', 'Kim'),
        ('c30', 'sip:lee@example.com', 'Lee'), ('c30', 'sip:kim@example.com', 'Kim'), ('c40', 'sip:lee@example.com', 'Lee');
      INSERT INTO messages (id, conversation_id, at, direction, sender, text) VALUES
        ('m2', 'c1', 1000, 'outgoing', 'sip:dana@example.com', 'Is the dock free?'),
        ('m5', 'c4', 2000, 'incoming', 'sip:lee@example.com', 'Anybody there?'),
        ('m10', 'c9', 3000, 'incoming', 'sip:lee@example.com', 'The dock is free'),
        ('m6', 'c1', 3100, 'incoming', 'sip:lee@example.com', 'Said late in the first'),
        ('m11', 'c9', 3500, 'incoming', 'sip:lee@example.com', 'Bye');
      INSERT INTO events (id, conversation_id, at, news) VALUES
        ('e3', 'c1', 1500, '{"kind":"ended","end":"left","isConference":false,"who":[]}'),
        ('e12', 'c9', 3500, '{"kind":"ended","end":"peer-left","isConference":false,"who":[]}');
      INSERT INTO drafts VALUES ('conversation:c1', 'older half', 1), ('conversation:c9', 'newer half', 2),
        ('subject:c1', 'Pump 3', 1), ('subject:c9', 'Dock gate', 2), ('subject:c30', 'Next one', 1);
    `);
  });
}

it('makes one thread of what was said with a person, with every message, in order', () => {
  writeOldHistory();
  const database = new HistoryDatabase(file, key);
  const { conversations, messages, events } = database.load();
  expect(conversations.map(({ id, peer }) => [id, peer])).toEqual([
    ['c40', undefined],
    ['c9', 'sip:lee@example.com'],
    ['c20', 'sip:kim@example.com'],
  ]);
  const thread = conversations.find(({ id }) => id === 'c9');
  expect(thread).toMatchObject({ subject: '', end: 'peer-left', unread: 3, isPinned: true, startedAt: 1000 });
  expect(thread?.participants.map(({ name }) => name)).toEqual(['Lee Park']);
  expect(messages.filter((each) => each.conversationId === 'c9').map(({ id }) => id)).toEqual([
    'm2',
    'm5',
    'm10',
    'm6',
    'm11',
  ]);
  // Where each began and ended stands in its place.
  expect(
    events
      .filter((each) => each.conversationId === 'c9')
      .map(({ at, news }) => [at, news.kind, 'subject' in news ? news.subject : 'end' in news ? news.end : '']),
  ).toEqual([
    [1000, 'started', 'Delivery slot'],
    [1500, 'ended', 'left'],
    [2000, 'started', 'Dock gate'],
    [2100, 'ended', 'missed'],
    [3000, 'started', ''],
    [3500, 'ended', 'peer-left'],
  ]);
  expect(database.draft('conversation:c9')).toBe('older half\nnewer half');
  expect(database.draft('subject:c9')).toBe('Pump 3, Dock gate');
  expect(database.drafts().map(({ key: each }) => each)).toEqual(['conversation:c9', 'subject:c40', 'subject:c9']);
  database.close();
});

it('finds the subjects of all sessions, and what was missed in one of them', () => {
  writeOldHistory();
  const database = new HistoryDatabase(file, key);
  database.load();
  while (database.indexMore());
  const bySubject = (text: string, more: object = {}) =>
    database
      .search({ text, limit: 10, ...more })
      .subjects.map(({ conversation, messageId }) => [conversation.id, messageId]);
  expect(bySubject('delivery')).toEqual([['c9', 'm2']]);
  expect(bySubject('gate')).toEqual([['c9', 'm5']]);
  expect(bySubject('delivery', { from: 1900 })).toEqual([]);
  expect(bySubject('gate', { kind: 'missed' })).toEqual([['c9', 'm5']]);
  expect(bySubject('delivery', { kind: 'missed' })).toEqual([]);
  expect(database.conversations({ limit: 10, kind: 'missed' }).map(({ id }) => id)).toEqual(['c9']);
  const hits = (kind: 'missed' | 'conversation') =>
    database.search({ text: 'there dock', limit: 10, kind }).hits.map(({ message }) => message.id);
  expect(hits('missed')).toEqual([]);
  expect(database.search({ text: 'there', limit: 10, kind: 'missed' }).hits.map(({ message }) => message.id)).toEqual([
    'm5',
  ]);
  expect(database.search({ text: 'dock', limit: 10, kind: 'missed' }).hits).toEqual([]);
  database.deleteConversation('c9');
  expect(bySubject('delivery')).toEqual([]);
  database.close();
});

it('moves a thread that turns out to be part of another, once and for good', () => {
  writeOldHistory();
  raw((db) => db.exec("DELETE FROM conversations WHERE id IN ('c4', 'c30', 'c40')"));
  let database = new HistoryDatabase(file, key);
  database.write([
    { kind: 'threadJoined', from: 'c1', into: 'c9' },
    { kind: 'threadJoined', from: 'c1', into: 'c9' },
    { kind: 'threadJoined', from: 'c88', into: 'c20' },
  ]);
  expect(database.conversations({ limit: 10 }).map(({ id, startedAt, unread }) => [id, startedAt, unread])).toEqual([
    ['c9', 1000, 2],
    ['c20', 3000, 0],
  ]);
  expect(database.messages({ conversationId: 'c9', limit: 10 }).map(({ id }) => id)).toEqual([
    'm2',
    'm10',
    'm6',
    'm11',
  ]);
  database.close();
  database = new HistoryDatabase(file, key);
  expect(database.load().events.filter(({ conversationId }) => conversationId === 'c1')).toEqual([]);
  database.close();
});

it('leaves the file as it was where a step of it fails, and does all of it later', () => {
  writeOldHistory();
  new HistoryDatabase(file, key).close();
  // The last of the steps of the last fold.
  raw((db) =>
    db.exec(`CREATE TRIGGER in_the_way BEFORE DELETE ON conversations WHEN old.id = 'c30'
      BEGIN SELECT RAISE(ABORT, 'in the way'); END`),
  );
  const stands = (): unknown[] => {
    const rows: unknown[] = [];
    raw((db) => {
      for (const table of ['conversations', 'participants', 'messages', 'events', 'drafts'])
        rows.push(db.prepare(`SELECT * FROM ${table}`).all());
    });
    return rows;
  };
  const before = stands();
  let database = new HistoryDatabase(file, key);
  expect(() => database.load()).toThrow('in the way');
  database.close();
  expect(stands()).toEqual(before);
  raw((db) => db.exec('DROP TRIGGER in_the_way'));
  database = new HistoryDatabase(file, key);
  expect(database.load().conversations.map(({ id }) => id)).toEqual(['c40', 'c9', 'c20']);
  database.close();
});

it('changes nothing the second time', () => {
  writeOldHistory();
  const database = new HistoryDatabase(file, key);
  const first = database.load();
  expect(database.load()).toEqual(first);
  expect(database.countMessages()).toBe(5);
  database.close();
});

it('waits as long as something in one of them is still to be sent: it would stand before what was sent since', () => {
  writeOldHistory();
  const waits = `UPDATE messages SET direction = 'outgoing', delivery = 'queued' WHERE id = 'm2'`;
  raw((db) => db.exec(waits));
  const database = new HistoryDatabase(file, key);
  expect(database.load().messages.find(({ id }) => id === 'm2')?.conversationId).toBe('c1');
  database.close();
  raw((db) => db.exec(`UPDATE messages SET delivery = 'sent' WHERE id = 'm2'`));
  const later = new HistoryDatabase(file, key);
  expect(later.load().messages.find(({ id }) => id === 'm2')?.conversationId).toBe('c9');
  later.close();
});
