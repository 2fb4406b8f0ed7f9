// Conversations that others begin (protocol.md 4.8 `imSessionReceived`, 6.4), or that a call turns into (3.17).
import type { ImSessionReceived } from '../../../protocol/conference-events/im-session-received';
import type { ConversationId } from '../../../shared/domain/conversation';
import { unknownPerson, type PersonUri } from '../../../shared/domain/person';
import { bodyOfMessage } from './message-style';
import { displayName, personUri } from '../people/person-uri';
import { accept } from './commands';
import type { ConversationInput } from './conversations-state';
import { awaitNumber, bind, numberTold, takeBackGuess } from './binding';
import { conversationFrom, incomingThread } from './incoming-thread';
import { incomingWire, newWire } from './new-wire';
import type { Work } from './work';

export function receiveInvitation(work: Work, confId: number, invitation: ImSessionReceived): void {
  takeBackGuess(work, confId);
  const open = work.byConfId.get(confId);
  if (open !== undefined && work.threads.get(open)?.wire?.isUnannounced) {
    // It comes after what was said in it.
    work.editWire(open, { isUnannounced: false });
    if (invitation.subject) work.editConversation(open, { subject: invitation.subject });
    return addFirstMessage(work, open, inviterOf(invitation), invitation);
  }
  // The same one again.
  if (open !== undefined) return;
  const { context } = work;
  const peer = inviterOf(invitation);
  const name = displayName(context.model, peer, invitation.inviter.name);
  const isConference = invitation.escalationMode === 'escalating' || invitation.escalationMode === 'escalated';
  const id = incomingThread(work, peer, name, isConference);
  work.setState(id, 'invited');
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

function inviterOf({ inviter }: ImSessionReceived): PersonUri {
  return inviter.uri === undefined ? unknownPerson : personUri(inviter.uri);
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

type Input<Kind extends ConversationInput['kind']> = Extract<ConversationInput, { kind: Kind }>;

/** What comes under a new number meanwhile may be this conversation's. */
export function callAnswering(work: Work, { id, rid, peer }: Input<'callAnswering'>): void {
  const at = work.context.elapsed;
  work.rids.set(rid, { threadId: id, purpose: 'start', session: work.session, at, invitation: { invited: [peer] } });
}

/** The person has chosen to talk: nothing is left to accept. */
export function callAnswered(work: Work, { id, rid, confId, peer, subject }: Input<'callAnswered'>): void {
  const name = displayName(work.context.model, peer);
  work.addThread({ ...conversationFrom(work, id, peer, name), subject, state: 'connecting' });
  if (work.rids.get(rid)?.session !== work.session) {
    // The session was lost meanwhile, and the conversation with it.
    return work.editConversation(id, { state: 'ended', end: 'connection-lost' });
  }
  // The caller is asked in his turn (3.17), as if we had begun.
  work.edit(id, { wire: { ...newWire, startRid: rid } });
  if (confId === undefined) awaitNumber(work, rid);
  else numberTold(work, rid, confId);
}
