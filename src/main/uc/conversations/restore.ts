// What an earlier run left behind (protocol.md 6.11): threads come back as ended, and what was under way is settled.
import { canGoOn, type Conversation, type ConversationEnd } from '../../../shared/domain/conversation';
import type { Message, MessageId } from '../../../shared/domain/message';
import { isBeginning, toldEnd, type ThreadEvent } from '../../../shared/domain/thread-event';
import type { Restored } from './conversations-state';
import { isConfirming } from './ending';
import { endOf } from './thread-news';
import type { ConversationsDraft } from './conversations-draft';
import { ownerOf } from './whose-thread';

/** Nothing of an earlier run lives on the wire. What was under way when it ended may or may not have arrived. */
export function restore(draft: ConversationsDraft, restored: Restored): void {
  const { conversations, dormant, messages, events, confirming } = restored;
  draft.confirming = new Set([...draft.confirming, ...confirming]);
  for (const saved of conversations) {
    if (draft.threads.has(saved.id)) continue;
    const end = endOfSaved(saved);
    const unread = saved.end === undefined && end === 'missed' ? Math.max(1, saved.unread) : saved.unread;
    draft.addThread({ ...saved, state: 'ended', end, composing: [], unread });
    // The program was not there to see it.
    const happened = events.filter(({ conversationId }) => conversationId === saved.id);
    if (!toldEnd(happened.map(({ news }) => news))) {
      // Nothing that happened came after it.
      const at = Math.max(saved.lastActivityAt, happened.at(-1)?.at ?? 0);
      draft.tell(saved.id, endOf({ ...saved, end }), at);
    }
  }
  for (const saved of dormant) {
    const owner = ownerOf(saved);
    if (owner !== undefined && !draft.threads.has(saved.id))
      draft.dormant.set(owner, { ...saved, state: 'ended', end: endOfSaved(saved) });
  }
  const cutOff = cutOffMessages(draft, restored);
  for (const message of messages) {
    const thread = draft.threads.get(message.conversationId);
    if (!thread) continue;
    const { id } = thread.conversation;
    draft.putMessage(message);
    if (message.delivery === 'sending' || cutOff.has(message.id))
      draft.putMessage({ ...message, delivery: 'unknown', failure: 'unknown-outcome' });
    else if (message.delivery === 'queued' && canGoOn(thread.conversation)) {
      draft.edit(id, { outbox: [...thread.outbox, message.id] });
    } else if (message.delivery === 'queued') {
      draft.putMessage({ ...message, delivery: 'failed', failure: 'not-connected' });
    }
  }
}

function endOfSaved({ state, end, isConference, focusUri }: Conversation): ConversationEnd {
  // Without its focus nobody can find it again; written to, it invites the same people anew.
  const isCutOff = end === 'connection-lost' || end === 'signed-out';
  if (end !== undefined) return isCutOff && isConference && focusUri === undefined ? 'over' : end;
  return state === 'invited' ? 'missed' : 'connection-lost';
}

/**
 * What the server had taken when the program ended in the middle of a conversation, and the other end had not confirmed: its word
 * went to a session that is gone. Between two confirmations come in order, so it is what follows the last one. A conference confirms
 * by itself (4.8), and each message for those who were there. What began a conversation is confirmed by their coming.
 */
function cutOffMessages(
  draft: ConversationsDraft,
  { conversations, messages, events }: Restored,
): ReadonlySet<MessageId> {
  const confirmed = new Set(messages.flatMap((each) => (each.delivery === 'confirmed' ? [each.conversationId] : [])));
  const cutOff = new Set<MessageId>();
  for (const { id, state, direction, isConference, startedAt, end = 'connection-lost' } of conversations) {
    if (end !== 'connection-lost') continue;
    const own = messages.filter((each) => each.conversationId === id && each.direction === 'outgoing');
    const happened = events.filter((each) => each.conversationId === id);
    const begun = happened.findLast(({ news }) => isBeginning(news))?.at ?? startedAt;
    // As long as nobody has answered, nothing but what began the session has been sent in it, whenever it was written.
    const isAnswered = direction === 'incoming' || (state !== 'inviting' && state !== 'connecting');
    const unanswered = isAnswered ? undefined : own.findLast(({ delivery }) => delivery !== 'queued');
    const isConfirmed = isConference || confirmed.has(id) || isConfirming(draft, id);
    const invitations = isConference
      ? own.filter(({ at }) => direction === 'outgoing' && at === begun).slice(0, 1)
      : acceptedInvitations(own, happened);
    const last = isConference ? -1 : own.findLastIndex(({ delivery }) => delivery === 'confirmed');
    own.forEach((message, index) => {
      if (message.delivery !== 'sent') return;
      if (message === unanswered || (isConfirmed && index > last && !invitations.includes(message)))
        cutOff.add(message.id);
    });
  }
  return cutOff;
}

/** What each session of a thread began with that was accepted: the first of our messages after the end of the one before. */
function acceptedInvitations(own: readonly Message[], events: readonly ThreadEvent[]): readonly Message[] {
  let begun = -Infinity;
  return events.flatMap(({ at, news }) => {
    if (news.kind === 'ended') begun = at;
    if (news.kind !== 'accepted') return [];
    return own.find((message) => message.at >= begun && message.at <= at) ?? [];
  });
}
