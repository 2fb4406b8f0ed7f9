// Writing to somebody who is expected back. Trouble with a server ends the sessions of all, and not all are back at once: what is
// written to somebody who was there before waits and is tried again, instead of failing because nobody is there.
import type { CwaError } from '../../../protocol/cwa-error';
import type { ConversationId } from '../../../shared/domain/conversation';
import type { MessageId } from '../../../shared/domain/message';
import { leaveWire } from './ending';
import { pump, putBack } from './outbox';
import type { ConversationsDraft } from './conversations-draft';

/** Until the next attempt (our choice). */
const nextAttemptMs = 5_000;
/** SIP, "Temporarily Unavailable": it has certainly reached nobody. */
const temporarilyUnavailable = 480;

/** Whether this failure only says that the one who is written to is not back yet. */
export function isComingBack(draft: ConversationsDraft, id: ConversationId, error: CwaError | undefined): boolean {
  if (error?.sipResponse?.code !== temporarilyUnavailable) return false;
  const { isConference, participants } = draft.thread(id).conversation;
  const [peer, second] = participants;
  return !isConference && peer !== undefined && second === undefined && draft.context.isExpectedBack(peer.uri);
}

/** To the person it stays an invitation that waits for an answer. */
export function waitForPeer(draft: ConversationsDraft, id: ConversationId, messageId: MessageId): void {
  leaveWire(draft, id);
  putBack(draft, id, messageId);
  draft.edit(id, { awaitsPeer: true });
  draft.waitFor({ kind: 'comingBack', id }, nextAttemptMs);
}

export function tryPeerAgain(draft: ConversationsDraft, id: ConversationId): void {
  if (!draft.threads.get(id)?.awaitsPeer) return;
  draft.edit(id, { awaitsPeer: false });
  pump(draft, id);
}
