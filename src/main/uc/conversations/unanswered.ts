// What others never said (protocol.md section 8): an invitation, a conference or a change that nobody tells the end of ends here after a
// while, as what is known of it. Should it show up yet, it goes on where it was.
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { ConversationEnd, ConversationId } from '../../../shared/domain/conversation';
import type { Over, Wire } from './conversations-state';
import { endUnanswered } from './ending';
import { tellNotCome } from './failed-invites';
import { hearLate } from './incoming-thread';
import { failOutbox, markArrivalUnknown, markReplyLost, raiseToSent } from './outbox';
import { awaitAnswer } from './patience';
import { applyUpdate } from './updates';
import type { Work } from './work';

/** Nobody has told whether the others come. */
export function answerMissing(work: Work, id: ConversationId): void {
  const { wire } = work.thread(id);
  if (!wire || wire.isConnected || !wire.isAccepted) return;
  // Whoever speaks is there, whatever was left unsaid.
  if (wire.isSpokenIn) return applyUpdate(work, id, { kind: 'imSessionState', state: 'connected' });
  if (wire.firstMessage !== undefined) {
    markReplyLost(work, id, wire.firstMessage);
    markArrivalUnknown(work, id, wire.firstMessage);
  }
  endUnanswered(work, id, endOf(wire));
  failOutbox(work, id, { code: 'timeout' });
}

function endOf({ isRejoin, isIncoming }: Wire): ConversationEnd {
  if (isRejoin) return 'connection-lost';
  return isIncoming ? 'failed' : 'no-answer';
}

/** 6.6: as where the change has failed. Should it still go on, a message that is sent into it fails, and says so. */
export function goOnAsBefore(work: Work, id: ConversationId): void {
  const { wire } = work.thread(id);
  if (!wire?.isEscalating) return;
  tellNotCome(work, id, wire.asked, { code: 'timeout' });
  applyUpdate(work, id, { kind: 'escalationMode', mode: 'peer' });
}

/** Those who were asked have not come, and nothing has told why. */
export function doWithoutAsked(work: Work, id: ConversationId): void {
  const { wire, conversation } = work.threads.get(id) ?? {};
  if (!wire?.isConnected || !conversation) return;
  // Where the server tells of nobody who has come, it says nothing of the others.
  const awaited = wire.hasRoster ? conversation.participants : [];
  const absent = awaited.flatMap(({ uri, isInvited }) => (isInvited ? [uri] : []));
  tellNotCome(work, id, [...absent, ...wire.asked], { code: 'timeout' });
}

/** Whether this is news of a conversation that was given up unanswered; then it has been taken in. */
export function comesToLife(work: Work, confId: number, over: Over, update: ConferenceUpdate): boolean {
  const { threadId, unanswered } = over;
  const isEnd = update.kind === 'escalationMode' && update.mode === 'none';
  if (!unanswered || isEnd) return false;
  const thread = work.threads.get(threadId);
  if (!thread || thread.wire) {
    endElsewhere(work, confId, threadId, update);
    return true;
  }
  work.over.delete(confId);
  work.byConfId.set(confId, threadId);
  work.edit(threadId, { wire: unanswered });
  work.setState(threadId, unanswered.isIncoming || unanswered.isRejoin ? 'connecting' : 'inviting');
  if (unanswered.firstMessage !== undefined) raiseToSent(work, threadId, unanswered.firstMessage);
  awaitAnswer(work, threadId);
  applyUpdate(work, threadId, update);
  return true;
}

/** It was begun again meanwhile, or closed: nobody wants a second one. What is said in it is shown. */
function endElsewhere(work: Work, confId: number, threadId: ConversationId, update: ConferenceUpdate): void {
  const isOver = update.kind === 'imSessionState' && update.state === 'terminated';
  work.over.set(confId, { threadId });
  if (!isOver) work.request(confId, { kind: 'terminateImSession' }, { threadId, purpose: 'other' });
  hearLate(work, threadId, update);
}
