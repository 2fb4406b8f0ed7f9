// What is done when the time of `patience.ts` is up: an invitation, a conference or a change of which nobody tells the end (protocol.md
// section 8) ends here. News of it that comes later lets it go on where it was.
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { ConversationEnd, ConversationId } from '../../../shared/domain/conversation';
import type { Over, Wire } from './conversations-state';
import { endUnanswered } from './ending';
import { tellNotCome } from './failed-invites';
import { hearLate } from './incoming-thread';
import { failOutbox, markArrivalUnknown, markReplyLost, raiseToSent } from './outbox';
import { awaitAnswer } from './patience';
import { applyUpdate } from './updates';
import type { ConversationsDraft } from './conversations-draft';

/** Nobody has told whether the others come. */
export function answerMissing(draft: ConversationsDraft, id: ConversationId): void {
  const { wire } = draft.thread(id);
  if (!wire || wire.isConnected || !wire.isAccepted) return;
  // Whoever speaks is there, whatever was left unsaid.
  if (wire.isSpokenIn) return applyUpdate(draft, id, { kind: 'imSessionState', state: 'connected' });
  if (wire.firstMessage !== undefined) {
    markReplyLost(draft, id, wire.firstMessage);
    markArrivalUnknown(draft, id, wire.firstMessage);
  }
  endUnanswered(draft, id, endOf(wire));
  failOutbox(draft, id, { code: 'timeout' });
}

function endOf({ isRejoin, isIncoming }: Wire): ConversationEnd {
  if (isRejoin) return 'connection-lost';
  return isIncoming ? 'failed' : 'no-answer';
}

/** 6.6: as where the change has failed. Should it still go on, a message that is sent into it fails, and says so. */
export function goOnAsBefore(draft: ConversationsDraft, id: ConversationId): void {
  const { wire } = draft.thread(id);
  if (!wire?.isEscalating) return;
  tellNotCome(draft, id, wire.asked, { code: 'timeout' });
  applyUpdate(draft, id, { kind: 'escalationMode', mode: 'peer' });
}

/** Those who were asked have not come, and nothing has told why. */
export function doWithoutAsked(draft: ConversationsDraft, id: ConversationId): void {
  const { wire, conversation } = draft.threads.get(id) ?? {};
  if (!wire?.isConnected || !conversation) return;
  // Where the server tells of nobody who has come, it says nothing of the others.
  const awaited = wire.hasRoster ? conversation.participants : [];
  const absent = awaited.flatMap(({ uri, isInvited }) => (isInvited ? [uri] : []));
  tellNotCome(draft, id, [...absent, ...wire.asked], { code: 'timeout' });
}

/** Whether this is news of a conversation that was given up unanswered; then it has been taken in. */
export function comesToLife(draft: ConversationsDraft, confId: number, over: Over, update: ConferenceUpdate): boolean {
  const { threadId, unanswered } = over;
  const isEnd = update.kind === 'escalationMode' && update.mode === 'none';
  if (!unanswered || isEnd) return false;
  const thread = draft.threads.get(threadId);
  if (!thread || thread.wire) {
    endElsewhere(draft, confId, threadId, update);
    return true;
  }
  draft.over.delete(confId);
  draft.byConfId.set(confId, threadId);
  // Of what has rung out the server has said yes for us.
  draft.edit(threadId, { wire: { ...unanswered, isAccepted: true } });
  draft.setState(threadId, unanswered.isIncoming || unanswered.isRejoin ? 'connecting' : 'inviting');
  if (unanswered.firstMessage !== undefined) raiseToSent(draft, threadId, unanswered.firstMessage);
  awaitAnswer(draft, threadId);
  applyUpdate(draft, threadId, update);
  return true;
}

/** It was begun again meanwhile, or closed: nobody wants a second one. What is said in it is shown. */
function endElsewhere(
  draft: ConversationsDraft,
  confId: number,
  threadId: ConversationId,
  update: ConferenceUpdate,
): void {
  const isOver = update.kind === 'imSessionState' && update.state === 'terminated';
  draft.over.set(confId, { threadId });
  if (!isOver) draft.request(confId, { kind: 'terminateImSession' }, { threadId, purpose: 'other' });
  hearLate(draft, threadId, update);
}
