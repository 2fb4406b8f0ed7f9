// What became of our conference requests: replies, results, and silence (protocol.md 1.8, 6.3, 6.11, 7.4).
import { assertNever } from '../../../shared/assert-never';
import type { RequestAccepted } from '../../../protocol/replies/request-accepted';
import type { Failure } from '../../../shared/domain/failure';
import type { ConversationEnd, ConversationId } from '../../../shared/domain/conversation';
import type { MessageId } from '../../../shared/domain/message';
import type { RequestOutcome } from '../request-table';
import type { RidUse } from './conversations-state';
import { isComingBack, waitForPeer } from './coming-back';
import { endConversation, leaveUnconfirmed } from './ending';
import { tellFailedInvites } from './failed-invites';
import { failOutbox, pump, putBack } from './outbox';
import { applyUpdate } from './updates';
import type { Work } from './work';

export function requestAccepted(work: Work, rid: string, reply: RequestAccepted): void {
  const use = work.rids.get(rid);
  if (!use) return;
  if (isOfLostSession(work, use)) return requestSettled(work, rid, { kind: 'unknown' });
  if (reply.confId !== undefined) bindByRid(work, rid, reply.confId);
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

/** 7.4: the number comes in the reply, in an event, or in both. */
export function bindByRid(work: Work, rid: string, confId: number): void {
  const use = work.rids.get(rid);
  if (!use) return;
  const { threadId } = use;
  const thread = work.threads.get(threadId);
  if (use.purpose !== 'start' && use.purpose !== 'abandoned' && use.purpose !== 'rejoin') return;
  if (thread?.wire?.confId === confId) return;
  const isOurs = use.purpose !== 'abandoned' && thread !== undefined;
  if (isOurs && thread.wire?.startRid === rid) {
    bind(work, threadId, confId);
  } else if (isOurs && !thread.wire && thread.conversation.end === 'failed') {
    // Its reply had been lost and we had given it up: it lives after all.
    work.edit(threadId, {
      wire: {
        startRid: rid,
        isIncoming: false,
        isAccepted: true,
        isConnected: false,
        isEscalating: false,
        isRejoin: use.purpose === 'rejoin',
        unconfirmed: [],
        failedInvites: [],
      },
    });
    work.setState(threadId, 'inviting');
    bind(work, threadId, confId);
  } else if (!work.over.has(confId)) {
    // Left, or begun again, before its number was known: end it now.
    work.over.set(confId, threadId);
    work.strays.delete(confId);
    work.request(confId, { kind: 'terminateImSession' }, { threadId, purpose: 'other' });
  }
  if (use.messageId !== undefined && thread) raiseToSent(work, threadId, use.messageId);
}

/** From here on the events of this number are the thread's; those that came before their number was known are made up for. */
export function bind(work: Work, id: ConversationId, confId: number): void {
  work.editWire(id, { confId });
  work.byConfId.set(confId, id);
  work.over.delete(confId);
  const strays = work.strays.get(confId) ?? [];
  work.strays.delete(confId);
  for (const update of strays) {
    if (work.byConfId.get(confId) === id) applyUpdate(work, id, update);
  }
}

export function requestSettled(work: Work, rid: string, settled: RequestOutcome): void {
  const use = work.rids.get(rid);
  if (!use || !work.threads.has(use.threadId)) return;
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
      if (outcome.kind === 'failed') tellFailedInvites(work, use.threadId, outcome.failure);
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
      if (isCurrent) work.dropWire(threadId);
      if (messageId !== undefined) putBack(work, threadId, messageId);
      break;
    case 'unknown':
      if (messageId !== undefined) markUnknown(work, threadId, messageId);
      if (isCurrent && wire?.confId === undefined) endConversation(work, threadId, 'failed');
      return;
    case 'failed':
      if (isCurrent && messageId !== undefined && isComingBack(work, threadId, outcome.error)) {
        return waitForPeer(work, threadId, messageId);
      }
      return startFailed(work, threadId, messageId, isCurrent, outcome.failure);
    default:
      return assertNever(outcome);
  }
  pump(work, threadId);
}

function startFailed(
  work: Work,
  id: ConversationId,
  messageId: MessageId | undefined,
  isCurrent: boolean,
  failure: Failure,
): void {
  const { wire, conversation } = work.thread(id);
  // Some of several did not come; the others did, or still may.
  const failed = wire?.failedInvites.length ?? 0;
  if (isCurrent && failed > 0 && (wire?.isConnected || failed < conversation.participants.length)) {
    return tellFailedInvites(work, id, failure);
  }
  if (messageId !== undefined) firstMessageFailed(work, id, messageId, failure);
  if (isCurrent) {
    endConversation(work, id, endOfFailure(failure));
    failOutbox(work, id, failure);
  } else if (conversation.state === 'ended' && conversation.end === 'peer-declined') {
    // `terminated` has overtaken its reason.
    work.editConversation(id, { end: endOfFailure(failure) });
  }
}

/** It came with the invitation: who declined has read it, and who did not answer in time may have. */
function firstMessageFailed(work: Work, id: ConversationId, messageId: MessageId, failure: Failure): void {
  if (failure.code === 'refused') return;
  if (failure.code === 'timeout') work.setDelivery(id, messageId, 'unknown', failure);
  else work.setDelivery(id, messageId, 'failed', failure);
}

function endOfFailure({ code }: Failure): ConversationEnd {
  if (code === 'peer-offline' || code === 'timeout') return 'peer-offline';
  return code === 'refused' ? 'peer-declined' : 'failed';
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
      putBack(work, threadId, messageId);
      break;
    case 'unknown':
      markUnknown(work, threadId, messageId);
      break;
    case 'failed': {
      const { conversation, wire } = work.thread(threadId);
      const hasEnded = !wire && (conversation.end === 'peer-left' || conversation.end === 'connection-lost');
      // It ran into the end of the conversation and reached nobody: it goes on in the next one.
      if (hasEnded && !conversation.isConference && outcome.failure.code === 'not-allowed') {
        putBack(work, threadId, messageId);
      } else work.setDelivery(threadId, messageId, 'failed', outcome.failure);
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
    work.dropWire(threadId);
    work.edit(threadId, { mustRejoin: true });
  } else if (outcome.kind === 'failed' || (outcome.kind === 'unknown' && wire.confId === undefined)) {
    // 6.8: who is told that the focus does not exist need not ask for it again.
    const isOver = outcome.kind === 'failed' && outcome.failure.code === 'not-found';
    endConversation(work, threadId, isOver ? 'over' : 'connection-lost');
    if (isOver) work.forgetFocus(threadId);
    failOutbox(work, threadId, outcome.kind === 'failed' ? outcome.failure : { code: 'unknown-outcome' });
  }
}

function acceptSettled(work: Work, { threadId }: RidUse, outcome: RequestOutcome): void {
  const { wire } = work.thread(threadId);
  if (!wire || wire.isConnected || outcome.kind === 'succeeded') return;
  // As far as anybody knows it is still there to be answered; if not, its `connected` or `terminated` is on the way.
  work.editWire(threadId, { isAccepted: false });
  work.setState(threadId, 'invited');
}

/** The server took it. Later states stay. */
export function raiseToSent(work: Work, id: ConversationId, messageId: MessageId): void {
  const delivery = work.message(id, messageId)?.delivery;
  if (delivery === 'queued' || delivery === 'sending' || delivery === 'unknown')
    work.setDelivery(id, messageId, 'sent');
}

function markUnknown(work: Work, id: ConversationId, messageId: MessageId): void {
  if (work.message(id, messageId)?.delivery !== 'sending') return;
  work.setDelivery(id, messageId, 'unknown', { code: 'unknown-outcome' });
}

function releaseSending(work: Work, id: ConversationId, rid: string): void {
  const thread = work.thread(id);
  if (thread.sending?.rid !== rid) return;
  const { sending: _, ...rest } = thread;
  work.threads.set(id, rest);
}
