// Conversations that others begin (protocol.md 4.8 `imSessionReceived`, 6.4), that a call turns into (3.17), or that an earlier
// run left behind.
import type { ImSessionReceived } from '../../../protocol/conference-events/im-session-received';
import type { Conversation, ConversationEnd, ConversationId } from '../../../shared/domain/conversation';
import type { Message, MessageId } from '../../../shared/domain/message';
import type { PersonUri } from '../../../shared/domain/person';
import { bodyOfMessage } from '../message-style';
import { displayName, personUri } from '../person-uri';
import { accept, newThread } from './commands';
import type { Wire } from './conversations-state';
import { canGoOn, confirmerOf, isConfirming } from './ending';
import { bind } from './outcomes';
import type { Work } from './work';

const incomingWire: Wire = {
  isIncoming: true,
  isAccepted: false,
  isConnected: false,
  isEscalating: false,
  isRejoin: false,
  unconfirmed: [],
  failedInvites: [],
};

export function receiveInvitation(work: Work, confId: number, invitation: ImSessionReceived): void {
  // The same one again.
  if (work.byConfId.has(confId)) return;
  const { context } = work;
  const peer = personUri(invitation.inviter.uri);
  const name = displayName(context.model, peer, invitation.inviter.name);
  const isConference = invitation.escalationMode === 'escalating' || invitation.escalationMode === 'escalated';
  const known = isConference ? undefined : threadToGoOn(work, peer);
  const id = known ?? context.newConversationId();
  if (known === undefined) {
    work.threads.set(id, newThread(blankConversation(work, id, peer, name, isConference)));
  } else work.setState(id, 'invited');
  const before = work.thread(id).conversation;
  work.editConversation(id, {
    direction: 'incoming',
    inviter: peer,
    subject: invitation.subject || before.subject,
    ownRole: invitation.role ?? 'attendee',
    locked: false,
    lastActivityAt: context.now,
  });
  work.edit(id, { wire: incomingWire });
  addFirstMessage(work, id, peer, invitation);
  work.signal({ kind: 'invitationReceived', conversationId: id });
  // Somebody here has written to him already and waits for a way.
  const isWaitedFor = work.thread(id).outbox.length > 0;
  bind(work, id, confId);
  if (isWaitedFor) accept(work, id);
}

/** The newest thread with this one person that has no life on the wire now. */
function threadToGoOn(work: Work, peer: PersonUri): ConversationId | undefined {
  let best: Conversation | undefined;
  for (const { conversation, wire, sending } of work.threads.value.values()) {
    const [first, second] = conversation.participants;
    if (wire || sending || conversation.isConference || second || first?.uri !== peer) continue;
    if (!best || conversation.lastActivityAt >= best.lastActivityAt) best = conversation;
  }
  return best?.id;
}

function addFirstMessage(work: Work, id: ConversationId, from: PersonUri, { message }: ImSessionReceived): void {
  if (!message?.content) return;
  work.putMessage({
    id: work.context.newMessageId(),
    conversationId: id,
    direction: 'incoming',
    from,
    body: bodyOfMessage(message),
    at: work.context.now,
  });
  work.editConversation(id, { unread: work.thread(id).conversation.unread + 1 });
}

/** The person has chosen to talk: nothing is left to accept. */
export function callAnswered(work: Work, id: ConversationId, confId: number, peer: PersonUri, subject: string): void {
  const name = displayName(work.context.model, peer);
  work.threads.set(
    id,
    newThread({
      ...blankConversation(work, id, peer, name, false),
      subject,
      state: 'connecting',
      direction: 'incoming',
    }),
  );
  // The caller is asked in his turn (3.17), as if we had begun.
  work.edit(id, { wire: { ...incomingWire, isIncoming: false, isAccepted: true } });
  bind(work, id, confId);
}

function blankConversation(
  work: Work,
  id: ConversationId,
  peer: PersonUri,
  name: string,
  isConference: boolean,
): Conversation {
  const { now } = work.context;
  return {
    id,
    direction: 'incoming',
    state: 'invited',
    subject: '',
    participants: [{ uri: peer, name, role: 'attendee' }],
    inviter: peer,
    isConference,
    ownRole: 'attendee',
    locked: false,
    composing: [],
    unread: 0,
    startedAt: now,
    lastActivityAt: now,
  };
}

/** Nothing of an earlier run lives on the wire. What was under way when it ended may or may not have arrived. */
export function restore(work: Work, conversations: readonly Conversation[], messages: readonly Message[]): void {
  for (const saved of conversations) {
    if (work.threads.has(saved.id)) continue;
    const end = endOfSaved(saved);
    const unread = saved.end === undefined && end === 'missed' ? Math.max(1, saved.unread) : saved.unread;
    work.threads.set(saved.id, newThread({ ...saved, state: 'ended', end, composing: [], unread }));
  }
  const confirming = new Set(work.confirming);
  for (const { conversationId, delivery } of messages) {
    const conversation = work.threads.get(conversationId)?.conversation;
    const confirmer = conversation && confirmerOf(conversation);
    if (delivery === 'confirmed' && confirmer !== undefined) confirming.add(confirmer);
  }
  work.confirming = confirming;
  const cutOff = cutOffMessages(work, conversations, messages);
  for (const message of messages) {
    const thread = work.threads.get(message.conversationId);
    if (!thread) continue;
    const { id } = thread.conversation;
    work.putMessage(message);
    if (message.delivery === 'sending' || cutOff.has(message.id))
      work.putMessage({ ...message, delivery: 'unknown', failure: 'unknown-outcome' });
    else if (message.delivery === 'queued' && canGoOn(thread)) {
      work.edit(id, { outbox: [...thread.outbox, message.id] });
    } else if (message.delivery === 'queued') {
      work.putMessage({ ...message, delivery: 'failed', failure: 'not-connected' });
    }
  }
}

function endOfSaved({ state, end, isConference, focusUri }: Conversation): ConversationEnd {
  // Without its focus nobody can find it again; written to, it invites the same people anew.
  if (end !== undefined) return end === 'connection-lost' && isConference && focusUri === undefined ? 'over' : end;
  return state === 'invited' ? 'missed' : 'connection-lost';
}

/**
 * What the server had taken when the program ended in the middle of a conversation, and the other end had not confirmed: its word
 * went to a session that is gone. Between two confirmations come in order, so it is what follows the last one. A conference confirms
 * by itself (4.8), and each message for those who were there. What began a conversation is confirmed by their coming.
 */
function cutOffMessages(
  work: Work,
  conversations: readonly Conversation[],
  messages: readonly Message[],
): ReadonlySet<MessageId> {
  const confirmed = new Set(messages.flatMap((each) => (each.delivery === 'confirmed' ? [each.conversationId] : [])));
  const cutOff = new Set<MessageId>();
  for (const { id, state, direction, isConference, startedAt, end = 'connection-lost' } of conversations) {
    if (end !== 'connection-lost') continue;
    const own = messages.filter((each) => each.conversationId === id && each.direction === 'outgoing');
    const isAnswered = state !== 'inviting' && state !== 'connecting';
    const isConfirmed = isConference || confirmed.has(id) || isConfirming(work, id);
    const last = isConference ? -1 : own.findLastIndex(({ delivery }) => delivery === 'confirmed');
    own.forEach((message, index) => {
      if (message.delivery !== 'sent') return;
      const isFirst = index === 0 && direction === 'outgoing' && message.at === startedAt;
      const isInDoubt = isFirst && (isConference || !isAnswered) ? !isAnswered : isConfirmed && index > last;
      if (isInDoubt) cutOff.add(message.id);
    });
  }
  return cutOff;
}
