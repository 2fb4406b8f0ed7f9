// Between rows of the database and the domain. Pure.
import type { Conversation, ConversationEnd } from '../../../shared/domain/conversation';
import type { HistorySnippetPart } from '../../../shared/domain/history';
import type { DeliveryState, Message, MessageStyle } from '../../../shared/domain/message';

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
}

/** A thread from an earlier run: its wire conversation is gone, so it has ended, whatever it was then. */
export function conversationFromRow(
  row: ConversationRow,
  participants: readonly { readonly uri: string; readonly name: string }[],
): Conversation {
  return {
    id: row.id,
    direction: row.direction,
    state: 'ended',
    end: row.end_reason ?? 'connection-lost',
    subject: row.subject,
    participants: participants.map(({ uri, name }) => ({ uri, name, role: 'attendee' })),
    inviter: row.inviter,
    isConference: row.is_conference === 1,
    ownRole: 'attendee',
    locked: false,
    composing: [],
    unread: row.unread,
    startedAt: row.started_at,
    lastActivityAt: row.last_activity_at,
  };
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
  };
}

/** Cuts a marked-up snippet into plain and matching pieces. */
export function snippetParts(marked: string, start: string, end: string): HistorySnippetPart[] {
  return marked
    .split(start)
    .flatMap((piece, index) => {
      if (index === 0) return [{ text: piece, isMatch: false }];
      const [match = '', ...rest] = piece.split(end);
      return [
        { text: match, isMatch: true },
        { text: rest.join(end), isMatch: false },
      ];
    })
    .filter((part) => part.text !== '');
}
