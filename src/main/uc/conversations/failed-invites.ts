// People who were asked to come and did not (protocol.md 4.8 `inviteFailed`): told with the reason that follows in a `requestFailed`,
// and told all the same where none follows.
import type { ConversationId } from '../../../shared/domain/conversation';
import type { Failure } from '../../../shared/domain/failure';
import type { PersonUri } from '../../../shared/domain/person';
import { forgetAsked } from './asked';
import type { Wire } from './conversations-state';
import { endUnanswered } from './ending';
import type { ConversationsDraft } from './conversations-draft';

/** The reason comes right after it; nobody has to wait longer than this for a name without one (our choice). */
const reasonTimeoutMs = 5_000;

export function awaitReason(draft: ConversationsDraft, id: ConversationId): void {
  draft.waitFor({ kind: 'reason', id }, reasonTimeoutMs);
}

/** Before the conversation is there, its own end tells who did not come; where nobody is left to come, that is the end. */
export function reasonMissing(draft: ConversationsDraft, id: ConversationId): void {
  const { wire, conversation } = draft.threads.get(id) ?? {};
  if (wire?.isConnected) tellFailedInvites(draft, id, { code: 'unknown-outcome' });
  else if (wire && conversation?.participants.every(({ uri }) => wire.failedInvites.includes(uri)))
    nobodyComes(draft, id, wire);
}

/** As where `terminated` follows (6.3). */
function nobodyComes(
  draft: ConversationsDraft,
  id: ConversationId,
  { firstMessage, isIncoming, isRejoin }: Wire,
): void {
  if (isIncoming || isRejoin) return;
  if (firstMessage !== undefined) draft.setDelivery(id, firstMessage, 'failed', { code: 'peer-offline' });
  endUnanswered(draft, id, 'peer-offline');
}

export function tellFailedInvites(draft: ConversationsDraft, id: ConversationId, failure: Failure): void {
  const { failedInvites = [] } = draft.thread(id).wire ?? {};
  if (failedInvites.length === 0) return;
  draft.stopWaiting({ kind: 'reason', id });
  draft.editWire(id, { failedInvites: [] });
  tellNotCome(draft, id, failedInvites, failure);
}

export function tellNotCome(
  draft: ConversationsDraft,
  id: ConversationId,
  uris: readonly PersonUri[],
  failure: Failure,
): void {
  for (const uri of uris) draft.signal({ kind: 'inviteFailed', conversationId: id, uri, failure });
  forgetAsked(draft, id, uris);
  // Also whom the server has shown among those who are here.
  const { isConference, participants } = draft.thread(id).conversation;
  if (!isConference || !participants.some(({ uri }) => uris.includes(uri))) return;
  draft.editConversation(id, { participants: participants.filter(({ uri }) => !uris.includes(uri)) });
}
