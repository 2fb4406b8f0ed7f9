// Conversations that others begin (protocol.md 4.8 `imSessionReceived`, 6.4), or that a call turns into (3.17).
import type { ImSessionReceived } from '../../../protocol/conference-events/im-session-received';
import type { ConversationId } from '../../../shared/domain/conversation';
import { unknownPerson, type PersonUri } from '../../../shared/domain/person';
import { bodyOfMessage } from './message-style';
import { displayName, personUri } from '../people/person-uri';
import { accept } from './commands';
import type { ConversationInput } from './conversations-state';
import { awaitNumber, bind, numberTold, takeBackGuess } from './binding';
import { returnToPeer, tellTheirStart } from './beginnings';
import { conversationFrom, incomingThread, threadToGoOn } from './incoming-thread';
import { incomingWire, newWire } from './new-wire';
import { ring, rungOut } from './ringing';
import type { ConversationsDraft } from './conversations-draft';

export function receiveInvitation(draft: ConversationsDraft, confId: number, invitation: ImSessionReceived): void {
  takeBackGuess(draft, confId);
  const open = draft.byConfId.get(confId);
  if (open !== undefined && draft.threads.get(open)?.wire?.isUnannounced) {
    // It comes after what was said in it.
    draft.editWire(open, { isUnannounced: false });
    if (invitation.subject) {
      draft.editConversation(open, { subject: invitation.subject });
      const { inviter, participants } = draft.thread(open).conversation;
      tellTheirStart(draft, open, inviter, participants[0]?.name ?? '');
    }
    return addFirstMessage(draft, open, inviterOf(invitation), invitation);
  }
  // The same one again.
  if (open !== undefined || rungOut(draft.over.get(confId))) return;
  const { context } = draft;
  const peer = inviterOf(invitation);
  const name = displayName(context.model, peer, invitation.inviter.name);
  const isConference = invitation.escalationMode === 'escalating' || invitation.escalationMode === 'escalated';
  const id = incomingThread(draft, peer, name, isConference);
  draft.setState(id, 'invited');
  draft.editConversation(id, {
    direction: 'incoming',
    inviter: peer,
    subject: invitation.subject ?? '',
    ownRole: invitation.role ?? 'attendee',
    locked: false,
    lastActivityAt: context.now,
  });
  draft.edit(id, { wire: incomingWire });
  tellTheirStart(draft, id, peer, name);
  addFirstMessage(draft, id, peer, invitation);
  draft.signal({ kind: 'invitationReceived', conversationId: id });
  // Somebody here has written to them already and waits for a way.
  const isWaitedFor = draft.thread(id).outbox.length > 0;
  bind(draft, id, confId);
  if (isWaitedFor) accept(draft, id);
  else ring(draft, id);
}

function inviterOf({ inviter }: ImSessionReceived): PersonUri {
  return inviter.uri === undefined ? unknownPerson : personUri(inviter.uri);
}

function addFirstMessage(
  draft: ConversationsDraft,
  id: ConversationId,
  from: PersonUri,
  { message }: ImSessionReceived,
): void {
  if (!message?.content) return;
  draft.putMessage({
    id: draft.context.newMessageId(),
    conversationId: id,
    direction: 'incoming',
    from,
    body: bodyOfMessage(message),
    at: draft.context.now,
    ...(message.id !== undefined && { wireId: message.id }),
  });
  draft.editConversation(id, { unread: draft.thread(id).conversation.unread + 1 });
}

type Input<Kind extends ConversationInput['kind']> = Extract<ConversationInput, { kind: Kind }>;

/** What comes under a new number meanwhile may be this conversation's. */
export function callAnswering(draft: ConversationsDraft, { id, rid, peer }: Input<'callAnswering'>): void {
  const at = draft.context.monotonicNow;
  draft.rids.set(rid, { threadId: id, purpose: 'start', session: draft.session, at, invitation: { invited: [peer] } });
}

/** The person has chosen to talk: nothing is left to accept. */
export function callAnswered(
  draft: ConversationsDraft,
  { id: callId, rid, confId, peer, subject }: Input<'callAnswered'>,
): void {
  const name = displayName(draft.context.model, peer);
  const known = threadToGoOn(draft, peer);
  const id = known ?? callId;
  if (known === undefined) draft.addThread(conversationFrom(draft, id, peer, name));
  else returnToPeer(draft, id);
  const { now } = draft.context;
  draft.setState(id, 'connecting');
  draft.editConversation(id, {
    direction: 'incoming',
    inviter: peer,
    subject,
    ownRole: 'attendee',
    lastActivityAt: now,
  });
  draft.tell(id, { kind: 'called', uri: peer, name, ...(subject !== '' && { subject }) });
  const use = draft.rids.get(rid);
  if (use) draft.rids.set(rid, { ...use, threadId: id });
  if (use?.session !== draft.session) {
    // The session was lost meanwhile, and the conversation with it.
    return draft.editConversation(id, { state: 'ended', end: 'connection-lost' });
  }
  // The caller is asked in turn (3.17), as if we had begun.
  draft.edit(id, { wire: { ...newWire, startRid: rid } });
  if (confId === undefined) awaitNumber(draft, rid);
  else numberTold(draft, rid, confId);
}
