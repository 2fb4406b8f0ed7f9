// The thread in which what others begin is shown (protocol.md 6.4).
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { Conversation, ConversationId } from '../../../shared/domain/conversation';
import { unknownPerson, type PersonUri } from '../../../shared/domain/person';
import { displayName } from '../people/person-uri';
import { applyLateUpdate } from './updates';
import { haveCome } from './asked';
import { newConversation } from './new-thread';
import { incomingWire } from './new-wire';
import { speakerOf } from './strays';
import type { Work } from './work';

/** The one that goes on with this person, or a new one. */
export function incomingThread(work: Work, peer: PersonUri, name: string, isConference: boolean): ConversationId {
  const known = isConference ? undefined : threadToGoOn(work, peer);
  if (known !== undefined) haveCome(work, known, [peer]);
  if (known !== undefined) return known;
  const id = work.context.newConversationId();
  work.addThread({ ...conversationFrom(work, id, peer, name), isConference });
  return id;
}

/** Somebody speaks in a conversation that nobody announced: there is nothing to answer, and messages pass. */
export function openUnannounced(work: Work, peer: PersonUri): ConversationId {
  const id = incomingThread(work, peer, displayName(work.context.model, peer), false);
  work.edit(id, { wire: { ...incomingWire, isAccepted: true, isConnected: true, isUnannounced: true } });
  work.setState(id, 'connected');
  work.editConversation(id, { direction: 'incoming', inviter: peer });
  return id;
}

/** What still comes for a conversation that is over here, also for one that was closed: what somebody said is shown. */
export function hearLate(work: Work, id: ConversationId, update: ConferenceUpdate): void {
  if (work.threads.has(id)) return applyLateUpdate(work, id, update);
  if (update.kind !== 'messageReceived' || speakerOf(update) === work.context.self) return;
  applyLateUpdate(work, closedThreadWith(work, speakerOf(update)), update);
}

/** For what somebody says where nobody knows: writing back begins a conversation. */
export function closedThreadWith(work: Work, peer: PersonUri): ConversationId {
  const id = incomingThread(work, peer, displayName(work.context.model, peer), false);
  if (work.thread(id).conversation.state === 'invited') work.editConversation(id, { state: 'ended', end: 'peer-left' });
  return id;
}

/** The newest thread with this one person that has no life on the wire now. */
function threadToGoOn(work: Work, peer: PersonUri): ConversationId | undefined {
  let best: Conversation | undefined;
  for (const { conversation, wire, sending } of work.threads.value.values()) {
    const [first, second] = conversation.participants;
    const isWithPeer = peer === unknownPerson ? !first && conversation.inviter === peer : first?.uri === peer;
    if (wire || sending || conversation.isConference || second || !isWithPeer) continue;
    if (!best || conversation.lastActivityAt >= best.lastActivityAt) best = conversation;
  }
  return best?.id;
}

/** Between two, that somebody else begins. */
export function conversationFrom(work: Work, id: ConversationId, peer: PersonUri, name: string): Conversation {
  const participants = peer === unknownPerson ? [] : [{ uri: peer, name, role: 'attendee' } as const];
  const told = { id, direction: 'incoming', state: 'invited', participants, inviter: peer } as const;
  return newConversation(told, work.context.now);
}
