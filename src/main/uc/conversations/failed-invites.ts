// People who were asked to come and did not (protocol.md 4.8 `inviteFailed`): told with the reason that follows in a `requestFailed`,
// and told all the same where none follows.
import type { ConversationId } from '../../../shared/domain/conversation';
import type { Failure } from '../../../shared/domain/failure';
import { forgetAsked } from './asked';
import type { Work } from './work';

/** The reason comes right after it; nobody has to wait longer than this for a name without one (our choice). */
const reasonTimeoutMs = 5_000;

const timerKey = (id: ConversationId): string => `invites ${id}`;

export function awaitReason(work: Work, id: ConversationId): void {
  work.effect({ kind: 'timer', key: timerKey(id), delayMs: reasonTimeoutMs });
}

/** Before the conversation is there, its own end tells who did not come. */
export function reasonMissing(work: Work, key: string): void {
  for (const [id, { wire }] of work.threads.value) {
    if (timerKey(id) === key && wire?.isConnected) tellFailedInvites(work, id, { code: 'refused' });
  }
}

export function tellFailedInvites(work: Work, id: ConversationId, failure: Failure): void {
  const { wire, conversation } = work.thread(id);
  if (!wire || wire.failedInvites.length === 0) return;
  for (const uri of wire.failedInvites) work.signal({ kind: 'inviteFailed', conversationId: id, uri, failure });
  work.effect({ kind: 'stopTimer', key: timerKey(id) });
  work.editWire(id, { failedInvites: [] });
  forgetAsked(work, id, wire.failedInvites);
  if (!conversation.isConference) return;
  // Also whom the server has shown among those who are here.
  const { participants } = work.thread(id).conversation;
  if (participants.some(({ uri }) => wire.failedInvites.includes(uri))) {
    work.editConversation(id, { participants: participants.filter(({ uri }) => !wire.failedInvites.includes(uri)) });
  }
}
