// What a person does to conversations. Throws `FailureError` where it cannot be done.
import { FailureError } from '../../../shared/domain/failure';
import { canGoOn, type ConversationEnd, type ConversationId } from '../../../shared/domain/conversation';
import type { Message, MessageBody, MessageId } from '../../../shared/domain/message';
import type { PersonUri } from '../../../shared/domain/person';
import { displayName } from '../people/person-uri';
import { asked, askIn } from './asked';
import { forgetTyping } from './composing';
import type { ConversationCommand, Thread } from './conversations-state';
import { endConversation } from './ending';
import { newConversation } from './new-thread';
import { pump, queueMessage, rejoin } from './outbox';
import { awaitAnswer, awaitAsked } from './patience';
import type { Work } from './work';

type Command<Kind extends ConversationCommand['kind']> = Extract<ConversationCommand, { kind: Kind }>;

interface OneMessage {
  readonly id: ConversationId;
  readonly messageId: MessageId;
}

export function startConversation(work: Work, { id, messageId, to, subject, body }: Command<'start'>): void {
  const { now, self, model } = work.context;
  const participants = to.map((uri) => asked({ uri, name: displayName(model, uri) }));
  const told = { id, direction: 'outgoing', state: 'inviting', participants, inviter: self } as const;
  work.addThread(newConversation(told, now, { subject, isConference: to.length > 1 }));
  addOutgoing(work, id, messageId, body);
  pump(work, id);
}

export function sendMessage(work: Work, { id, messageId, body }: Command<'send'>): void {
  requireWritable(work.thread(id));
  // Writing to somebody who waits for an answer is one.
  if (work.thread(id).conversation.state === 'invited') accept(work, id);
  addOutgoing(work, id, messageId, body);
  forgetTyping(work, id);
  pump(work, id);
}

/** A new attempt takes its place at the end: that is where the others see it. */
export function retryMessage(work: Work, { id, messageId }: OneMessage): void {
  const message = unsettledMessage(work, id, messageId);
  requireWritable(work.thread(id));
  work.removeMessage(id, messageId);
  addOutgoing(work, id, messageId, message.body);
  pump(work, id);
}

export function discardMessage(work: Work, { id, messageId }: OneMessage): void {
  const { sending } = work.thread(id);
  const message = work.message(id, messageId);
  if (message?.direction !== 'outgoing') throw new FailureError('not-found', 'no such message');
  const isWaiting = message.delivery === 'queued' && sending?.messageId !== messageId;
  if (!isWaiting && message.delivery !== 'failed' && message.delivery !== 'unknown') {
    throw new FailureError('not-allowed', 'it is under way');
  }
  work.edit(id, { outbox: work.thread(id).outbox.filter((each) => each !== messageId) });
  work.removeMessage(id, messageId);
}

/** What was said is deleted, the conversation goes on. What is still to arrive stays: nobody has read it yet. */
export function forgetThread(work: Work, id: ConversationId): void {
  const isOnTheWay = ({ delivery }: Message): boolean => delivery === 'queued' || delivery === 'sending';
  const isEmpty = !work.messagesOf(id).some(isOnTheWay);
  work.clearMessages(id, isOnTheWay);
  // The disk has forgotten the conversation: without it no message of it is kept.
  if (!isEmpty) work.editConversation(id, {});
}

export function acceptInvitation(work: Work, { id, rid }: Command<'accept'>): void {
  const { conversation, wire } = work.thread(id);
  if (conversation.state !== 'invited' || wire?.confId === undefined) {
    throw new FailureError('not-allowed', 'no open invitation');
  }
  accept(work, id, rid);
}

export function accept(work: Work, id: ConversationId, rid?: string): void {
  const { wire } = work.thread(id);
  if (wire?.confId === undefined || wire.isAccepted) return;
  work.request(wire.confId, { kind: 'acceptImSession' }, { threadId: id, purpose: 'accept' }, rid);
  work.editWire(id, { isAccepted: true });
  work.setState(id, 'connecting');
  awaitAnswer(work, id);
  work.signal({ kind: 'invitationClosed', conversationId: id });
}

export function declineInvitation(work: Work, command: Command<'decline' | 'leave' | 'close'>): void {
  if (work.thread(command.id).conversation.state !== 'invited') {
    throw new FailureError('not-allowed', 'no open invitation');
  }
  // 6.4: no separate request exists.
  terminate(work, command.id, command.rid);
  endConversation(work, command.id, 'declined');
}

/** Nothing to do for a conversation that is over. */
export function leaveConversation(work: Work, { id, rid }: Command<'decline' | 'leave' | 'close'>): void {
  const { conversation } = work.thread(id);
  if (conversation.state === 'ended') return;
  terminate(work, id, rid);
  endConversation(work, id, conversation.state === 'invited' ? 'declined' : 'left');
}

export function closeConversation(work: Work, command: Command<'decline' | 'leave' | 'close'>): void {
  leaveConversation(work, command);
  work.threads.delete(command.id);
}

function terminate(work: Work, id: ConversationId, rid: string): void {
  const { wire } = work.thread(id);
  if (wire?.confId !== undefined) {
    work.request(wire.confId, { kind: 'terminateImSession' }, { threadId: id, purpose: 'other' }, rid);
  } else if (wire?.startRid !== undefined) {
    // Its number is not known yet: ended as soon as the server tells it.
    const use = work.rids.get(wire.startRid);
    if (use) work.rids.set(wire.startRid, { ...use, purpose: 'abandoned' });
  }
}

export function invite(work: Work, { id, uris, rid }: Command<'invite'>): void {
  const confId = requireConnected(work.thread(id));
  work.request(confId, { kind: 'inviteParticipants', uris }, { threadId: id, purpose: 'invite', people: uris }, rid);
  askIn(work, id, uris);
  awaitAsked(work, id);
}

export function rejoinConversation(work: Work, { id, rid }: Command<'rejoin'>): void {
  const { conversation, wire } = work.thread(id);
  if (conversation.focusUri === undefined || !conversation.isConference)
    throw new FailureError('not-allowed', 'no focus to join');
  if (wire) throw new FailureError('not-allowed', 'not ended');
  requireOnline(work);
  rejoin(work, id, rid);
}

export function ejectOrPromote(work: Work, { kind, id, uri, rid }: Command<'eject' | 'promote'>): void {
  const confId = requireConference(work, id);
  requireParticipant(work.thread(id), uri);
  if (kind === 'eject') {
    const use = { threadId: id, purpose: 'eject', people: [uri] } as const;
    work.request(confId, { kind: 'ejectParticipant', uri }, use, rid);
  } else work.request(confId, { kind: 'promoteParticipant', uri }, { threadId: id, purpose: 'other' }, rid);
}

export function lock(work: Work, { id, locked, rid }: Command<'lock'>): void {
  const confId = requireConference(work, id);
  // 7.11: `true` locks.
  work.request(confId, { kind: 'lock', locked }, { threadId: id, purpose: 'other' }, rid);
}

export function sendInfo(work: Work, { id, contentType, text, rid }: Command<'info'>): void {
  const confId = requireConnected(work.thread(id));
  work.request(confId, { kind: 'sendInfo', contentType, content: text }, { threadId: id, purpose: 'other' }, rid);
}

export function markRead(work: Work, id: ConversationId): void {
  if (work.thread(id).conversation.unread > 0) work.editConversation(id, { unread: 0 });
}

function addOutgoing(work: Work, id: ConversationId, messageId: MessageId, body: MessageBody): void {
  const { now, self } = work.context;
  const message: Message = {
    id: messageId,
    conversationId: id,
    direction: 'outgoing',
    from: self,
    body,
    at: now,
    delivery: 'queued',
  };
  work.putMessage(message);
  work.editConversation(id, { lastActivityAt: now });
  queueMessage(work, id, messageId);
}

function unsettledMessage(work: Work, id: ConversationId, messageId: MessageId): Message {
  work.thread(id);
  const message = work.message(id, messageId);
  if (message?.direction !== 'outgoing') throw new FailureError('not-found', 'no such message');
  if (message.delivery !== 'failed' && message.delivery !== 'unknown') {
    throw new FailureError('not-allowed', 'it has not failed');
  }
  return message;
}

const reachedNobody: ReadonlySet<ConversationEnd> = new Set([
  'peer-offline',
  'peer-declined',
  'no-answer',
  'unknown-person',
  'failed',
]);

/** Ends after which nobody has a say any more. */
function requireWritable(thread: Thread): void {
  const { state, end } = thread.conversation;
  if (state !== 'ended') return;
  if (thread.conversation.participants.length === 0 && !canGoOn(thread.conversation))
    throw new FailureError('not-connected', 'nobody to invite');
  if (end === 'ejected') throw new FailureError('not-allowed', 'removed from the conference');
  // An invitation that reached nobody can be made again, whoever was meant.
  if (end !== undefined && reachedNobody.has(end)) return;
  if (end === 'over' && thread.conversation.participants.length > 0) return;
  if (!canGoOn(thread.conversation)) throw new FailureError('not-connected', 'the conference is over');
}

function requireOnline(work: Work): void {
  if (!work.context.isOnline) throw new FailureError('not-connected', 'not online');
}

function requireConnected({ wire }: Thread): number {
  if (wire?.confId === undefined || !wire.isConnected || wire.isEscalating || wire.isDoubtful) {
    throw new FailureError('not-connected', 'no messages pass now');
  }
  return wire.confId;
}

function requireConference(work: Work, id: ConversationId): number {
  const thread = work.thread(id);
  if (!thread.conversation.isConference) throw new FailureError('not-allowed', 'no conference');
  return requireConnected(thread);
}

function requireParticipant({ conversation }: Thread, uri: PersonUri): void {
  if (!conversation.participants.some((each) => each.uri === uri)) {
    throw new FailureError('not-found', 'no such participant');
  }
}
