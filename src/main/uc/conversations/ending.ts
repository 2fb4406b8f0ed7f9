// How a conversation ends on the wire while its thread stays (protocol.md 6.3–6.8, 6.11).
import {
  canGoOn,
  type Conversation,
  type ConversationEnd,
  type ConversationId,
} from '../../../shared/domain/conversation';
import type { Confirmer } from '../journal';
import { failOutbox, markArrivalUnknown, pump } from './outbox';
import { returnRefused } from './overtaken';
import { stopComposing } from './composing';
import type { Unconfirmed } from './conversations-state';
import type { ConversationsDraft } from './conversations-draft';

/** Ends that nobody chose: what was typed for the others goes on by a new conversation on the wire. */
const goesOn: ReadonlySet<ConversationEnd> = new Set(['peer-left', 'connection-lost', 'signed-out']);

export function endConversation(draft: ConversationsDraft, id: ConversationId, end: ConversationEnd): void {
  const thread = draft.thread(id);
  const { conversation, wire } = thread;
  if (conversation.state === 'invited') draft.signal({ kind: 'invitationClosed', conversationId: id });
  if (wire && goesOn.has(end)) leaveUnconfirmed(draft, id, wire.unconfirmed, end);
  returnRefused(draft, id);
  leaveWire(draft, id);
  draft.edit(id, { mustRejoin: false, awaitsPeer: false });
  stopComposing(draft, id);
  const unread = unreadAfter(end, conversation.unread);
  draft.editConversation(id, { state: 'ended', end, composing: [], locked: false, unread });
  draft.waitForTwin(id);
  if (!goesOn.has(end) || !canGoOn(thread.conversation)) {
    failOutbox(draft, id, { code: end === 'peer-offline' ? 'peer-offline' : 'not-connected' });
  }
}

/** Missed is unread until somebody has looked, also where no message came with the invitation; who answers, here or elsewhere, has looked. */
function unreadAfter(end: ConversationEnd, unread: number): number {
  if (end === 'missed') return Math.max(1, unread);
  return end === 'declined' || end === 'answered-elsewhere' ? 0 : unread;
}

const rememberedEnds = 1_000;

/** What still comes for it is late, not new. */
export function leaveWire(draft: ConversationsDraft, id: ConversationId): void {
  const confId = draft.thread(id).wire?.confId;
  if (confId !== undefined) {
    draft.byConfId.delete(confId);
    draft.over.set(confId, { threadId: id });
    if (draft.over.size > rememberedEnds) draft.over.deleteOldest();
  }
  draft.drop(id, 'wire');
}

/** Nobody has told how it ended, or that it has: should there be news of it, it goes on. */
export function endUnanswered(draft: ConversationsDraft, id: ConversationId, end: ConversationEnd): void {
  const { wire } = draft.thread(id);
  endConversation(draft, id, end);
  if (wire?.confId !== undefined) draft.over.set(wire.confId, { threadId: id, unanswered: wire });
}

/** What the server took this short a time before it lost our session may not have got any further. */
const underWayMs = 30_000;

/**
 * The server took them, the other end did not confirm them, and now it cannot. Nothing of that kind is documented; but where the
 * other end is known to confirm, silence means that these may not have arrived, and where a session was lost the latest of them may
 * have been lost with it (our choice).
 */
export function leaveUnconfirmed(
  draft: ConversationsDraft,
  id: ConversationId,
  unconfirmed: readonly Unconfirmed[],
  end: ConversationEnd | undefined,
): void {
  const isKnown = isConfirming(draft, id);
  const since = end === 'connection-lost' ? draft.context.monotonicNow - underWayMs : Infinity;
  for (const { messageId, at } of unconfirmed) if (isKnown || at >= since) markArrivalUnknown(draft, id, messageId);
}

/** Whether silence says something: who would confirm has done so before, here or elsewhere. */
export function isConfirming(draft: ConversationsDraft, id: ConversationId): boolean {
  const { conversation, serverIds } = draft.thread(id);
  const confirmer = confirmerOf(conversation);
  return serverIds.size > 0 || (confirmer !== undefined && draft.confirming.has(confirmer));
}

/** Nobody where all have left. */
export function confirmerOf({ isConference, participants }: Conversation): Confirmer | undefined {
  return isConference ? 'conference' : participants[0]?.uri;
}

/** No event of the old server session comes any more; its numbers mean nothing in the next one. */
export function loseSession(draft: ConversationsDraft): void {
  for (const [id, { conversation, wire }] of draft.threads.value) {
    if (!wire) continue;
    if (wire.firstMessage !== undefined && !wire.isConnected) markArrivalUnknown(draft, id, wire.firstMessage);
    if (conversation.isConference && conversation.focusUri !== undefined && conversation.state !== 'invited') {
      leaveUnconfirmed(draft, id, wire.unconfirmed, 'connection-lost');
      returnRefused(draft, id);
      draft.drop(id, 'wire');
      draft.edit(id, { mustRejoin: true });
      draft.setState(id, 'connecting');
      draft.editConversation(id, { composing: [] });
      stopComposing(draft, id);
    } else endConversation(draft, id, conversation.state === 'invited' ? 'missed' : 'connection-lost');
  }
  draft.session += 1;
  draft.byConfId.clear();
  draft.over.clear();
  draft.strays.clear();
}

/**
 * We leave, and everything that goes on with it: what is kept of it tells so, whenever it is read next. What began a session and was
 * not answered may or may not have arrived. Whoever has left is told nothing aloud.
 */
export function signOut(draft: ConversationsDraft): void {
  for (const [id, { conversation, wire }] of draft.threads.value) {
    if (conversation.state === 'ended') continue;
    if (wire?.firstMessage !== undefined && !wire.isConnected) markArrivalUnknown(draft, id, wire.firstMessage);
    endConversation(draft, id, conversation.state === 'invited' ? 'missed' : 'signed-out');
  }
  draft.dropSignals();
}

export function goOnline(draft: ConversationsDraft): void {
  for (const id of draft.threads.value.keys()) pump(draft, id);
}
