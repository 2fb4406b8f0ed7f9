// The history of one user in one encrypted SQLite file. Synchronous: it lives in a worker, never in the main thread.
import Database from 'libsql';
import type { Conversation } from '../../../shared/domain/conversation';
import type {
  Draft,
  HistoryConversation,
  HistoryPage,
  HistorySearch,
  HistoryThreadPage,
} from '../../../shared/domain/history';
import type { Message } from '../../../shared/domain/message';
import type { Change } from '../../../shared/domain/model';
import type { JournalContents } from '../../uc/journal';
import { migrations } from './migrations';
import { conversationFromRow, messageFromRow, snippetParts, type ConversationRow, type MessageRow } from './rows';
import { searchExpression } from './search-expression';

/** Threads that come back at start besides those that need attention. */
const recentConversations = 30;
/** Messages of each that come back; older ones are found through search and `messages`. */
const recentMessages = 200;

// Marks around a match in a snippet; characters that XML cannot carry, so no message has them.
const matchStart = '\u0001';
const matchEnd = '\u0002';

export class HistoryDatabase {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  /**
   * Opens or creates the file and brings it up to date.
   * @param key 64 hexadecimal digits; absent: not encrypted (tests only)
   * @throws when the file is damaged, was made by a newer version, or the key is wrong
   */
  constructor(file: string, key?: string) {
    this.#db = new Database(
      file,
      key === undefined ? {} : ({ encryptionCipher: 'aes256cbc', encryptionKey: key } as object),
    );
    // WAL with NORMAL survives a crash of the program; FULL survives a power cut too, and an outbox needs that.
    this.#db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000',
    );
    this.#checkIntegrity();
    this.#migrate();
  }

  close(): void {
    this.#db.close();
  }

  /** All of a batch or nothing of it. */
  write(changes: readonly Change[]): void {
    this.#inTransaction(() => {
      for (const change of changes) this.#apply(change);
    });
  }

  load(): JournalContents {
    const rows = this.#prepare(
      `SELECT * FROM conversations WHERE unread > 0
         OR id IN (SELECT conversation_id FROM messages WHERE delivery IN ('queued', 'sending', 'failed', 'unknown'))
         OR id IN (SELECT id FROM conversations ORDER BY last_activity_at DESC LIMIT ${recentConversations})
       ORDER BY started_at`,
    ).all() as ConversationRow[];
    const conversations = rows.map((row) => conversationFromRow(row, this.#participants(row.id)));
    const messages = conversations.flatMap(({ id }) => this.#newestAndUnsettled(id));
    return { conversations, messages, nextNumber: this.#nextNumber() };
  }

  /** Messages of a thread, oldest first. */
  messages({ conversationId, place, limit }: HistoryThreadPage): Message[] {
    const at = place ? this.#numberOf(place.messageId) : Number.MAX_SAFE_INTEGER;
    switch (place?.kind) {
      case 'after':
        return this.#after(conversationId, at, limit);
      case 'around': {
        const half = Math.ceil(limit / 2);
        return [...this.#before(conversationId, at, half), ...this.#after(conversationId, at - 1, half)];
      }
      default:
        return this.#before(conversationId, at, limit);
    }
  }

  #before(conversationId: string, number: number, limit: number): Message[] {
    const rows = this.#prepare(
      'SELECT * FROM messages WHERE conversation_id = ? AND number < ? ORDER BY number DESC LIMIT ?',
    ).all(conversationId, number, limit) as MessageRow[];
    return rows.map(messageFromRow).reverse();
  }

  #after(conversationId: string, number: number, limit: number): Message[] {
    const rows = this.#prepare(
      'SELECT * FROM messages WHERE conversation_id = ? AND number > ? ORDER BY number LIMIT ?',
    ).all(conversationId, number, limit) as MessageRow[];
    return rows.map(messageFromRow);
  }

  #numberOf(messageId: string): number {
    const row = this.#prepare('SELECT number FROM messages WHERE id = ?').get(messageId) as
      { number: number } | undefined;
    return row?.number ?? Number.MAX_SAFE_INTEGER;
  }

  search(search: HistorySearch): HistoryPage {
    const words = searchExpression(search.text);
    const where: string[] = [];
    const values: (string | number)[] = [];
    const limit = Math.max(1, Math.min(200, Math.trunc(search.limit)));
    if (words !== undefined) {
      where.push('message_words MATCH ?');
      values.push(words);
    }
    if (search.conversationId !== undefined) {
      where.push('m.conversation_id = ?');
      values.push(search.conversationId);
    }
    if (search.person !== undefined) {
      where.push('m.conversation_id IN (SELECT conversation_id FROM participants WHERE uri = ?)');
      values.push(search.person);
    }
    if (search.from !== undefined) {
      where.push('m.at >= ?');
      values.push(search.from);
    }
    if (search.to !== undefined) {
      where.push('m.at < ?');
      values.push(search.to);
    }
    if (search.cursor !== undefined) {
      where.push(words === undefined ? 'm.number < ?' : 'message_words.rowid < ?');
      values.push(search.cursor);
    }
    // By row number, not by rank: the newest first is what people look for, and it needs no sort of all matches.
    const sql =
      words === undefined
        ? `SELECT m.*, m.text AS snippet FROM messages m ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
           ORDER BY m.number DESC LIMIT ?`
        : `SELECT m.*, snippet(message_words, 0, char(1), char(2), '…', 24) AS snippet
           FROM message_words CROSS JOIN messages m ON m.number = message_words.rowid
           WHERE ${where.join(' AND ')} ORDER BY message_words.rowid DESC LIMIT ?`;
    const rows = this.#prepare(sql).all(...values, limit) as (MessageRow & { snippet: string })[];
    const known = new Map<string, HistoryConversation>();
    const hits = rows.map((row) => {
      const conversation = known.get(row.conversation_id) ?? this.conversation(row.conversation_id);
      known.set(row.conversation_id, conversation);
      return { message: messageFromRow(row), snippet: snippetParts(row.snippet, matchStart, matchEnd), conversation };
    });
    const last = rows.at(-1);
    return rows.length === limit && last ? { hits, cursor: last.number } : { hits };
  }

  conversation(id: string): HistoryConversation {
    const row = this.#prepare('SELECT * FROM conversations WHERE id = ?').get(id) as ConversationRow | undefined;
    if (!row) throw new Error('no such conversation');
    return this.#summary(row);
  }

  /** Newest first. */
  conversations(limit: number, before?: number): HistoryConversation[] {
    const rows = this.#prepare(
      'SELECT * FROM conversations WHERE last_activity_at < ? ORDER BY last_activity_at DESC LIMIT ?',
    ).all(before ?? Number.MAX_SAFE_INTEGER, limit) as ConversationRow[];
    return rows.map((row) => this.#summary(row));
  }

  /** The whole thread, oldest first, a page at a time. */
  *thread(id: string): Generator<Message> {
    let after = 0;
    for (;;) {
      const rows = this.#prepare(
        'SELECT * FROM messages WHERE conversation_id = ? AND number > ? ORDER BY number LIMIT 500',
      ).all(id, after) as MessageRow[];
      for (const row of rows) yield messageFromRow(row);
      const last = rows.at(-1);
      if (!last) return;
      after = last.number;
    }
  }

  deleteConversation(id: string): void {
    this.#inTransaction(() => {
      this.#prepare('DELETE FROM messages WHERE conversation_id = ?').run(id);
      this.#prepare('DELETE FROM conversations WHERE id = ?').run(id);
    });
  }

  deleteAll(): void {
    this.#inTransaction(() => {
      for (const table of ['messages', 'participants', 'conversations', 'calls', 'drafts'])
        this.#db.exec(`DELETE FROM ${table}`);
    });
    this.#db.exec('VACUUM');
  }

  /** Forgets what is older than `before`, a slice at a time; true when there is more to do. Unsettled messages stay. */
  forgetBefore(before: number, slice = 500): boolean {
    return this.#inTransaction(() => {
      const { changes } = this.#prepare(
        `DELETE FROM messages WHERE number IN (
           SELECT number FROM messages WHERE at < ? AND (delivery IS NULL OR delivery IN ('sent', 'confirmed')) LIMIT ?)`,
      ).run(before, slice);
      this.#prepare(
        `DELETE FROM conversations WHERE last_activity_at < ? AND id NOT IN (SELECT conversation_id FROM messages)`,
      ).run(before);
      this.#prepare('DELETE FROM calls WHERE at < ?').run(before);
      return changes === slice;
    });
  }

  saveDraft(draft: Draft, at: number): void {
    if (draft.value === '') this.#prepare('DELETE FROM drafts WHERE key = ?').run(draft.key);
    else {
      this.#prepare(
        'INSERT INTO drafts (key, value, at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, at = excluded.at',
      ).run(draft.key, draft.value, at);
    }
  }

  draft(key: string): string {
    const row = this.#prepare('SELECT value FROM drafts WHERE key = ?').get(key) as { value: string } | undefined;
    return row?.value ?? '';
  }

  #apply(change: Change): void {
    switch (change.kind) {
      case 'conversation':
        this.#saveConversation(change.conversation);
        break;
      case 'message':
        this.#saveMessage(change.message);
        break;
      case 'messageRemoved':
        this.#prepare('DELETE FROM messages WHERE id = ?').run(change.id);
        break;
      case 'call':
        this.#prepare(
          `INSERT INTO calls (conversation_id, caller, name, subject, at, reason) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (conversation_id) DO UPDATE SET reason = excluded.reason`,
        ).run(
          change.call.conversationId,
          change.call.from,
          change.call.name,
          change.call.subject ?? null,
          Date.now(),
          change.call.reason ?? null,
        );
        break;
      default:
        // Presence, contacts and the connection come anew from the server; a thread that a window closed stays in history.
        break;
    }
  }

  #saveConversation(conversation: Conversation): void {
    this.#prepare(
      `INSERT INTO conversations (id, subject, direction, inviter, is_conference, end_reason, started_at, last_activity_at, unread, is_missed)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, is_conference = excluded.is_conference, end_reason = excluded.end_reason,
         last_activity_at = excluded.last_activity_at, unread = excluded.unread, is_missed = excluded.is_missed`,
    ).run(
      conversation.id,
      conversation.subject,
      conversation.direction,
      conversation.inviter,
      conversation.isConference ? 1 : 0,
      conversation.end ?? null,
      conversation.startedAt,
      conversation.lastActivityAt,
      conversation.unread,
      conversation.state === 'ended' && conversation.end === 'missed' ? 1 : 0,
    );
    // People who left stay on the record: they took part.
    for (const participant of conversation.participants) {
      this.#prepare(
        'INSERT INTO participants (conversation_id, uri, name) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name',
      ).run(conversation.id, participant.uri, participant.name);
    }
  }

  #saveMessage(message: Message): void {
    const style = message.body.style ? JSON.stringify(message.body.style) : null;
    // The text of a message never changes, so the index of words needs no update.
    this.#prepare(
      `INSERT INTO messages (id, conversation_id, at, direction, sender, text, style, delivery, failure) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET delivery = excluded.delivery, failure = excluded.failure`,
    ).run(
      message.id,
      message.conversationId,
      message.at,
      message.direction,
      message.from,
      message.body.text,
      style,
      message.delivery ?? null,
      message.failure ?? null,
    );
  }

  #newestAndUnsettled(conversationId: string): Message[] {
    const rows = this.#prepare(
      `SELECT * FROM messages WHERE number IN (
         SELECT number FROM (SELECT number FROM messages WHERE conversation_id = ?1 ORDER BY number DESC LIMIT ${recentMessages})
         UNION SELECT number FROM messages WHERE conversation_id = ?1 AND delivery IN ('queued', 'sending', 'failed', 'unknown'))
       ORDER BY number`,
    ).all(conversationId) as MessageRow[];
    return rows.map(messageFromRow);
  }

  #participants(conversationId: string): { uri: string; name: string }[] {
    return this.#prepare('SELECT uri, name FROM participants WHERE conversation_id = ? ORDER BY name').all(
      conversationId,
    ) as {
      uri: string;
      name: string;
    }[];
  }

  #summary(row: ConversationRow): HistoryConversation {
    const { id, subject, startedAt, lastActivityAt, unread, end } = conversationFromRow(row, []);
    const participants = this.#participants(row.id);
    return {
      id,
      subject,
      participants,
      startedAt,
      lastActivityAt,
      unread,
      isMissed: row.is_missed === 1,
      ...(end && { end }),
    };
  }

  #nextNumber(): number {
    const row = this.#prepare(
      `SELECT max(n) AS highest FROM (
         SELECT max(CAST(substr(id, 2) AS INTEGER)) AS n FROM conversations
         UNION ALL SELECT max(CAST(substr(id, 2) AS INTEGER)) FROM messages)`,
    ).get() as { highest: number | null };
    return (row.highest ?? 0) + 1;
  }

  #checkIntegrity(): void {
    const row = this.#db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
    if (row.quick_check !== 'ok') throw new Error(`damaged: ${row.quick_check}`);
  }

  #migrate(): void {
    const { user_version: version } = this.#db.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version > migrations.length) throw new Error(`made by a newer version (${version})`);
    for (const [index, step] of migrations.entries()) {
      if (index < version) continue;
      this.#inTransaction(() => this.#db.exec(`${step}; PRAGMA user_version = ${index + 1}`));
    }
  }

  #inTransaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Statements are compiled once. */
  #prepare(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
