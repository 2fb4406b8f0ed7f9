// Trouble that has hit everybody is not over for everybody at once: who was there before our session was lost may be on the way
// back. What is written to such a person waits, instead of failing for want of a listener.
import type { CwaError } from '../../../protocol/cwa-error';
import type { ConversationId } from '../../../shared/domain/conversation';
import type { MessageId } from '../../../shared/domain/message';
import { leaveWire } from './ending';
import { pump, putBack } from './outbox';
import type { Work } from './work';

/** Until the next attempt (our choice). */
const nextAttemptMs = 5_000;
/** SIP, "Temporarily Unavailable": it has certainly reached nobody. */
const temporarilyUnavailable = 480;

/** Whether this failure only says that the one who is written to is not back yet. */
export function isComingBack(work: Work, id: ConversationId, error: CwaError | undefined): boolean {
  if (error?.sipResponse?.code !== temporarilyUnavailable) return false;
  const { isConference, participants } = work.thread(id).conversation;
  const [peer, second] = participants;
  return !isConference && peer !== undefined && second === undefined && work.context.isExpectedBack(peer.uri);
}

/** To the person it stays an invitation that waits for an answer. */
export function waitForPeer(work: Work, id: ConversationId, messageId: MessageId): void {
  leaveWire(work, id);
  putBack(work, id, messageId);
  work.edit(id, { awaitsPeer: true });
  work.waitFor({ kind: 'comingBack', id }, nextAttemptMs);
}

export function tryPeerAgain(work: Work, id: ConversationId): void {
  if (!work.threads.get(id)?.awaitsPeer) return;
  work.edit(id, { awaitsPeer: false });
  pump(work, id);
}
