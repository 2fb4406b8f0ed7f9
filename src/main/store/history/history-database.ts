// The history of one user in one encrypted SQLite file. Synchronous: it lives in a worker, never in the main thread.
import Database from 'libsql';
import type { Draft } from '../../../shared/domain/history';
import type { Change } from '../../../shared/domain/model';
import type { JournalContents } from '../../uc/journal';
import { foldThreads } from './fold-threads';
import { isHalfWritten, isSettled } from './history-conditions';
import { HistoryQueries } from './history-queries';
import { addLogMessages, orderByTime, type LogAddition } from './import-log';
import { migrations } from './migrations';
import { statementsOf } from './statements';
import { indexedText } from './words';
import { writeChange } from './write-changes';

/** Of a newer version of Parley: a downgrade must not touch it. */
export class NewerHistoryError extends Error {
  override readonly name = 'NewerHistoryError';
}

type LogSlice = Parameters<typeof addLogMessages> extends [unknown, ...infer Rest] ? Rest : never;

/** Nothing of what was said in it, or about it, is left. What is half-written was not said yet. */
const emptied = `UPDATE conversations SET subject = '', unread = 0, is_missed = 0,
  end_reason = iif(end_reason = 'missed', 'left', end_reason)`;

/** @param key 64 hexadecimal digits; absent: not encrypted (tests only) */
export function openFile(file: string, key?: string): Database.Database {
  try {
    return new Database(
      file,
      key === undefined ? {} : ({ encryptionCipher: 'aes256cbc', encryptionKey: key } as object),
    );
  } catch (error) {
    throw withCode(error);
  }
}

/** The driver has a code for every error but this one, of a file that it cannot open (nothing has been read of it by then): an empty one. */
function withCode(error: unknown): unknown {
  // What has none at all is a mistake of ours, and says nothing of the disk.
  if (!(error instanceof Error && 'code' in error && error.code === '')) return error;
  return Object.assign(new Error(error.message, { cause: error }), { code: 'SQLITE_CANTOPEN' });
}

export class HistoryDatabase extends HistoryQueries {
  readonly #db: Database.Database;

  /**
   * Opens or creates the file and brings it up to date. Reads its head only, however long it is: `check-history.ts` reads the rest.
   * @throws when the file is visibly damaged, was made by a newer version, or the key is wrong
   */
  constructor(file: string, key?: string) {
    const db = openFile(file, key);
    super(statementsOf(db));
    this.#db = db;
    try {
      // WAL with NORMAL survives a crash of the program; FULL survives a power cut too, and an outbox needs that.
      db.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000',
      );
      this.#migrate();
    } catch (error) {
      // Nobody could rename it while it is open, on Windows.
      db.close();
      throw error;
    }
  }

  close(): void {
    this.#db.close();
  }

  /** Called when nothing of the file is in memory: what belongs together is made one before. */
  override load(): JournalContents {
    this.#inTransaction(() => foldThreads(this.prepare));
    return super.load();
  }

  /** All of a batch or nothing of it. */
  write(changes: readonly Change[]): void {
    this.#inTransaction(() => {
      for (const change of changes) writeChange(this.prepare, change);
      this.#index(changes.length);
    });
  }

  /** What came back from another file. */
  writeContents({ conversations, messages, events, calls, confirming }: JournalContents): void {
    this.write([
      ...conversations.map((conversation): Change => ({ kind: 'conversation', conversation })),
      ...messages.map((message): Change => ({ kind: 'message', message })),
      ...events.map((event): Change => ({ kind: 'event', event })),
      ...calls.map((call): Change => ({ kind: 'call', call })),
    ]);
    for (const who of confirming) this.prepare('INSERT OR IGNORE INTO confirmers VALUES (?)').run(who);
  }

  /** But for what is half-written, which keeps its conversation. */
  deleteConversation(id: string): void {
    this.#inTransaction(() => {
      this.prepare('DELETE FROM messages WHERE conversation_id = ?').run(id);
      this.prepare('DELETE FROM events WHERE conversation_id = ?').run(id);
      this.prepare('DELETE FROM calls WHERE conversation_id = ?').run(id);
      this.prepare(`DELETE FROM conversations WHERE id = ? AND NOT ${isHalfWritten('conversations.id')}`).run(id);
      this.prepare(`${emptied} WHERE id = ?`).run(id);
      this.#forgetConfirmers();
      this.#index(1);
    });
  }

  /** But for what is half-written, and the conversations that that is for. */
  deleteAll(): void {
    this.#inTransaction(() => {
      for (const table of ['messages', 'events', 'calls', 'confirmers']) this.#db.exec(`DELETE FROM ${table}`);
      this.#db.exec(`DELETE FROM conversations WHERE NOT ${isHalfWritten('conversations.id')}; ${emptied}`);
      // Nothing is left that they are of; a deletion by rows would leave the words to the next merging of the index.
      for (const words of ['message_words', 'subject_words'])
        this.#db.exec(`INSERT INTO ${words} (${words}) VALUES ('delete-all')`);
    });
    this.#db.exec('VACUUM');
  }

  /** Forgets what is older than `before`, a slice at a time; true when there is more to do. Unsettled messages stay, and drafts. */
  forgetBefore(before: number, slice = 500): boolean {
    return this.#inTransaction(() => {
      const forget = (table: string, condition = 'true'): boolean =>
        this.prepare(
          `DELETE FROM ${table} WHERE number IN (SELECT number FROM ${table} WHERE at < ? AND ${condition} LIMIT ?)`,
        ).run(before, slice).changes === slice;
      const hasMore = [forget('messages', isSettled), forget('events')].includes(true);
      this.prepare(
        `DELETE FROM conversations WHERE last_activity_at < ? AND is_pinned = 0
           AND NOT EXISTS (SELECT 1 FROM messages WHERE conversation_id = conversations.id)
           AND NOT ${isHalfWritten('conversations.id')}`,
      ).run(before);
      this.prepare('DELETE FROM calls WHERE at < ?').run(before);
      this.#forgetConfirmers();
      this.#index(slice);
      return hasMore;
    });
  }

  /** Makes some of what an older Parley wrote ready to be searched, the newest first; true when there is more to do. */
  indexMore(slice = 200): boolean {
    return this.#inTransaction(() => this.#index(slice));
  }

  /** Some messages of another program's log. */
  addLog(...log: LogSlice): LogAddition {
    return this.#inTransaction(() => {
      const addition = addLogMessages(this.prepare, ...log);
      this.#index(addition.added);
      return addition;
    });
  }

  /** After a log was added: some of what Parley kept itself in that thread to where it was said; true when there is more to do. */
  orderThread(id: string, slice = 200): boolean {
    return this.#inTransaction(() => {
      const hasMore = orderByTime(this.prepare, id, slice);
      this.#index(slice);
      return hasMore;
    });
  }

  saveDraft(draft: Draft, at: number): void {
    if (draft.value === '') this.prepare('DELETE FROM drafts WHERE key = ?').run(draft.key);
    else {
      this.prepare(
        'INSERT INTO drafts (key, value, at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, at = excluded.at',
      ).run(draft.key, draft.value, at);
    }
  }

  /** The newest of each first: they are what has just been written. True when that was not all. */
  #index(limit: number): boolean {
    const index = (table: 'messages' | 'subjects', words: string): boolean => {
      const rows = this.prepare(
        `SELECT number, text FROM ${table} WHERE number IN (SELECT number FROM unindexed_${table} ORDER BY number DESC LIMIT ?)`,
      ).all(limit) as { number: number; text: string }[];
      for (const { number, text } of rows) {
        this.prepare(`INSERT INTO ${words} (rowid, text) VALUES (?, ?)`).run(number, indexedText(text));
        this.prepare(`DELETE FROM unindexed_${table} WHERE number = ?`).run(number);
      }
      return rows.length === limit;
    };
    return [index('messages', 'message_words'), index('subjects', 'subject_words')].includes(true);
  }

  /** Those of whom nothing else is left. */
  #forgetConfirmers(): void {
    this.prepare(
      `DELETE FROM confirmers WHERE who <> 'conference' AND NOT EXISTS (SELECT 1 FROM participants WHERE uri = who)`,
    ).run();
  }

  #migrate(): void {
    const { user_version: version } = this.#db.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version > migrations.length) throw new NewerHistoryError(`made by a newer version (${version})`);
    for (const [index, step] of migrations.entries()) {
      if (index < version) continue;
      this.#inTransaction(() => this.#db.exec(`${step}; PRAGMA user_version = ${index + 1}`));
    }
    // Where that was little, nobody finds less than before for a moment.
    if (version < migrations.length) this.indexMore();
  }

  #inTransaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      try {
        this.#db.exec('ROLLBACK');
      } catch {
        // A full disk has rolled it back already; what went wrong is what counts.
      }
      throw error;
    }
  }
}
