// What a server tells once more, since it does not know that it has been heard: it may have died between its answer to a poll and the `AckID`
// of the next one, and whoever goes on in its place begins where the last that is known ended. By the wire alone nobody can tell that from
// somebody who says the same twice; a server that gives its messages ids (our own, protocol.md section 8) lets us know.
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { ConversationsDraft } from './conversations-draft';

/** Whether it is known; then nothing more is to be done. */
export function isHeardAgain(draft: ConversationsDraft, confId: number, update: ConferenceUpdate): boolean {
  if (update.kind !== 'messageReceived' && update.kind !== 'imSessionReceived') return false;
  const { id } = update.message ?? {};
  const threadId = id === undefined ? undefined : draft.heard.get(id);
  if (threadId === undefined) return false;
  // The invitation was missed or answered then. What else comes under its number was said later, and belongs there.
  if (update.kind === 'imSessionReceived' && confId > 0 && !draft.byConfId.has(confId))
    draft.over.set(confId, { threadId: draft.joined.get(threadId) ?? threadId });
  return true;
}
