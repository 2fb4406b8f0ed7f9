// One thread a person, and one a conference: conversations of the same one, of an earlier Parley or of two sessions at once, become one,
// under the newest id. Their messages stand in the order in which they came; where each began and ended is told by its events.
import { draftSeparator, movedDrafts } from '../../../shared/domain/undelivered';
import type { Prepare } from './statements';

/** Those that have several, and which of them goes on. */
const folding = `
  SELECT id AS old, first_value(id) OVER newest AS new FROM conversations
    WHERE peer IN (SELECT peer FROM conversations WHERE peer IS NOT NULL GROUP BY peer HAVING count(*) > 1)
    WINDOW newest AS (PARTITION BY peer ORDER BY last_activity_at DESC, CAST(substr(id, 2) AS INTEGER) DESC)
  UNION ALL
  SELECT id, first_value(id) OVER newest FROM conversations
    WHERE peer IS NULL AND is_conference = 1 AND focus_uri IN (
      SELECT focus_uri FROM conversations WHERE focus_uri IS NOT NULL AND peer IS NULL GROUP BY focus_uri HAVING count(*) > 1)
    WINDOW newest AS (PARTITION BY focus_uri ORDER BY last_activity_at DESC, CAST(substr(id, 2) AS INTEGER) DESC)`;

/** In the words of the index of what is not settled, so that it is looked up there: messages are many, and a page of them may be damaged. */
const withWaiting = `SELECT DISTINCT conversation_id AS id FROM messages
  WHERE delivery IN ('queued', 'sending', 'failed', 'unknown') AND delivery IN ('queued', 'sending')`;

/** To be done in one transaction, before anything of the file is in memory. */
export function foldThreads(prepare: Prepare): void {
  const all = prepare(folding).all() as { old: string; new: string }[];
  const olds = new Map<string, string[]>();
  for (const { old, new: next } of all) if (old !== next) olds.set(next, [...(olds.get(next) ?? []), old]);
  const waiting = new Set((prepare(withWaiting).all() as { id: string }[]).map(({ id }) => id));
  prepare('CREATE TEMP TABLE IF NOT EXISTS folds (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID').run();
  prepare('DELETE FROM folds').run();
  for (const [next, each] of olds) {
    // What still waits in one is sent after what was sent in the other, and would stand before it: they are folded when all is sent.
    if ([next, ...each].some((id) => waiting.has(id))) continue;
    for (const old of each) {
      foldInto(prepare, old, next);
      prepare('INSERT INTO folds VALUES (?, ?)').run(old, next);
    }
  }
  moveFolded(prepare);
}

/** As `moveThread` does, all at once: of many messages that takes a third of the time. */
function moveFolded(prepare: Prepare): void {
  for (const table of ['messages', 'events'])
    prepare(
      `UPDATE ${table} SET conversation_id = (SELECT new FROM folds WHERE old = conversation_id)
         WHERE conversation_id IN (SELECT old FROM folds)`,
    ).run();
  prepare(
    'INSERT OR IGNORE INTO participants SELECT new, uri, name FROM participants JOIN folds ON old = conversation_id',
  ).run();
  prepare('DELETE FROM conversations WHERE id IN (SELECT old FROM folds)').run();
  prepare('DELETE FROM folds').run();
}

/** One that turned out to be another while Parley runs. What is known of that one is written by itself, and drafts are moved by who shows them. */
export function moveThread(prepare: Prepare, old: string, next: string): void {
  prepare('UPDATE messages SET conversation_id = ?2 WHERE conversation_id = ?1').run(old, next);
  prepare('UPDATE events SET conversation_id = ?2 WHERE conversation_id = ?1').run(old, next);
  prepare('INSERT OR IGNORE INTO participants SELECT ?2, uri, name FROM participants WHERE conversation_id = ?1').run(
    old,
    next,
  );
  beginAsEarly(prepare, old, next);
  prepare('DELETE FROM conversations WHERE id = ?').run(old);
}

function beginAsEarly(prepare: Prepare, old: string, next: string): void {
  prepare(
    `UPDATE conversations SET started_at = min(started_at, (SELECT started_at FROM conversations WHERE id = ?1)) WHERE id = ?2
       AND EXISTS (SELECT 1 FROM conversations WHERE id = ?1)`,
  ).run(old, next);
}

function foldInto(prepare: Prepare, old: string, next: string): void {
  prepare(
    `UPDATE conversations SET unread = conversations.unread + old.unread,
       is_pinned = max(conversations.is_pinned, old.is_pinned)
     FROM (SELECT unread, is_pinned FROM conversations WHERE id = ?1) AS old WHERE conversations.id = ?2`,
  ).run(old, next);
  for (const [key, nextKey] of movedDrafts(old, next)) {
    prepare(
      `INSERT INTO drafts (key, value, at) SELECT ?2, value, at FROM drafts WHERE key = ?1
       ON CONFLICT (key) DO UPDATE SET value = excluded.value || ?3 || drafts.value`,
    ).run(key, nextKey, draftSeparator(key));
    prepare('DELETE FROM drafts WHERE key = ?').run(key);
  }
  beginAsEarly(prepare, old, next);
}
