// What a change of the model becomes in the database. Each may come again: the last one counts.
import { whoTookPart, type Call, type Conversation } from '../../../shared/domain/conversation';
import type { Message } from '../../../shared/domain/message';
import type { Change } from '../../../shared/domain/model';
import type { ThreadEvent } from '../../../shared/domain/thread-event';
import { moveThread } from './fold-threads';
import type { Prepare } from './statements';

/** Of what is written about a thread. */
const isKnown = 'EXISTS (SELECT 1 FROM conversations WHERE id = ?2)';

/** Bound values are of the domain's types: the database aborts the program at any other. */
export function writeChange(prepare: Prepare, change: Change): void {
  switch (change.kind) {
    case 'conversation':
      saveConversation(prepare, change.conversation);
      break;
    case 'message':
      saveMessage(prepare, change.message);
      break;
    case 'messageRemoved':
      prepare('DELETE FROM messages WHERE id = ?').run(change.id);
      break;
    case 'threadJoined':
      moveThread(prepare, change.from, change.into);
      break;
    case 'call':
      saveCall(prepare, change.call);
      break;
    case 'event':
      saveEvent(prepare, change.event);
      break;
    default:
      // The others are not of the history (`kept-changes.ts`).
      break;
  }
}

function saveConversation(prepare: Prepare, conversation: Conversation): void {
  prepare(
    `INSERT INTO conversations (id, subject, direction, inviter, is_conference, end_reason, started_at, last_activity_at, unread,
       is_missed, state, focus_uri, is_pinned, peer)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, direction = excluded.direction, inviter = excluded.inviter,
       is_conference = excluded.is_conference, end_reason = excluded.end_reason,
       last_activity_at = excluded.last_activity_at, unread = excluded.unread, is_missed = excluded.is_missed,
       state = excluded.state, focus_uri = excluded.focus_uri, is_pinned = excluded.is_pinned, peer = excluded.peer`,
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
    conversation.state,
    conversation.focusUri ?? null,
    conversation.isPinned ? 1 : 0,
    conversation.peer ?? null,
  );
  // People who left stay on the record: they took part. Who was asked into it and never came did not.
  for (const participant of whoTookPart(conversation.participants)) {
    prepare(
      'INSERT INTO participants (conversation_id, uri, name) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name',
    ).run(conversation.id, participant.uri, participant.name);
  }
}

function saveMessage(prepare: Prepare, message: Message): void {
  const style = message.body.style ? JSON.stringify(message.body.style) : null;
  // The text of a message never changes, so the index of words needs no update. News of a thread that was deleted meanwhile are
  // no message of a thread. Numbered from one on, also where only logs of other programs are in the file, which have numbers below zero.
  prepare(
    `INSERT INTO messages (number, id, conversation_id, at, direction, sender, text, style, delivery, failure, wire_id)
     SELECT max(1, (SELECT coalesce(max(number), 0) + 1 FROM messages)), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 WHERE ${isKnown}
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
    message.wireId ?? null,
  );
  if (message.delivery === 'confirmed') saveConfirmer(prepare, message.conversationId);
}

/** A conference confirms by itself, between two the other one does. */
function saveConfirmer(prepare: Prepare, conversationId: string): void {
  prepare(
    `INSERT OR IGNORE INTO confirmers
     SELECT iif(conversations.is_conference, 'conference', participants.uri)
     FROM conversations JOIN participants ON participants.conversation_id = conversations.id WHERE conversations.id = ?`,
  ).run(conversationId);
}

function saveEvent(prepare: Prepare, { id, conversationId, at, news }: ThreadEvent): void {
  prepare(
    `INSERT INTO events (id, conversation_id, at, news) SELECT ?1, ?2, ?3, ?4 WHERE ${isKnown} ON CONFLICT (id) DO UPDATE SET news = excluded.news`,
  ).run(id, conversationId, at, JSON.stringify(news));
}

function saveCall(prepare: Prepare, call: Call): void {
  prepare(
    `INSERT INTO calls (conversation_id, caller, name, subject, at, reason, is_unseen) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (conversation_id) DO UPDATE SET reason = excluded.reason, is_unseen = excluded.is_unseen`,
  ).run(
    call.conversationId,
    call.from,
    call.name,
    call.subject ?? null,
    call.at,
    call.reason ?? null,
    call.isUnseen ? 1 : 0,
  );
}
