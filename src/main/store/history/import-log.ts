// Messages of another program's log in the database. Those that Parley kept itself are numbered as they came, from one on; these get
// numbers below zero by their time, so that each stands where it was said, whichever log was read first.
import type { Conversation } from '../../../shared/domain/conversation';
import type { PersonUri } from '../../../shared/domain/person';
import type { ThreadNews } from '../../../shared/domain/thread-event';
import type { LogPlace } from '../../logs/chat-log';
import { logEventId, logId, logThreadId, hashOf, type LogMessage } from './open-log';
import type { Prepare } from './statements';

export interface LogTarget {
  /** Absent: nobody whom messages can reach. */
  readonly uri?: PersonUri;
  readonly name: string;
  /** Oneself. */
  readonly account: PersonUri;
}

export interface LogAddition {
  readonly threadId: string;
  readonly added: number;
  readonly known: number;
  readonly tooOld: number;
  /** Of a day that is still to come. */
  readonly notYet: number;
}

/** Room for so many messages of the same millisecond; logs know seconds. */
const perMillisecond = 1_000;
const beforeAll = -9_000_000_000_000_000;
/** A clock or a zone may be wrong by so much. What is of a later day would stay on top, and would never be too old to be kept. */
const dayMs = 86_400_000;

/** Some of a log, in one transaction. What is older than `notBefore` (epoch milliseconds), or not said yet, is left out. */
export function addLogMessages(
  prepare: Prepare,
  place: LogPlace,
  { uri, name, account }: LogTarget,
  messages: readonly LogMessage[],
  notBefore: number,
): LogAddition {
  const latest = Date.now() + dayMs;
  const said = messages.filter(({ at }) => at < latest);
  const kept = said.filter(({ at }) => at >= Math.max(0, notBefore));
  const leftOut = { tooOld: said.length - kept.length, notYet: messages.length - said.length };
  const other = uri ?? `${place.program}:${place.service}/${place.peer}`.toLowerCase();
  const threadId = threadFor(prepare, place, uri);
  const [first] = kept;
  if (!first) return { threadId, added: 0, known: 0, ...leftOut };
  prepare(
    `INSERT OR IGNORE INTO conversations (id, subject, direction, inviter, is_conference, end_reason, started_at, last_activity_at,
       unread, is_missed, state, is_pinned, peer) VALUES (?, '', 'outgoing', ?, 0, 'left', ?, ?, 0, 0, 'ended', 0, ?)`,
  ).run(threadId, account, first.at, first.at, uri ?? null);
  prepare('INSERT OR IGNORE INTO participants (conversation_id, uri, name) VALUES (?, ?, ?)').run(
    threadId,
    other,
    name,
  );
  let added = 0;
  let from = Infinity;
  let to = -Infinity;
  for (const { id, at, isOwn, body } of kept) {
    const { changes } = prepare(
      `INSERT OR IGNORE INTO messages (number, id, conversation_id, at, direction, sender, text, style)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      freeNumber(prepare, at),
      id,
      threadId,
      at,
      isOwn ? 'outgoing' : 'incoming',
      isOwn ? account : other,
      body.text,
      body.style ? JSON.stringify(body.style) : null,
    );
    if (changes === 0) continue;
    added += 1;
    from = Math.min(from, at);
    to = Math.max(to, at);
  }
  if (added > 0) {
    const news: ThreadNews = { kind: 'imported', program: place.program };
    prepare(
      `INSERT INTO events (id, conversation_id, at, news) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET at = min(at, excluded.at)`,
    ).run(logEventId(place), threadId, from, JSON.stringify(news));
    prepare(
      'UPDATE conversations SET started_at = min(started_at, ?), last_activity_at = max(last_activity_at, ?) WHERE id = ?',
    ).run(from, to, threadId);
  }
  return { threadId, added, known: kept.length - added, ...leftOut };
}

/**
 * Puts what Parley kept itself between what was imported, where it was said before some of that: some of it, true when there is more.
 * Whoever asks has the words indexed anew.
 */
export function orderByTime(prepare: Prepare, threadId: string, slice: number): boolean {
  const rows = prepare(
    `SELECT number, at FROM messages WHERE conversation_id = ?1 AND number > 0
       AND at < (SELECT at FROM messages WHERE conversation_id = ?1 AND number < 0 ORDER BY number DESC LIMIT 1) ORDER BY number LIMIT ?2`,
  ).all(threadId, slice) as { number: number; at: number }[];
  for (const { number, at } of rows) {
    const next = freeNumber(prepare, at);
    prepare('UPDATE messages SET number = ? WHERE number = ?').run(next, number);
    prepare('DELETE FROM unindexed_messages WHERE number = ?').run(number);
    prepare('DELETE FROM message_words WHERE rowid = ?').run(number);
    prepare('INSERT INTO unindexed_messages VALUES (?)').run(next);
  }
  return rows.length === slice;
}

/** A thread that only a log has: with nobody whom messages can reach. */
export const isForeignThread = (id: string, peer: string): string => `(substr(${id}, 1, 2) = 'i_' AND ${peer} IS NULL)`;

export function threadOfPeer(prepare: Prepare, peer: PersonUri): string | undefined {
  const row = prepare('SELECT id FROM conversations WHERE peer = ? ORDER BY last_activity_at DESC LIMIT 1').get(
    peer,
  ) as { id: Conversation['id'] } | undefined;
  return row?.id;
}

function threadFor(prepare: Prepare, place: LogPlace, uri: PersonUri | undefined): string {
  if (uri === undefined) return logThreadId(place);
  return threadOfPeer(prepare, uri) ?? logId(hashOf([uri]));
}

/** After those of the same time. Where there is no room left, of the next. */
function freeNumber(prepare: Prepare, at: number): number {
  for (let start = beforeAll + at * perMillisecond; ; start += perMillisecond) {
    const { last } = prepare('SELECT max(number) AS last FROM messages WHERE number >= ? AND number < ?').get(
      start,
      start + perMillisecond,
    ) as { last: number | null };
    const next = last === null ? start : last + 1;
    if (next < start + perMillisecond) return next;
  }
}
