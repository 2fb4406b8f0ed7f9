// The thread in which what others begin is shown (protocol.md 6.4).
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { Conversation, ConversationId } from '../../../shared/domain/conversation';
import { unknownPerson, type PersonUri } from '../../../shared/domain/person';
import { displayName } from '../people/person-uri';
import { applyLateUpdate } from './updates';
import { haveCome } from './asked';
import { returnToPeer, tellTheirStart } from './beginnings';
import { newConversation } from './new-thread';
import { isAtRest } from './whose-thread';
import { incomingWire } from './new-wire';
import { speakerOf } from './strays';
import type { ConversationsDraft } from './conversations-draft';

/** The one that goes on with this person, or a new one. */
export function incomingThread(
  draft: ConversationsDraft,
  peer: PersonUri,
  name: string,
  isConference: boolean,
): ConversationId {
  const known = isConference ? undefined : threadToGoOn(draft, peer);
  if (known !== undefined) {
    returnToPeer(draft, known);
    haveCome(draft, known, [peer]);
    return known;
  }
  const id = draft.context.newConversationId();
  draft.addThread(conversationFrom(draft, id, peer, name, isConference));
  return id;
}

/** Somebody speaks in a conversation that nobody announced: there is nothing to answer, and messages pass. */
export function openUnannounced(draft: ConversationsDraft, peer: PersonUri): ConversationId {
  const id = incomingThread(draft, peer, displayName(draft.context.model, peer), false);
  draft.edit(id, { wire: { ...incomingWire, isAccepted: true, isConnected: true, isUnannounced: true } });
  draft.setState(id, 'connected');
  draft.editConversation(id, { direction: 'incoming', inviter: peer, subject: '' });
  tellTheirStart(draft, id, peer, displayName(draft.context.model, peer));
  return id;
}

/** What still comes for a conversation that is over here, also for one that was closed: what somebody said is shown. */
export function hearLate(draft: ConversationsDraft, id: ConversationId, update: ConferenceUpdate): void {
  if (draft.threads.has(id)) return applyLateUpdate(draft, id, update);
  if (update.kind !== 'messageReceived' || speakerOf(update) === draft.context.self) return;
  applyLateUpdate(draft, closedThreadWith(draft, speakerOf(update)), update);
}

/** For what somebody says where nobody knows: writing back begins a conversation. */
export function closedThreadWith(draft: ConversationsDraft, peer: PersonUri): ConversationId {
  const id = incomingThread(draft, peer, displayName(draft.context.model, peer), false);
  if (draft.thread(id).conversation.state === 'invited')
    draft.editConversation(id, { state: 'ended', end: 'peer-left' });
  return id;
}

/** The thread with this one person, if nothing of it is on the wire now; brought back where only the history has it. */
export function threadToGoOn(draft: ConversationsDraft, peer: PersonUri): ConversationId | undefined {
  if (peer === unknownPerson) return nobodysThread(draft);
  const known = [...draft.threads.value.values()].filter(
    (thread) => thread.conversation.peer === peer && isAtRest(thread),
  );
  const newest = known.sort((one, other) => one.conversation.lastActivityAt - other.conversation.lastActivityAt).at(-1);
  return newest?.conversation.id ?? wake(draft, peer);
}

/** Of whom nobody knows who they are. */
function nobodysThread(draft: ConversationsDraft): ConversationId | undefined {
  const theirs = [...draft.threads.value.values()].filter((thread) => {
    const { participants, inviter, isConference } = thread.conversation;
    return participants.length === 0 && inviter === unknownPerson && !isConference && isAtRest(thread);
  });
  return theirs.at(-1)?.conversation.id;
}

/** As it ended in an earlier run. */
export function wake(draft: ConversationsDraft, owner: string): ConversationId | undefined {
  const saved = draft.dormant.get(owner);
  if (!saved) return undefined;
  draft.dormant.delete(owner);
  if (!draft.threads.has(saved.id)) draft.addThread(saved);
  return saved.id;
}

/** Between two, that somebody else begins. */
export function conversationFrom(
  draft: ConversationsDraft,
  id: ConversationId,
  peer: PersonUri,
  name: string,
  isConference = false,
): Conversation {
  const participants = peer === unknownPerson ? [] : [{ uri: peer, name, role: 'attendee' } as const];
  const told = { id, direction: 'incoming', state: 'invited', participants, inviter: peer } as const;
  return newConversation(told, draft.context.now, { isConference });
}
