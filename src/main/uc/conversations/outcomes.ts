// What became of our conference requests: replies, results, and silence (protocol.md 1.8, 6.3, 6.11, 7.4).
import { assertNever } from '../../../shared/assert-never';
import type { RequestAccepted } from '../../../protocol/replies/request-accepted';
import type { Failure } from '../../../shared/domain/failure';
import type { Conversation, ConversationEnd, ConversationId } from '../../../shared/domain/conversation';
import type { MessageId } from '../../../shared/domain/message';
import type { RequestOutcome } from '../channels/request-table';
import type { RidUse } from './conversations-state';
import { forgetAsked } from './asked';
import { awaitNumber, giveUpInvitation, numberTold } from './binding';
import { isComingBack, waitForPeer } from './coming-back';
import { endConversation, leaveUnconfirmed } from './ending';
import { tellFailedInvites } from './failed-invites';
import { outcomeOfFailure } from './failure-outcomes';
import { failOutbox, markReplyLost, pump, putBack, raiseToSent, releaseSending } from './outbox';
import { endEscalation } from './updates';
import { failedInStrays } from './whose-number';
import type { Work } from './work';

/** From the command's reply, from a poll, or from both (7.22), before or after the events that tell the rest. */
export function requestAccepted(work: Work, rid: string, reply: RequestAccepted): void {
  const use = work.rids.get(rid);
  if (use && isOfLostSession(work, use)) return requestSettled(work, rid, { kind: 'unknown' });
  numberTold(work, rid, reply.confId);
  if (!use || use.hasFailed) return;
  awaitNumber(work, rid);
  if (!work.threads.has(use.threadId)) return;
  if (use.messageId !== undefined) {
    raiseToSent(work, use.threadId, use.messageId);
    if (use.purpose === 'message') awaitConfirmation(work, use.threadId, use.messageId, use.confId);
    releaseSending(work, use.threadId, rid);
    pump(work, use.threadId);
  }
}

/** The other end may confirm it; where it is known to do so, a conversation that ends first leaves it unknown. */
function awaitConfirmation(work: Work, id: ConversationId, messageId: MessageId, confId: number | undefined): void {
  if (work.message(id, messageId)?.delivery !== 'sent') return;
  const { wire, conversation } = work.thread(id);
  const unconfirmed = { messageId, at: work.context.elapsed };
  if (!wire || wire.confId !== confId) leaveUnconfirmed(work, id, [unconfirmed], conversation.end);
  else if (!wire.unconfirmed.some((each) => each.messageId === messageId)) {
    work.editWire(id, { unconfirmed: [...wire.unconfirmed, unconfirmed] });
  }
}

/** Its reply comes late, or never: the conversation that it was about has ended with the session, and nothing more is heard of it. */
function isOfLostSession(work: Work, { session }: RidUse): boolean {
  return session !== work.session;
}

export function requestSettled(work: Work, rid: string, outcome: RequestOutcome): void {
  const use = work.rids.get(rid);
  if (!use) return;
  if (outcome.kind === 'unknown') giveUpInvitation(work, rid);
  if (outcome.kind === 'succeeded') awaitNumber(work, rid);
  if (work.threads.has(use.threadId)) settle(work, rid, use, outcome);
  if (outcome.kind !== 'failed' && outcome.kind !== 'not-sent') return;
  // One invitation may fail for several people, one after the other (6.6), and live.
  const isAlive = use.invitation !== undefined && work.threads.get(use.threadId)?.wire?.startRid === rid;
  if (!isAlive) work.rids.set(rid, { ...(work.rids.get(rid) ?? use), hasFailed: true });
}

function settle(work: Work, rid: string, use: RidUse, settled: RequestOutcome): void {
  // Success that no event of the session has told is no more than a guess.
  const outcome = settled.kind === 'succeeded' && isOfLostSession(work, use) ? ({ kind: 'unknown' } as const) : settled;
  switch (use.purpose) {
    case 'start':
    case 'abandoned':
      return startSettled(work, rid, use, outcome);
    case 'message':
      return messageSettled(work, rid, use, outcome);
    case 'rejoin':
      return rejoinSettled(work, rid, use, outcome);
    case 'accept':
      return acceptSettled(work, use, outcome);
    case 'invite':
      return inviteSettled(work, rid, use, outcome);
    case 'eject':
      // Who has only been asked is taken back, and nobody is told of it.
      if (outcome.kind === 'succeeded') forgetAsked(work, use.threadId, use.people ?? []);
      return;
    case 'other':
      return;
    default:
      return assertNever(use.purpose);
  }
}

function startSettled(
  work: Work,
  rid: string,
  { threadId, messageId, purpose }: RidUse,
  outcome: RequestOutcome,
): void {
  releaseSending(work, threadId, rid);
  const { wire } = work.thread(threadId);
  const isCurrent = purpose === 'start' && wire?.startRid === rid;
  switch (outcome.kind) {
    case 'succeeded':
      if (messageId !== undefined) raiseToSent(work, threadId, messageId);
      break;
    case 'not-sent':
      if (purpose === 'abandoned') {
        if (messageId !== undefined) work.setDelivery(threadId, messageId, 'failed', outcome.failure);
        return;
      }
      // Those who were invited are there: whatever is said of the request, its text has arrived.
      if (isCurrent && wire?.isConnected) return;
      if (isCurrent) work.drop(threadId, 'wire');
      if (messageId !== undefined) putBack(work, threadId, messageId);
      break;
    case 'unknown':
      if (messageId !== undefined) markReplyLost(work, threadId, messageId);
      if (isCurrent && wire?.confId === undefined) endConversation(work, threadId, 'failed');
      return;
    case 'failed':
      if (isCurrent && messageId !== undefined && isComingBack(work, threadId, outcome.error)) {
        return waitForPeer(work, threadId, messageId);
      }
      return startFailed(work, rid, threadId, messageId, isCurrent, outcome.failure);
    default:
      return assertNever(outcome);
  }
  pump(work, threadId);
}

function startFailed(
  work: Work,
  rid: string,
  id: ConversationId,
  messageId: MessageId | undefined,
  isCurrent: boolean,
  failure: Failure,
): void {
  const { wire, conversation } = work.thread(id);
  const failedUnbound = failedInStrays(work, rid);
  // The others may still come, under a number that has to show.
  if (isCurrent && failedUnbound > 0 && failedUnbound < conversation.participants.length) return awaitNumber(work, rid);
  // Some of several did not come; the others did, or still may.
  const failed = wire?.failedInvites.length ?? 0;
  if (isCurrent && failed > 0 && (wire?.isConnected || failed < conversation.participants.length)) {
    return tellFailedInvites(work, id, failure);
  }
  if (messageId !== undefined && !isOutdated(work, id, rid, messageId))
    firstMessageFailed(work, id, messageId, failure);
  if (isCurrent) {
    endConversation(work, id, outcomeOfFailure(failure.code).end);
    failOutbox(work, id, failure);
  } else if (isEndGuessed(work, rid, conversation)) {
    // `terminated`, or our patience, has overtaken its reason.
    work.editConversation(id, { end: outcomeOfFailure(failure.code).end });
  }
}

const guessedEnds: ReadonlySet<ConversationEnd> = new Set(['peer-declined', 'peer-offline', 'no-answer']);

function isEndGuessed(work: Work, rid: string, { state, end }: Conversation): boolean {
  return state === 'ended' && end !== undefined && guessedEnds.has(end) && !work.rids.get(rid)?.hasFailed;
}

/** Sent once more meanwhile, or told to have arrived by another request: this one says nothing of it any more. */
function isOutdated(work: Work, id: ConversationId, rid: string, messageId: MessageId): boolean {
  if (work.thread(id).outbox.includes(messageId)) return true;
  const uses = [...work.rids.value].filter(([, use]) => use.messageId === messageId);
  const hasArrived = uses.some(
    ([each, use]) => each !== rid && use.invitation && use.confId !== undefined && !use.hasFailed,
  );
  return hasArrived || uses.at(-1)?.[0] !== rid;
}

function firstMessageFailed(work: Work, id: ConversationId, messageId: MessageId, failure: Failure): void {
  const { invitation } = outcomeOfFailure(failure.code);
  if (invitation === 'sent') raiseToSent(work, id, messageId);
  else work.setDelivery(id, messageId, invitation, failure);
}

function messageSettled(
  work: Work,
  rid: string,
  { threadId, messageId, confId }: RidUse,
  outcome: RequestOutcome,
): void {
  releaseSending(work, threadId, rid);
  if (messageId === undefined) return;
  switch (outcome.kind) {
    case 'succeeded':
      raiseToSent(work, threadId, messageId);
      awaitConfirmation(work, threadId, messageId, confId);
      break;
    case 'not-sent':
      if (work.message(threadId, messageId)?.delivery !== 'confirmed') putBack(work, threadId, messageId);
      break;
    case 'unknown':
      markReplyLost(work, threadId, messageId);
      break;
    case 'failed': {
      if (isOutdated(work, threadId, rid, messageId)) break;
      // A doubt, where the other end has told that it has it.
      if (outcome.failure.code === 'unknown-outcome' && work.message(threadId, messageId)?.delivery === 'confirmed')
        break;
      const { conversation, wire } = work.thread(threadId);
      const hasEnded = !wire && (conversation.end === 'peer-left' || conversation.end === 'connection-lost');
      // It ran into the end of the conversation and reached nobody: it goes on in the next one.
      if (hasEnded && !conversation.isConference && outcome.failure.code === 'not-allowed') {
        putBack(work, threadId, messageId);
      } else work.setDelivery(threadId, messageId, outcomeOfFailure(outcome.failure.code).message, outcome.failure);
      break;
    }
    default:
      return assertNever(outcome);
  }
  pump(work, threadId);
}

function rejoinSettled(work: Work, rid: string, { threadId }: RidUse, outcome: RequestOutcome): void {
  const { wire } = work.thread(threadId);
  if (wire?.startRid !== rid || wire.isConnected) return;
  if (outcome.kind === 'not-sent') {
    work.drop(threadId, 'wire');
    work.edit(threadId, { mustRejoin: true });
  } else if (outcome.kind === 'failed' || (outcome.kind === 'unknown' && wire.confId === undefined)) {
    // 6.8: who is told that the focus does not exist need not ask for it again.
    const isOver = outcome.kind === 'failed' && outcome.failure.code === 'not-found';
    endConversation(work, threadId, isOver ? 'over' : 'connection-lost');
    if (isOver) work.forgetFocus(threadId);
    failOutbox(work, threadId, outcome.kind === 'failed' ? outcome.failure : { code: 'unknown-outcome' });
  }
}

function inviteSettled(work: Work, rid: string, use: RidUse, outcome: RequestOutcome): void {
  const { threadId, people = [] } = use;
  if (outcome.kind === 'succeeded') {
    // They are asked; from now on a failure says of whom it is (4.8).
    work.rids.set(rid, { ...use, people: [] });
  } else if (outcome.kind === 'failed' && work.thread(threadId).wire?.failedInvites.length) {
    tellFailedInvites(work, threadId, outcome.failure);
  } else forgetAsked(work, threadId, people);
  // 6.6: it is done, or will not be.
  const isOver = outcome.kind === 'succeeded' || outcome.kind === 'failed';
  if (isOver && work.thread(threadId).wire?.isEscalating) endEscalation(work, threadId);
}

function acceptSettled(work: Work, { threadId }: RidUse, outcome: RequestOutcome): void {
  const { wire } = work.thread(threadId);
  if (!wire || wire.isConnected || outcome.kind === 'succeeded') return;
  // As far as anybody knows it is still there to be answered; if not, its `connected` or `terminated` is on the way.
  work.editWire(threadId, { isAccepted: false });
  work.setState(threadId, 'invited');
}
