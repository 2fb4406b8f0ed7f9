// Everything that is asked of the history: what comes back at start, threads, lists and searches. Synchronous, as the database.
import { callOutcome, type Call, type Conversation } from '../../../shared/domain/conversation';
import type {
  Draft,
  HistoryConversation,
  HistoryEventsPart,
  HistoryListing,
  HistoryPage,
  HistorySearch,
  HistorySubjectHit,
  HistoryThreadPage,
} from '../../../shared/domain/history';
import type { PersonUri } from '../../../shared/domain/person';
import type { Message } from '../../../shared/domain/message';
import type { ThreadEvent } from '../../../shared/domain/thread-event';
import type { JournalContents } from '../../uc/journal';
import {
  callFromRow,
  conversationFromRow,
  endOfRow,
  eventFromRow,
  messageFromRow,
  summaryOfCall,
  whoIsIn,
  type CallRow,
  type ConversationRow,
  type EventRow,
  type MessageRow,
} from './rows';
import { isForeignThread, threadOfPeer } from './import-log';
import { hasPast, isHalfWritten, isOfKind, isSettled } from './history-conditions';
import { markedSnippet, markedText } from './marked-words';
import { searchExpression, searchTerms } from './search-expression';
import type { Prepare } from './statements';

/** Of `threadFrom`: what comes from other programs has numbers below zero. */
export const beforeFirst = Number.MIN_SAFE_INTEGER;
/** Threads that come back at start besides those that need attention. */
const recentConversations = 30;
/** Messages of each that come back; older ones are found through search and `messages`. */
const recentMessages = 200;
/** What else happened in each. */
const recentEvents = 200;
/** Subjects that a search finds at once. */
const maxSubjects = 100;
/** Missed calls that come back. */
const recentCalls = 100;

export class HistoryQueries {
  constructor(protected readonly prepare: Prepare) {}

  /** What an earlier run left behind. */
  load(): JournalContents {
    const rows = this.prepare(
      `SELECT * FROM conversations WHERE unread > 0 OR state <> 'ended' OR is_pinned = 1
         OR id IN (SELECT conversation_id FROM messages WHERE delivery IN ('queued', 'sending', 'failed', 'unknown'))
         OR ${isHalfWritten('conversations.id')}
         OR id IN (SELECT id FROM conversations WHERE NOT ${isForeignThread('id', 'peer')}
           ORDER BY last_activity_at DESC LIMIT ${recentConversations})
       ORDER BY started_at`,
    ).all() as ConversationRow[];
    const conversations = rows.map((row) => conversationFromRow(row, this.#participants(row.id)));
    const messages = conversations.flatMap(({ id }) => this.#newestAndUnsettled(id));
    const events = conversations.flatMap(({ id }) => this.#eventsBeside(id, messages));
    return {
      conversations,
      dormant: this.#dormant(new Set(conversations.map(({ id }) => id))),
      messages,
      events,
      calls: this.#unseenCalls(),
      confirming: this.#confirming(),
      nextNumber: this.#nextNumber(),
    };
  }

  /** The other threads that may go on. One look for all: there may be thousands. */
  #dormant(isBack: ReadonlySet<string>): Conversation[] {
    const rows = this.prepare(
      `SELECT c.*, p.uri, p.name FROM conversations c JOIN participants p ON p.conversation_id = c.id
       WHERE c.peer = p.uri OR (c.peer IS NULL AND c.is_conference = 1 AND c.focus_uri IS NOT NULL)
       ORDER BY c.id`,
    ).all() as (ConversationRow & { readonly uri: string; readonly name: string })[];
    const byId = new Map<string, { readonly row: ConversationRow; readonly people: { uri: string; name: string }[] }>();
    for (const row of rows) {
      if (isBack.has(row.id)) continue;
      const known = byId.get(row.id) ?? { row, people: [] };
      known.people.push({ uri: row.uri, name: row.name });
      byId.set(row.id, known);
    }
    return [...byId.values()].map(({ row, people }) => conversationFromRow(row, people));
  }

  /** Messages of a thread, oldest first. */
  messages({ conversationId, place, limit }: HistoryThreadPage): Message[] {
    if (!place) return this.#before(conversationId, Number.MAX_SAFE_INTEGER, limit);
    const { number, isThere } = this.#standing(conversationId, place);
    const last = isThere ? number : number - 1;
    switch (place.kind) {
      case 'before':
        return this.#before(conversationId, number, limit);
      case 'after':
        return this.#after(conversationId, last, limit);
      case 'around': {
        const half = Math.ceil(limit / 2);
        return [...this.#before(conversationId, number, half), ...this.#after(conversationId, number - 1, half)];
      }
    }
  }

  #before(conversationId: string, number: number, limit: number): Message[] {
    const rows = this.prepare(
      'SELECT * FROM messages WHERE conversation_id = ? AND number < ? ORDER BY number DESC LIMIT ?',
    ).all(conversationId, number, limit) as MessageRow[];
    return rows.map(messageFromRow).reverse();
  }

  #after(conversationId: string, number: number, limit: number): Message[] {
    const rows = this.prepare(
      'SELECT * FROM messages WHERE conversation_id = ? AND number > ? ORDER BY number LIMIT ?',
    ).all(conversationId, number, limit) as MessageRow[];
    return rows.map(messageFromRow);
  }

  /** One that has gone, or was never written, stands before the first that was said no earlier: nothing may come twice because of it. */
  #standing(
    conversationId: string,
    { messageId, at }: NonNullable<HistoryThreadPage['place']>,
  ): { number: number; isThere: boolean } {
    type Row = { number: number } | undefined;
    const own = this.prepare('SELECT number FROM messages WHERE id = ?').get(messageId) as Row;
    if (own) return { number: own.number, isThere: true };
    const next = this.prepare(
      'SELECT number FROM messages WHERE conversation_id = ? AND at >= ? ORDER BY number LIMIT 1',
    ).get(conversationId, at ?? Number.MAX_SAFE_INTEGER) as Row;
    return { number: next?.number ?? Number.MAX_SAFE_INTEGER, isThere: false };
  }

  search(search: HistorySearch): HistoryPage {
    const words = searchExpression(search.text);
    const terms = searchTerms(search.text);
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
    if (search.kind !== undefined) where.push(isOfKind(search.kind, 'm.conversation_id', 'm.at'));
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
        ? `SELECT m.* FROM messages m ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
           ORDER BY m.number DESC LIMIT ?`
        : `SELECT m.* FROM message_words CROSS JOIN messages m ON m.number = message_words.rowid
           WHERE ${where.join(' AND ')} ORDER BY message_words.rowid DESC LIMIT ?`;
    const rows = this.prepare(sql).all(...values, limit) as MessageRow[];
    const conversationOf = this.#summaries(rows.map((row) => row.conversation_id));
    const hits = rows.map((row) => ({
      message: messageFromRow(row),
      snippet: markedSnippet(row.text, terms),
      conversation: conversationOf(row.conversation_id),
    }));
    const last = rows.at(-1);
    const subjects = words !== undefined && search.cursor === undefined ? this.#subjects(words, search) : [];
    const unindexed = words === undefined ? 0 : this.#countUnindexed();
    return {
      subjects,
      hits,
      ...(unindexed > 0 && { unindexed }),
      ...(rows.length === limit && last && { cursor: last.number }),
    };
  }

  /** Conversations and calls with these words in their subject, narrowed as a list of them is. */
  #subjects(words: string, search: HistorySearch): HistorySubjectHit[] {
    const { conversationId, person, kind, from, to } = search;
    const nextEnd = `(SELECT min(e.at) FROM events e WHERE e.conversation_id = s.conversation_id AND s.event_id IS NOT NULL
      AND e.at >= s.at AND json_extract(e.news, '$.kind') = 'ended')`;
    const where = [
      ...(conversationId === undefined ? [] : ['s.conversation_id = ?2']),
      ...(person === undefined
        ? []
        : [
            `(s.conversation_id IN (SELECT conversation_id FROM participants WHERE uri = ?3)
              OR s.conversation_id IN (SELECT conversation_id FROM calls WHERE caller = ?3))`,
          ]),
      ...(kind === undefined ? [] : [isOfKind(kind, 's.conversation_id', 's.at')]),
      ...(from === undefined ? [] : [`coalesce(${nextEnd}, c.last_activity_at, l.at) >= ?4`]),
      ...(to === undefined ? [] : ['s.at < ?5']),
    ];
    const rows = this.prepare(
      `SELECT s.conversation_id AS id, s.text, s.at,
         (SELECT m.id FROM messages m WHERE m.conversation_id = s.conversation_id AND m.at >= s.at ORDER BY m.number LIMIT 1) AS messageId
       FROM subject_words CROSS JOIN subjects s ON s.number = subject_words.rowid
         LEFT JOIN conversations c ON c.id = s.conversation_id LEFT JOIN calls l ON l.conversation_id = s.conversation_id
       WHERE subject_words MATCH ?1${where.map((condition) => ` AND ${condition}`).join('')}
       ORDER BY subject_words.rowid DESC LIMIT ${maxSubjects}`,
    ).all(words, conversationId ?? '', person ?? '', from ?? 0, to ?? 0) as {
      id: string;
      text: string;
      at: number;
      messageId: string | null;
    }[];
    const terms = searchTerms(search.text);
    const conversationOf = this.#summaries(rows.map(({ id }) => id));
    return rows.map(({ id, text, at, messageId }) => ({
      at,
      conversation: conversationOf(id),
      snippet: markedText(text, terms),
      ...(messageId !== null && { messageId }),
    }));
  }

  conversation(id: string): HistoryConversation {
    return this.#summaries([id])(id);
  }

  /** Conversations and calls, newest first. */
  conversations({ limit, after, person, kind, from, to }: HistoryListing): HistoryConversation[] {
    // One question for both, so that a page ends at the same place in both. Several may have the same time.
    const where = (id: string, start: string, end: string, ofPerson: string): string =>
      [
        ...(after ? [`(${end}, ${id}) < (?1, ?2)`] : []),
        ...(person === undefined ? [] : [ofPerson]),
        ...(kind === undefined ? [] : [isOfKind(kind, id)]),
        ...(from === undefined ? [] : [`${end} >= ?4`]),
        ...(to === undefined ? [] : [`${start} < ?5`]),
      ]
        .map((condition) => ` AND ${condition}`)
        .join('');
    const found = this.prepare(
      `SELECT id, last_activity_at AS at FROM conversations
         WHERE ${hasPast('conversations.id')}${where('conversations.id', 'started_at', 'last_activity_at', 'id IN (SELECT conversation_id FROM participants WHERE uri = ?3)')}
       UNION ALL SELECT conversation_id, at FROM calls
         WHERE NOT EXISTS (SELECT 1 FROM conversations WHERE id = calls.conversation_id)
           ${where('calls.conversation_id', 'at', 'at', 'caller = ?3')}
       ORDER BY 2 DESC, 1 DESC LIMIT ?6`,
    ).all(after?.lastActivityAt ?? 0, after?.id ?? '', person ?? '', from ?? 0, to ?? 0, limit) as {
      id: string;
    }[];
    const conversationOf = this.#summaries(found.map(({ id }) => id));
    return found.map(({ id }) => conversationOf(id));
  }

  /** Everybody who took part in anything, by name. */
  people(limit: number): { uri: string; name: string }[] {
    return this.prepare(
      `SELECT uri, max(name) AS name FROM (SELECT uri, name FROM participants UNION SELECT caller, name FROM calls)
       GROUP BY uri ORDER BY 2 COLLATE NOCASE LIMIT ?`,
    ).all(limit) as { uri: string; name: string }[];
  }

  /** What happened in a thread besides messages, oldest first: the latest of it. */
  events(
    { conversationId, since = 0, until = Number.MAX_SAFE_INTEGER }: HistoryEventsPart,
    limit: number,
  ): ThreadEvent[] {
    const rows = this.prepare(
      'SELECT * FROM events WHERE conversation_id = ? AND at BETWEEN ? AND ? ORDER BY at DESC, number DESC LIMIT ?',
    ).all(conversationId, since, until, limit) as EventRow[];
    return rows.map(eventFromRow).reverse();
  }

  /** The thread with somebody, as it would come back at the next start. */
  threadWith(peer: PersonUri): Conversation | undefined {
    const id = threadOfPeer(this.prepare, peer);
    const row = id === undefined ? undefined : this.prepare('SELECT * FROM conversations WHERE id = ?').get(id);
    return row
      ? conversationFromRow(row as ConversationRow, this.#participants((row as ConversationRow).id))
      : undefined;
  }

  /** A piece of a thread from its beginning on; `next` absent: that was all. */
  threadFrom(conversationId: string, after: number, limit: number): { messages: Message[]; next?: number } {
    const rows = this.prepare(
      'SELECT * FROM messages WHERE conversation_id = ? AND number > ? ORDER BY number LIMIT ?',
    ).all(conversationId, after, limit) as MessageRow[];
    const last = rows.at(-1);
    return { messages: rows.map(messageFromRow), ...(last && rows.length === limit && { next: last.number }) };
  }

  /** The whole thread, oldest first. */
  *thread(conversationId: string): Generator<Message> {
    for (let after: number | undefined = beforeFirst; after !== undefined;) {
      const { messages, next } = this.threadFrom(conversationId, after, 500);
      yield* messages;
      after = next;
    }
  }

  /** Of one conversation, or of all. */
  countMessages(conversationId?: string): number {
    const row = (
      conversationId === undefined
        ? this.prepare('SELECT count(*) AS n FROM messages').get()
        : this.prepare('SELECT count(*) AS n FROM messages WHERE conversation_id = ?').get(conversationId)
    ) as { n: number };
    return row.n;
  }

  /** How many messages `forgetBefore` would forget. */
  countBefore(before: number): number {
    const row = this.prepare(`SELECT count(*) AS n FROM messages WHERE at < ? AND ${isSettled}`).get(before) as {
      n: number;
    };
    return row.n;
  }

  draft(key: string): string {
    const row = this.prepare('SELECT value FROM drafts WHERE key = ?').get(key) as { value: string } | undefined;
    return row?.value ?? '';
  }

  drafts(): Draft[] {
    return this.prepare('SELECT key, value FROM drafts').all() as Draft[];
  }

  #newestAndUnsettled(conversationId: string): Message[] {
    const rows = this.prepare(
      `SELECT * FROM messages WHERE number IN (
         SELECT number FROM (SELECT number FROM messages WHERE conversation_id = ?1 ORDER BY number DESC LIMIT ${recentMessages})
         UNION SELECT number FROM messages WHERE conversation_id = ?1 AND delivery IN ('queued', 'sending', 'failed', 'unknown'))
       ORDER BY number`,
    ).all(conversationId) as MessageRow[];
    return rows.map(messageFromRow);
  }

  #participants(conversationId: string): { uri: string; name: string }[] {
    return this.prepare('SELECT uri, name FROM participants WHERE conversation_id = ? ORDER BY name').all(
      conversationId,
    ) as {
      uri: string;
      name: string;
    }[];
  }

  /** Of conversations, and of calls that none came of. Three questions for all of them: nearly every hit of a search has its own. */
  #summaries(ids: readonly string[]): (id: string) => HistoryConversation {
    const wanted = JSON.stringify([...new Set(ids)]);
    const all = <Row>(what: string, id: string, order = ''): Row[] =>
      this.prepare(`SELECT ${what} WHERE ${id} IN (SELECT value FROM json_each(?)) ${order}`).all(wanted) as Row[];
    const conversations = all<ConversationRow>('* FROM conversations', 'id');
    const people = new Map<string, { uri: string; name: string }[]>();
    for (const { conversation_id, uri, name } of all<{ conversation_id: string; uri: string; name: string }>(
      'conversation_id, uri, name FROM participants',
      'conversation_id',
      'ORDER BY name',
    )) {
      const known = people.get(conversation_id);
      if (known) known.push({ uri, name });
      else people.set(conversation_id, [{ uri, name }]);
    }
    const calls = new Map(
      all<CallRow>('* FROM calls', 'conversation_id').map((call) => [call.conversation_id, call] as const),
    );
    const found = new Map([
      ...[...calls].map(([id, call]) => [id, summaryOfCall(call)] as const),
      ...conversations.map((row) => [row.id, summaryOf(row, people.get(row.id) ?? [], calls.get(row.id))] as const),
    ]);
    return (id) => {
      const summary = found.get(id);
      if (!summary) throw new Error('no such conversation');
      return summary;
    };
  }

  #unseenCalls(): Call[] {
    const rows = this.prepare(
      `SELECT * FROM calls WHERE is_unseen = 1 OR reason IS NULL ORDER BY at DESC LIMIT ${recentCalls}`,
    ).all() as CallRow[];
    return rows.map(callFromRow).reverse();
  }

  #confirming(): string[] {
    return (this.prepare('SELECT who FROM confirmers').all() as { who: string }[]).map(({ who }) => who);
  }

  /** What an older Parley wrote and no search for words finds yet. */
  #countUnindexed(): number {
    const row = this.prepare('SELECT count(*) AS n FROM unindexed_messages').get() as { n: number };
    return row.n;
  }

  #nextNumber(): number {
    const row = this.prepare(
      `SELECT max(n) AS highest FROM (
         SELECT max(CAST(substr(id, 2) AS INTEGER)) AS n FROM conversations
         UNION ALL SELECT max(CAST(substr(id, 2) AS INTEGER)) FROM messages
         UNION ALL SELECT max(CAST(substr(id, 2) AS INTEGER)) FROM events
         UNION ALL SELECT max(CAST(substr(conversation_id, 2) AS INTEGER)) FROM calls)`,
    ).get() as { highest: number | null };
    return (row.highest ?? 0) + 1;
  }

  /** What lies before the first message that comes back has nothing to stand between. */
  #eventsBeside(conversationId: string, messages: readonly Message[]): ThreadEvent[] {
    const thread = messages.filter((message) => message.conversationId === conversationId);
    const since = thread.length < recentMessages ? 0 : (thread[0]?.at ?? 0);
    return this.events({ conversationId, since }, recentEvents);
  }
}

function summaryOf(
  row: ConversationRow,
  people: readonly { readonly uri: string; readonly name: string }[],
  call: CallRow | undefined,
): HistoryConversation {
  const conversation = conversationFromRow(row, []);
  const { id, subject, startedAt, lastActivityAt, unread, isConference } = conversation;
  return {
    id,
    subject,
    participants: whoIsIn(row, people),
    startedAt,
    lastActivityAt,
    unread,
    isMissed: row.is_missed === 1,
    end: endOfRow(row),
    ...(isConference && { isConference }),
    ...((conversation.peer ?? conversation.focusUri) !== undefined && { isThread: true as const }),
    ...(call && { call: callOutcome(call.reason ?? undefined) }),
  };
}
