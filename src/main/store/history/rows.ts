// Between rows of the database and the domain. Pure.
import { callOutcome, type Call, type Conversation, type ConversationEnd } from '../../../shared/domain/conversation';
import type { HistoryConversation } from '../../../shared/domain/history';
import type { DeliveryState, Message, MessageStyle } from '../../../shared/domain/message';
import type { ThreadEvent, ThreadNews } from '../../../shared/domain/thread-event';

export interface ConversationRow {
  readonly id: string;
  readonly subject: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly inviter: string;
  readonly is_conference: number;
  readonly end_reason: ConversationEnd | null;
  readonly started_at: number;
  readonly last_activity_at: number;
  readonly unread: number;
  readonly is_missed: number;
  readonly state: Conversation['state'] | null;
  readonly focus_uri: string | null;
  readonly is_pinned: number;
  readonly peer: string | null;
}

export interface CallRow {
  readonly conversation_id: string;
  readonly caller: string;
  readonly name: string;
  readonly subject: string | null;
  readonly at: number;
  readonly reason: string | null;
  readonly is_unseen: number;
}

export interface EventRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly at: number;
  readonly news: string;
}

export interface MessageRow {
  readonly number: number;
  readonly id: string;
  readonly conversation_id: string;
  readonly at: number;
  readonly direction: 'incoming' | 'outgoing';
  readonly sender: string;
  readonly text: string;
  readonly style: string | null;
  readonly delivery: DeliveryState | null;
  readonly failure: string | null;
  readonly wire_id: string | null;
}

/** As it was when it was last written. What has become of one that had not ended is told by `endOfRow`. */
export function conversationFromRow(
  row: ConversationRow,
  participants: readonly { readonly uri: string; readonly name: string }[],
): Conversation {
  return {
    id: row.id,
    direction: row.direction,
    state: row.state ?? 'ended',
    ...(row.end_reason !== null && { end: row.end_reason }),
    subject: row.subject,
    ...(row.peer !== null && { peer: row.peer }),
    participants: whoIsIn(row, participants).map(({ uri, name }) => ({ uri, name, role: 'attendee' })),
    inviter: row.inviter,
    isConference: row.is_conference === 1,
    ...(row.focus_uri !== null && { focusUri: row.focus_uri }),
    ownRole: 'attendee',
    locked: false,
    composing: [],
    unread: row.unread,
    startedAt: row.started_at,
    lastActivityAt: row.last_activity_at,
    ...(row.is_pinned === 1 && { isPinned: true }),
  };
}

/** A thread that was a conference for a while is with its one person again. */
export function whoIsIn<Participant extends { readonly uri: string }>(
  { peer, is_conference }: Pick<ConversationRow, 'peer' | 'is_conference'>,
  participants: readonly Participant[],
): readonly Participant[] {
  return peer === null || is_conference === 1 ? participants : participants.filter(({ uri }) => uri === peer);
}

/** The program ended before it did: nobody has answered what rang, and everything else was cut off. */
export function endOfRow({ end_reason, state }: ConversationRow): ConversationEnd {
  return end_reason ?? (state === 'invited' ? 'missed' : 'connection-lost');
}

export function messageFromRow(row: MessageRow): Message {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    direction: row.direction,
    from: row.sender,
    body: { text: row.text, ...(row.style !== null && { style: JSON.parse(row.style) as MessageStyle }) },
    at: row.at,
    ...(row.delivery !== null && { delivery: row.delivery }),
    ...(row.failure !== null && { failure: row.failure }),
    ...(row.wire_id !== null && { wireId: row.wire_id }),
  };
}

export function eventFromRow(row: EventRow): ThreadEvent {
  const { id, at } = row;
  return { id, conversationId: row.conversation_id, at, news: JSON.parse(row.news) as ThreadNews };
}

/** A call that still rang when the program ended was missed. */
export function callFromRow(row: CallRow): Call {
  return {
    conversationId: row.conversation_id,
    from: row.caller,
    name: row.name,
    ...(row.subject !== null && { subject: row.subject }),
    state: 'ended',
    reason: row.reason ?? 'SessionDown',
    canRedirect: false,
    canReplyWithIm: false,
    isUrgent: false,
    at: row.at,
    isUnseen: row.is_unseen === 1 || row.reason === null,
  };
}

/** A call that no conversation came of. */
export function summaryOfCall(row: CallRow): HistoryConversation {
  const call = callFromRow(row);
  const outcome = callOutcome(call.reason);
  return {
    id: call.conversationId,
    subject: call.subject ?? '',
    participants: [{ uri: call.from, name: call.name }],
    startedAt: call.at,
    lastActivityAt: call.at,
    unread: call.isUnseen ? 1 : 0,
    isMissed: outcome === 'missed',
    call: outcome,
  };
}
