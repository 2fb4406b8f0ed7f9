// Conversations that others begin (protocol.md 4.8 `imSessionReceived`, 6.4), or that a call turns into (3.17).
import type { ImSessionReceived } from '../../../protocol/conference-events/im-session-received';
import type { Conversation, ConversationId } from '../../../shared/domain/conversation';
import type { PersonUri } from '../../../shared/domain/person';
import { bodyOfMessage } from '../message-style';
import { displayName, personUri } from '../person-uri';
import { accept, newThread } from './commands';
import type { Wire } from './conversations-state';
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
