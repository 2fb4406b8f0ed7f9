// What became of our conference requests: replies, results, and silence (protocol.md 1.8, 6.3, 6.11, 7.4).
import { assertNever } from '../../../shared/assert-never';
import type { RequestAccepted } from '../../../protocol/replies/request-accepted';
import type { Failure } from '../../../shared/domain/failure';
import type { Conversation, ConversationEnd, ConversationId } from '../../../shared/domain/conversation';
import type { MessageId } from '../../../shared/domain/message';
import type { RequestOutcome } from '../request-outcome';
import type { RidUse } from './conversations-state';
import { forgetAsked } from './asked';
import { awaitNumber, giveUpInvitation, numberTold } from './binding';
import { isComingBack, waitForPeer } from './coming-back';
import { endConversation, leaveUnconfirmed, leaveWire } from './ending';
import { tellFailedInvites } from './failed-invites';
import { outcomeOfFailure } from './failure-outcomes';
import { failOutbox, markReplyLost, pump, putBack, raiseToSent, releaseSending } from './outbox';
import { awaitNews, isOutOfPlace } from './overtaken';
import { ring } from './ringing';
import { applyUpdate, endEscalation } from './updates';
import { failedInStrays } from './whose-number';
import type { ConversationsDraft } from './conversations-draft';

/** From the command's reply, from a poll, or from both (7.22), before or after the events that tell the rest. */
export function requestAccepted(draft: ConversationsDraft, rid: string, reply: RequestAccepted): void {
  const use = draft.rids.get(rid);
  if (use && isOfLostSession(draft, use)) return requestSettled(draft, rid, { kind: 'unknown' });
  numberTold(draft, rid, reply.confId);
  if (!use || use.hasFailed) return;
  awaitNumber(draft, rid);
  if (!draft.threads.has(use.threadId)) return;
  if (use.messageId !== undefined) {
    raiseToSent(draft, use.threadId, use.messageId);
    if (use.purpose === 'message') awaitConfirmation(draft, use.threadId, use.messageId, use.confId);
    releaseSending(draft, use.threadId, rid);
    pump(draft, use.threadId);
  }
}

/** The other end may confirm it; where it is known to do so, a conversation that ends first leaves it unknown. */
function awaitConfirmation(
  draft: ConversationsDraft,
  id: ConversationId,
  messageId: MessageId,
  confId: number | undefined,
): void {
  if (draft.message(id, messageId)?.delivery !== 'sent') return;
  const { wire, conversation } = draft.thread(id);
  const unconfirmed = { messageId, at: draft.context.monotonicNow };
  if (!wire || wire.confId !== confId) leaveUnconfirmed(draft, id, [unconfirmed], conversation.end);
  else if (!wire.unconfirmed.some((each) => each.messageId === messageId)) {
    draft.editWire(id, { unconfirmed: [...wire.unconfirmed, unconfirmed] });
  }
}

/** Its reply comes late, or never: the conversation that it was about has ended with the session, and nothing more is heard of it. */
function isOfLostSession(draft: ConversationsDraft, { session }: RidUse): boolean {
  return session !== draft.session;
}

export function requestSettled(draft: ConversationsDraft, rid: string, outcome: RequestOutcome): void {
  const use = draft.rids.get(rid);
  if (!use) return;
  if (outcome.kind === 'unknown') giveUpInvitation(draft, rid);
  if (outcome.kind === 'succeeded') awaitNumber(draft, rid);
  if (draft.threads.has(use.threadId)) settle(draft, rid, use, outcome);
  if (outcome.kind !== 'failed' && outcome.kind !== 'not-sent') return;
  // One invitation may fail for several people, one after the other (6.6), and live.
  const isAlive = use.invitation !== undefined && draft.threads.get(use.threadId)?.wire?.startRid === rid;
  if (!isAlive) draft.rids.set(rid, { ...(draft.rids.get(rid) ?? use), hasFailed: true });
}

function settle(draft: ConversationsDraft, rid: string, use: RidUse, settled: RequestOutcome): void {
  // Success that no event of the session has told is no more than a guess.
  const outcome =
    settled.kind === 'succeeded' && isOfLostSession(draft, use) ? ({ kind: 'unknown' } as const) : settled;
  switch (use.purpose) {
    case 'start':
    case 'abandoned':
      return startSettled(draft, rid, use, outcome);
    case 'message':
      return messageSettled(draft, rid, use, outcome);
    case 'rejoin':
      return rejoinSettled(draft, rid, use, outcome);
    case 'accept':
      return acceptSettled(draft, use, outcome);
    case 'invite':
      return inviteSettled(draft, rid, use, outcome);
    case 'eject':
    case 'promote':
    case 'lock':
    case 'unlock':
      if (outcome.kind === 'succeeded') isDone(draft, use);
      return;
    case 'other':
      return;
    default:
      return assertNever(use.purpose);
  }
}

function startSettled(
  draft: ConversationsDraft,
  rid: string,
  { threadId, messageId, purpose }: RidUse,
  outcome: RequestOutcome,
): void {
  releaseSending(draft, threadId, rid);
  const { wire } = draft.thread(threadId);
  const isCurrent = purpose === 'start' && wire?.startRid === rid;
  switch (outcome.kind) {
    case 'succeeded':
      if (messageId !== undefined) raiseToSent(draft, threadId, messageId);
      break;
    case 'not-sent':
      if (purpose === 'abandoned') {
        if (messageId !== undefined) draft.setDelivery(threadId, messageId, 'failed', outcome.failure);
        return;
      }
      // Those who were invited are there: whatever is said of the request, its text has arrived.
      if (isCurrent && wire?.isConnected) return;
      if (isCurrent) draft.drop(threadId, 'wire');
      if (messageId !== undefined) putBack(draft, threadId, messageId);
      break;
    case 'unknown':
      if (messageId !== undefined) markReplyLost(draft, threadId, messageId);
      if (isCurrent && wire?.confId === undefined) endConversation(draft, threadId, 'failed');
      return;
    case 'failed':
      if (isCurrent && messageId !== undefined && isComingBack(draft, threadId, outcome.error)) {
        return waitForPeer(draft, threadId, messageId);
      }
      return startFailed(draft, rid, threadId, messageId, isCurrent, outcome.failure);
    default:
      return assertNever(outcome);
  }
  pump(draft, threadId);
}

function startFailed(
  draft: ConversationsDraft,
  rid: string,
  id: ConversationId,
  messageId: MessageId | undefined,
  isCurrent: boolean,
  failure: Failure,
): void {
  const { wire, conversation } = draft.thread(id);
  const failedUnbound = failedInStrays(draft, rid);
  // The others may still come, under a number that has to show.
  if (isCurrent && failedUnbound > 0 && failedUnbound < conversation.participants.length)
    return awaitNumber(draft, rid);
  // Some of several did not come; the others did, or still may.
  const failed = wire?.failedInvites.length ?? 0;
  if (isCurrent && failed > 0 && (wire?.isConnected || failed < conversation.participants.length)) {
    return tellFailedInvites(draft, id, failure);
  }
  if (messageId !== undefined && !isOutdated(draft, id, rid, messageId))
    firstMessageFailed(draft, id, messageId, failure);
  if (isCurrent) {
    endConversation(draft, id, outcomeOfFailure(failure.code).end);
    failOutbox(draft, id, failure);
  } else if (isEndGuessed(draft, rid, conversation)) {
    // `terminated`, or our patience, has overtaken its reason.
    draft.editConversation(id, { end: outcomeOfFailure(failure.code).end });
  }
}

const guessedEnds: ReadonlySet<ConversationEnd> = new Set(['peer-declined', 'peer-offline', 'no-answer']);

function isEndGuessed(draft: ConversationsDraft, rid: string, { state, end }: Conversation): boolean {
  return state === 'ended' && end !== undefined && guessedEnds.has(end) && !draft.rids.get(rid)?.hasFailed;
}

/** Sent once more meanwhile, or told to have arrived by another request: this one says nothing of it any more. */
function isOutdated(draft: ConversationsDraft, id: ConversationId, rid: string, messageId: MessageId): boolean {
  if (draft.thread(id).outbox.includes(messageId)) return true;
  const uses = [...draft.rids.value].filter(([, use]) => use.messageId === messageId);
  const hasArrived = uses.some(
    ([each, use]) => each !== rid && use.invitation && use.confId !== undefined && !use.hasFailed,
  );
  return hasArrived || uses.at(-1)?.[0] !== rid;
}

function firstMessageFailed(
  draft: ConversationsDraft,
  id: ConversationId,
  messageId: MessageId,
  failure: Failure,
): void {
  const { invitation } = outcomeOfFailure(failure.code);
  if (invitation === 'sent') raiseToSent(draft, id, messageId);
  else draft.setDelivery(id, messageId, invitation, failure);
}

function messageSettled(
  draft: ConversationsDraft,
  rid: string,
  { threadId, messageId, confId }: RidUse,
  outcome: RequestOutcome,
): void {
  const { wire: current, sending } = draft.thread(threadId);
  const isUnderWay = sending?.rid === rid && current?.confId === confId && current?.refused === undefined;
  if (isUnderWay && messageId !== undefined && outcome.kind === 'failed' && isOutOfPlace(outcome.error))
    return awaitNews(draft, threadId, { messageId, rid, failure: outcome.failure });
  releaseSending(draft, threadId, rid);
  if (messageId === undefined) return;
  switch (outcome.kind) {
    case 'succeeded':
      raiseToSent(draft, threadId, messageId);
      awaitConfirmation(draft, threadId, messageId, confId);
      break;
    case 'not-sent':
      if (draft.message(threadId, messageId)?.delivery !== 'confirmed') putBack(draft, threadId, messageId);
      break;
    case 'unknown':
      markReplyLost(draft, threadId, messageId);
      break;
    case 'failed': {
      if (isOutdated(draft, threadId, rid, messageId)) break;
      // A doubt, where the other end has told that it has it.
      if (outcome.failure.code === 'unknown-outcome' && draft.message(threadId, messageId)?.delivery === 'confirmed')
        break;
      const { conversation, wire } = draft.thread(threadId);
      const hasEnded = !wire && (conversation.end === 'peer-left' || conversation.end === 'connection-lost');
      // It ran into the end of the conversation and reached nobody: it goes on in the next one.
      if (hasEnded && !conversation.isConference && outcome.failure.code === 'not-allowed') {
        putBack(draft, threadId, messageId);
      } else if (!wire && isOutOfPlace(outcome.error)) {
        draft.setDelivery(threadId, messageId, 'failed', { code: 'not-connected' });
      } else draft.setDelivery(threadId, messageId, outcomeOfFailure(outcome.failure.code).message, outcome.failure);
      break;
    }
    default:
      return assertNever(outcome);
  }
  pump(draft, threadId);
}

function rejoinSettled(draft: ConversationsDraft, rid: string, { threadId }: RidUse, outcome: RequestOutcome): void {
  const { wire } = draft.thread(threadId);
  if (wire?.startRid !== rid || wire.isConnected) return;
  if (outcome.kind === 'not-sent') {
    draft.drop(threadId, 'wire');
    draft.edit(threadId, { mustRejoin: true });
  } else if (outcome.kind === 'failed' || (outcome.kind === 'unknown' && wire.confId === undefined)) {
    // 6.8: who is told that the focus does not exist need not ask for it again.
    const isOver = outcome.kind === 'failed' && outcome.failure.code === 'not-found';
    if (isOver && draft.thread(threadId).invitesAnew) return inviteAnew(draft, threadId);
    endConversation(draft, threadId, isOver ? 'over' : 'connection-lost');
    if (isOver) draft.forgetFocus(threadId);
    failOutbox(draft, threadId, outcome.kind === 'failed' ? outcome.failure : { code: 'unknown-outcome' });
  }
}

/** The people were meant, whatever has become of the conference: what waits to be said begins the next one in its thread. */
function inviteAnew(draft: ConversationsDraft, id: ConversationId): void {
  leaveWire(draft, id);
  draft.forgetFocus(id);
  draft.edit(id, { invitesAnew: false });
  pump(draft, id);
}

function inviteSettled(draft: ConversationsDraft, rid: string, use: RidUse, outcome: RequestOutcome): void {
  const { threadId, people = [] } = use;
  if (outcome.kind === 'succeeded') {
    // They are asked; from now on a failure says of whom it is (4.8).
    draft.rids.set(rid, { ...use, people: [] });
  } else if (outcome.kind === 'failed' && draft.thread(threadId).wire?.failedInvites.length) {
    tellFailedInvites(draft, threadId, outcome.failure);
  } else forgetAsked(draft, threadId, people);
  // 6.6: it is done, or will not be.
  const isOver = outcome.kind === 'succeeded' || outcome.kind === 'failed';
  if (isOver && draft.thread(threadId).wire?.isEscalating) endEscalation(draft, threadId);
}

/**
 * What the leader asked for is done. That an event tells the same is inferred, and for whom it does is not clear (6.7, 7.12): either
 * may come first or alone, and the second finds nothing to change.
 */
function isDone(draft: ConversationsDraft, { threadId, purpose, people = [], confId }: RidUse): void {
  // Who has only been asked is taken back, and nobody is told of it.
  if (purpose === 'eject') forgetAsked(draft, threadId, people);
  const { wire, conversation } = draft.thread(threadId);
  if (!wire || wire.confId !== confId) return;
  if (purpose === 'lock' || purpose === 'unlock') {
    const locked = purpose === 'lock';
    if (conversation.locked !== locked) draft.editConversation(threadId, { locked });
    return;
  }
  for (const uri of people) {
    const found = conversation.participants.find((each) => each.uri === uri);
    if (!found || found.isInvited) continue;
    if (purpose === 'eject') applyUpdate(draft, threadId, { kind: 'participantRemoved', uri });
    else applyUpdate(draft, threadId, { kind: 'participant', uri, role: 'presenter' });
  }
}

function acceptSettled(draft: ConversationsDraft, { threadId }: RidUse, outcome: RequestOutcome): void {
  const { wire } = draft.thread(threadId);
  if (!wire || wire.isConnected || outcome.kind === 'succeeded') return;
  // As far as anybody knows it is still there to be answered; if not, its `connected` or `terminated` is on the way.
  draft.editWire(threadId, { isAccepted: false });
  draft.setState(threadId, 'invited');
  ring(draft, threadId);
}
