// How long somebody who asks rings here (protocol.md 6.4). Then the invitation is missed, and the other side hears nothing of it: before
// acceptance `terminateImSession` declines (3.7), and nobody has declined. On the wire it stays open until they give up, so that whoever
// comes back in time still answers it by writing.
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { ConversationId } from '../../../shared/domain/conversation';
import { personUri } from '../people/person-uri';
import type { Over, Wire } from './conversations-state';
import { endUnanswered } from './ending';
import { hearLate } from './incoming-thread';
import type { ConversationsDraft } from './conversations-draft';

/** Counted in pieces: a computer that slept has not rung, and whoever opens it again gets to see who asks. */
const pieceMs = 5_000;

/** From now on, for as long as the person wants to be rung. */
export function ring(draft: ConversationsDraft, id: ConversationId): void {
  const { ringMs = 0 } = draft.context;
  if (ringMs > 0) ringOn(draft, id, ringMs);
}

function ringOn(draft: ConversationsDraft, id: ConversationId, leftMs: number): void {
  const { confId } = draft.thread(id).wire ?? {};
  if (confId === undefined) return;
  const delayMs = Math.min(pieceMs, leftMs);
  draft.waitFor({ kind: 'ring', session: draft.session, confId, leftMs: leftMs - delayMs }, delayMs);
}

/** A piece of the time is over. */
export function ringTimeUp(draft: ConversationsDraft, id: ConversationId, leftMs: number): void {
  if (draft.thread(id).conversation.state !== 'invited') return;
  if (leftMs > 0) ringOn(draft, id, leftMs);
  else endUnanswered(draft, id, 'missed');
}

/** The life on the wire of an invitation that rings no more and that nobody has answered or taken back. */
export function rungOut(over: Over | undefined): Wire | undefined {
  const { unanswered } = over ?? {};
  return unanswered?.isIncoming && !unanswered.isAccepted ? unanswered : undefined;
}

/** Whether this is news of one that rings no more; then it has been taken in. */
export function hearRungOut(draft: ConversationsDraft, confId: number, over: Over, update: ConferenceUpdate): boolean {
  const { threadId } = over;
  if (!rungOut(over) || isAcceptedForUs(update)) return false;
  const inviter = draft.threads.get(threadId)?.conversation.inviter;
  const isTakenBack =
    (update.kind === 'imSessionState' && update.state === 'terminated') ||
    (update.kind === 'participantRemoved' && personUri(update.uri) === inviter);
  if (isTakenBack) draft.over.set(confId, { threadId });
  hearLate(draft, threadId, update);
  return true;
}

/** 6.4, row 4: at the most active endpoint the server says yes by itself. */
function isAcceptedForUs(update: ConferenceUpdate): boolean {
  return update.kind === 'imSessionState' && (update.state === 'connecting' || update.state === 'connected');
}

/** Lets the invitation of this thread that rings no more stand as if it still rang. False: there is none. */
export function takeUpAgain(draft: ConversationsDraft, id: ConversationId): boolean {
  if (draft.thread(id).wire) return false;
  for (const [confId, over] of draft.over.value) {
    const wire = rungOut(over);
    if (!wire || over.threadId !== id) continue;
    draft.over.delete(confId);
    draft.byConfId.set(confId, id);
    draft.edit(id, { wire });
    return true;
  }
  return false;
}
