// What a person does to conversations. Throws `FailureError` where it cannot be done.
import { assertNever } from '../../../shared/assert-never';
import { FailureError } from '../../../shared/domain/failure';
import { canGoOn, type ConversationEnd, type ConversationId } from '../../../shared/domain/conversation';
import type { Message, MessageBody, MessageId } from '../../../shared/domain/message';
import type { PersonUri } from '../../../shared/domain/person';
import { displayName } from '../people/person-uri';
import { asked, askIn } from './asked';
import { returnToPeer, tellOwnStart } from './beginnings';
import { forgetTyping, setTyping } from './composing';
import type { CommandInput, Thread, WritingInput } from './conversations-state';
import { endConversation } from './ending';
import { wake } from './incoming-thread';
import { newConversation } from './new-thread';
import { pump, queueMessage, rejoin } from './outbox';
import { awaitAnswer, awaitAsked } from './patience';
import { takeUpAgain } from './ringing';
import { isAtRest, ownerOfDormant } from './whose-thread';
import type { ConversationsDraft } from './conversations-draft';

type Command<Kind extends (CommandInput | WritingInput)['kind']> = Extract<CommandInput | WritingInput, { kind: Kind }>;

interface Simple {
  readonly id: ConversationId;
  readonly rid: string;
}

interface OneMessage {
  readonly id: ConversationId;
  readonly messageId: MessageId;
}

/** What a person asks for, as the reducer does it. */
export function doAsked(draft: ConversationsDraft, input: CommandInput | WritingInput): void {
  switch (input.kind) {
    case 'start':
      return startConversation(draft, input);
    case 'send':
      return sendMessage(draft, input);
    case 'retry':
      return retryMessage(draft, input);
    case 'discard':
      return discardMessage(draft, input);
    case 'accept':
      return acceptInvitation(draft, input);
    case 'decline':
      return declineInvitation(draft, input);
    case 'leave':
      return leaveConversation(draft, input);
    case 'close':
      return closeConversation(draft, input);
    case 'markRead':
      return markRead(draft, input.id);
    case 'forget':
      return forgetThread(draft, input);
    case 'typing':
      return setTyping(draft, input.id, input.isTyping);
    case 'pin':
      return pin(draft, input);
    case 'invite':
      return invite(draft, input);
    case 'rejoin':
      return rejoinConversation(draft, input);
    case 'eject':
    case 'promote':
      return ejectOrPromote(draft, input);
    case 'lock':
      return lock(draft, input);
    case 'info':
      return sendInfo(draft, input);
    default:
      return assertNever(input);
  }
}

function startConversation(draft: ConversationsDraft, command: Command<'start'>): void {
  const { id, to } = command;
  const owner = ownerOfDormant(draft.known, id);
  if (owner !== undefined) wake(draft, owner);
  if (draft.threads.has(id)) return startInThread(draft, command);
  const { now, self, model } = draft.context;
  const participants = to.map((uri) => asked({ uri, name: displayName(model, uri) }));
  const told = { id, direction: 'outgoing', state: 'inviting', participants, inviter: self } as const;
  draft.addThread(newConversation(told, now, { subject: command.subject, isConference: to.length > 1 }));
  tellOwnStart(draft, id);
  addOutgoing(draft, id, command.messageId, command.body);
  pump(draft, id);
}

/** The one who is written to has a thread: it goes on there. */
function startInThread(draft: ConversationsDraft, { id, messageId, subject, body }: Command<'start'>): void {
  if (isAtRest(draft.thread(id))) returnToPeer(draft, id);
  draft.edit(id, { invitesAnew: draft.thread(id).conversation.isConference });
  sendMessage(draft, { kind: 'send', id, messageId, subject, body });
}

function sendMessage(draft: ConversationsDraft, { id, messageId, subject, body }: Command<'send'>): void {
  requireWritable(draft.thread(id));
  // Writing to somebody who waits for an answer is one.
  if (draft.thread(id).conversation.state === 'invited' || takeUpAgain(draft, id)) accept(draft, id);
  nameSession(draft, id, subject);
  const isSaid = subject === undefined || subject === '' || subject === draft.thread(id).conversation.subject;
  // The wire has no way to change the subject of what goes on (protocol.md 3.5): it is said, so that the other side has it as well.
  addOutgoing(draft, id, messageId, isSaid ? body : { ...body, text: `${subject}\n${body.text}` });
  forgetTyping(draft, id);
  pump(draft, id);
}

/** What was talked about is over: what is written now is about something else. After all other ends it goes on. */
const closed: ReadonlySet<ConversationEnd> = new Set(['left', 'peer-left', 'declined', 'answered-elsewhere']);

/** The subject of the session that begins with what is written now. What waits to be sent begins it already. */
function nameSession(draft: ConversationsDraft, id: ConversationId, subject = ''): void {
  const { conversation, outbox, wire, sending } = draft.thread(id);
  if (conversation.state !== 'ended' || wire || sending || outbox.length > 0) return;
  const isNew = !conversation.isConference && conversation.end !== undefined && closed.has(conversation.end);
  if (subject !== '' || isNew) draft.editConversation(id, { subject });
}

/** A new attempt takes its place at the end: that is where the others see it. */
function retryMessage(draft: ConversationsDraft, { id, messageId }: OneMessage): void {
  const message = unsettledMessage(draft, id, messageId);
  requireWritable(draft.thread(id));
  draft.removeMessage(id, messageId);
  addOutgoing(draft, id, messageId, message.body);
  pump(draft, id);
}

function discardMessage(draft: ConversationsDraft, { id, messageId }: OneMessage): void {
  const { sending } = draft.thread(id);
  const message = draft.message(id, messageId);
  if (message?.direction !== 'outgoing') throw new FailureError('not-found', 'no such message');
  const isWaiting = message.delivery === 'queued' && sending?.messageId !== messageId;
  if (!isWaiting && message.delivery !== 'failed' && message.delivery !== 'unknown') {
    throw new FailureError('not-allowed', 'it is under way');
  }
  draft.edit(id, { outbox: draft.thread(id).outbox.filter((each) => each !== messageId) });
  draft.removeMessage(id, messageId);
}

/**
 * What was said is deleted. What is still to arrive stays: nobody has read it yet. So does a thread that goes on, or for which something is
 * half-written; where it has ended nothing of it is told any more.
 */
function forgetThread(draft: ConversationsDraft, { id, isHalfWritten = false }: Command<'forget'>): void {
  const isOnTheWay = ({ delivery }: Message): boolean => delivery === 'queued' || delivery === 'sending';
  const { state, end } = draft.thread(id).conversation;
  const isOver = state === 'ended' && !draft.messagesOf(id).some(isOnTheWay);
  if (isOver && !isHalfWritten) return void draft.threads.delete(id);
  draft.clearMessages(id, isOnTheWay);
  // Also where nothing changes: the disk has forgotten it, and keeps what is written in it or for it only with it.
  const nothingTold = { subject: '', unread: 0, ...(end === 'missed' && { end: 'left' as const }) };
  draft.editConversation(id, isOver ? nothingTold : {});
}

function acceptInvitation(draft: ConversationsDraft, { id, rid }: Simple): void {
  const { conversation, wire } = draft.thread(id);
  if (conversation.state !== 'invited' || wire?.confId === undefined) {
    throw new FailureError('invitation-over');
  }
  accept(draft, id, rid);
}

export function accept(draft: ConversationsDraft, id: ConversationId, rid?: string): void {
  const { wire, conversation } = draft.thread(id);
  if (wire?.confId === undefined || wire.isAccepted) return;
  draft.request(wire.confId, { kind: 'acceptImSession' }, { threadId: id, purpose: 'accept' }, rid);
  draft.editWire(id, { isAccepted: true });
  draft.setState(id, 'connecting');
  awaitAnswer(draft, id);
  if (conversation.state === 'invited') draft.signal({ kind: 'invitationClosed', conversationId: id });
}

function declineInvitation(draft: ConversationsDraft, command: Simple): void {
  if (draft.thread(command.id).conversation.state !== 'invited') {
    throw new FailureError('invitation-over');
  }
  // 6.4: no separate request exists.
  terminate(draft, command.id, command.rid);
  endConversation(draft, command.id, 'declined');
}

/** Nothing to do for a conversation that is over. */
function leaveConversation(draft: ConversationsDraft, { id, rid }: Simple): void {
  const { conversation } = draft.thread(id);
  if (conversation.state === 'ended') return;
  terminate(draft, id, rid);
  endConversation(draft, id, conversation.state === 'invited' ? 'declined' : 'left');
}

function closeConversation(draft: ConversationsDraft, command: Simple): void {
  leaveConversation(draft, command);
  draft.threads.delete(command.id);
}

function terminate(draft: ConversationsDraft, id: ConversationId, rid: string): void {
  const { wire } = draft.thread(id);
  if (wire?.confId !== undefined) {
    draft.request(wire.confId, { kind: 'terminateImSession' }, { threadId: id, purpose: 'other' }, rid);
  } else if (wire?.startRid !== undefined) {
    // Its number is not known yet: ended as soon as the server tells it.
    const use = draft.rids.get(wire.startRid);
    if (use) draft.rids.set(wire.startRid, { ...use, purpose: 'abandoned' });
  }
}

function invite(draft: ConversationsDraft, { id, uris, rid }: Command<'invite'>): void {
  const confId = requireConnected(draft.thread(id));
  draft.request(confId, { kind: 'inviteParticipants', uris }, { threadId: id, purpose: 'invite', people: uris }, rid);
  askIn(draft, id, uris);
  awaitAsked(draft, id);
}

function rejoinConversation(draft: ConversationsDraft, { id, rid }: Simple): void {
  const { conversation, wire } = draft.thread(id);
  if (conversation.focusUri === undefined || !conversation.isConference)
    throw new FailureError('not-allowed', 'no focus to join');
  if (wire) throw new FailureError('not-allowed', 'not ended');
  requireOnline(draft);
  rejoin(draft, id, rid);
}

function ejectOrPromote(draft: ConversationsDraft, { kind, id, uri, rid }: Command<'eject' | 'promote'>): void {
  const confId = requireConference(draft, id);
  requireParticipant(draft.thread(id), uri);
  const action = { kind: kind === 'eject' ? 'ejectParticipant' : 'promoteParticipant', uri } as const;
  draft.request(confId, action, { threadId: id, purpose: kind, people: [uri], confId }, rid);
}

function lock(draft: ConversationsDraft, { id, locked, rid }: Command<'lock'>): void {
  const confId = requireConference(draft, id);
  // 7.11: `true` locks.
  const purpose = locked ? 'lock' : 'unlock';
  draft.request(confId, { kind: 'lock', locked }, { threadId: id, purpose, confId }, rid);
}

function sendInfo(draft: ConversationsDraft, { id, contentType, text, rid }: Command<'info'>): void {
  const confId = requireConnected(draft.thread(id));
  draft.request(confId, { kind: 'sendInfo', contentType, content: text }, { threadId: id, purpose: 'other' }, rid);
}

function markRead(draft: ConversationsDraft, id: ConversationId): void {
  if (draft.thread(id).conversation.unread > 0) draft.editConversation(id, { unread: 0 });
}

function pin(draft: ConversationsDraft, { id, isPinned }: Command<'pin'>): void {
  if (isPinned) draft.editConversation(id, { isPinned });
  else draft.unpin(id);
}

function addOutgoing(draft: ConversationsDraft, id: ConversationId, messageId: MessageId, body: MessageBody): void {
  const { now, self } = draft.context;
  const message: Message = {
    id: messageId,
    conversationId: id,
    direction: 'outgoing',
    from: self,
    body,
    at: now,
    delivery: 'queued',
  };
  draft.putMessage(message);
  draft.editConversation(id, { lastActivityAt: now });
  queueMessage(draft, id, messageId);
}

function unsettledMessage(draft: ConversationsDraft, id: ConversationId, messageId: MessageId): Message {
  draft.thread(id);
  const message = draft.message(id, messageId);
  if (message?.direction !== 'outgoing') throw new FailureError('not-found', 'no such message');
  if (message.delivery !== 'failed' && message.delivery !== 'unknown') {
    throw new FailureError('not-allowed', 'it has not failed');
  }
  return message;
}

const reachedNobody: ReadonlySet<ConversationEnd> = new Set([
  'peer-offline',
  'peer-declined',
  'peer-busy',
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

function requireOnline(draft: ConversationsDraft): void {
  if (!draft.context.isOnline) throw new FailureError('not-connected', 'not online');
}

function requireConnected({ wire }: Thread): number {
  if (wire?.confId === undefined || !wire.isConnected || wire.isEscalating || wire.isDoubtful) {
    throw new FailureError('not-connected', 'no messages pass now');
  }
  return wire.confId;
}

function requireConference(draft: ConversationsDraft, id: ConversationId): number {
  const thread = draft.thread(id);
  if (!thread.conversation.isConference) throw new FailureError('not-allowed', 'no conference');
  return requireConnected(thread);
}

function requireParticipant({ conversation }: Thread, uri: PersonUri): void {
  if (!conversation.participants.some((each) => each.uri === uri)) {
    throw new FailureError('not-found', 'no such participant');
  }
}
