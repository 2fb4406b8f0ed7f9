// What conversations, calls and messages are picked by, as conditions of SQL.
import type { HistoryKind } from '../../../shared/domain/history';
import { draftKeysOf } from '../../../shared/domain/undelivered';

/** Nothing more will become of it. */
export const isSettled = `(delivery IS NULL OR delivery IN ('sent', 'confirmed'))`;

/** Something is written for the conversation with this id, or what it is to be about. */
export const isHalfWritten = (id: string): string =>
  `EXISTS (SELECT 1 FROM drafts WHERE key IN (${draftKeysOf('').map((prefix) => `'${prefix}' || ${id}`)}))`;

/** Something was said in the conversation with this id, or happened: one that was deleted may be there for what is half-written. */
export const hasPast = (id: string): string =>
  `(EXISTS (SELECT 1 FROM messages WHERE conversation_id = ${id}) OR EXISTS (SELECT 1 FROM calls WHERE conversation_id = ${id})
    OR EXISTS (SELECT 1 FROM events WHERE conversation_id = ${id} AND json_extract(news, '$.kind') <> 'history-deleted'))`;

/** As the indexes of them say it. */
const begins = (event: string): string => `json_extract(${event}.news, '$.kind') IN ('started', 'called')`;
const isCall = (event: string): string => `json_extract(${event}.news, '$.kind') = 'called'`;
const isMissedEnd = (event: string): string =>
  `json_extract(${event}.news, '$.kind') = 'ended' AND json_extract(${event}.news, '$.end') = 'missed'`;

/**
 * Of a conversation or a call with this id. What is missed is said by `callOutcome` of a call. `at`: of the session of that time, where its
 * beginnings and ends are told; else of any.
 */
export function isOfKind(kind: HistoryKind, id: string, at?: string): string {
  const conversation = (condition: string): string =>
    `EXISTS (SELECT 1 FROM conversations k WHERE k.id = ${id} AND ${condition})`;
  const call = (condition: string): string =>
    `EXISTS (SELECT 1 FROM calls k WHERE k.conversation_id = ${id} AND ${condition})`;
  const event = (condition: string): string =>
    `EXISTS (SELECT 1 FROM events e WHERE e.conversation_id = ${id} AND ${condition})`;
  const beginsBetween = (from: string, to: string): string =>
    `EXISTS (SELECT 1 FROM events b WHERE b.conversation_id = ${id} AND ${begins('b')} AND b.at > ${from} AND b.at <= ${to})`;
  switch (kind) {
    case 'conversation':
      return conversation('k.is_conference = 0');
    case 'conference':
      return conversation('k.is_conference = 1');
    case 'call': {
      const called = at === undefined ? '' : ` AND e.at <= ${at} AND NOT ${beginsBetween('e.at', at)}`;
      return `(${call('true')} OR ${event(isCall('e') + called)})`;
    }
    case 'missed': {
      const missed = at === undefined ? '' : ` AND e.at >= ${at} AND NOT ${beginsBetween(at, 'e.at')}`;
      const isLatest = at === undefined ? '' : ` AND NOT ${beginsBetween(at, `${Number.MAX_SAFE_INTEGER}`)}`;
      return `(${conversation(`k.is_missed = 1${isLatest}`)} OR ${event(isMissedEnd('e') + missed)}
        OR ${call(`coalesce(k.reason, '') NOT IN ('answered', 'redirected', 'declined')`)})`;
    }
  }
}
