// People who were asked to come and did not (protocol.md 4.8 `inviteFailed`): told with the reason that follows in a `requestFailed`,
// and told all the same where none follows.
import type { ConversationId } from '../../../shared/domain/conversation';
import type { Failure } from '../../../shared/domain/failure';
import type { PersonUri } from '../../../shared/domain/person';
import { forgetAsked } from './asked';
import type { Wire } from './conversations-state';
import { endUnanswered } from './ending';
import type { Work } from './work';

/** The reason comes right after it; nobody has to wait longer than this for a name without one (our choice). */
const reasonTimeoutMs = 5_000;

export function awaitReason(work: Work, id: ConversationId): void {
  work.waitFor({ kind: 'reason', id }, reasonTimeoutMs);
}

/** Before the conversation is there, its own end tells who did not come; where nobody is left to come, that is the end. */
export function reasonMissing(work: Work, id: ConversationId): void {
  const { wire, conversation } = work.threads.get(id) ?? {};
  if (wire?.isConnected) tellFailedInvites(work, id, { code: 'refused' });
  else if (wire && conversation?.participants.every(({ uri }) => wire.failedInvites.includes(uri)))
    nobodyComes(work, id, wire);
}

/** As where `terminated` follows (6.3). */
function nobodyComes(work: Work, id: ConversationId, { firstMessage, isIncoming, isRejoin }: Wire): void {
  if (isIncoming || isRejoin) return;
  if (firstMessage !== undefined) work.setDelivery(id, firstMessage, 'failed', { code: 'peer-offline' });
  endUnanswered(work, id, 'peer-offline');
}

export function tellFailedInvites(work: Work, id: ConversationId, failure: Failure): void {
  const { failedInvites = [] } = work.thread(id).wire ?? {};
  if (failedInvites.length === 0) return;
  work.stopWaiting({ kind: 'reason', id });
  work.editWire(id, { failedInvites: [] });
  tellNotCome(work, id, failedInvites, failure);
}

export function tellNotCome(work: Work, id: ConversationId, uris: readonly PersonUri[], failure: Failure): void {
  for (const uri of uris) work.signal({ kind: 'inviteFailed', conversationId: id, uri, failure });
  forgetAsked(work, id, uris);
  // Also whom the server has shown among those who are here.
  const { isConference, participants } = work.thread(id).conversation;
  if (!isConference || !participants.some(({ uri }) => uris.includes(uri))) return;
  work.editConversation(id, { participants: participants.filter(({ uri }) => !uris.includes(uri)) });
}
