// Incoming calls (protocol.md 3.15–3.17, 4.9, 4.10, 5.8, 6.12): they ring here and are answered elsewhere, or with a conversation.
import { assertNever } from '../../../shared/assert-never';
import type { VoIPReceived } from '../../../protocol/conference-events/voip-received';
import type { ConferenceAction } from '../../../protocol/conference-actions';
import { callOutcome, type Call, type CallAction, type ConversationId } from '../../../shared/domain/conversation';
import { FailureError } from '../../../shared/domain/failure';
import type { Change, Model } from '../../../shared/domain/model';
import type { Signal } from '../engine';
import { checkedPersonUri, displayName, personUri } from '../people/person-uri';

/** The server's number of each ringing call. */
export type RingingCalls = ReadonlyMap<number, ConversationId>;

export interface ReducedCalls {
  readonly ringing: RingingCalls;
  readonly changes: readonly Change[];
  readonly signals: readonly Signal[];
}

export function callReceived(
  ringing: RingingCalls,
  confId: number,
  event: VoIPReceived,
  model: Model,
  newConversationId: () => ConversationId,
  now: number,
): ReducedCalls {
  // The same call again.
  if (ringing.has(confId)) return { ringing, changes: [], signals: [] };
  const conversationId = newConversationId();
  const from = personUri(event.uri);
  const call: Call = {
    conversationId,
    from,
    name: displayName(model, from, event.displayName),
    ...(event.subject && { subject: event.subject }),
    state: 'ringing',
    canRedirect: event.redirectable,
    canReplyWithIm: event.canReplyWithIM,
    isUrgent: event.priority?.toLowerCase() === 'urgent',
    at: now,
  };
  return {
    ringing: new Map(ringing).set(confId, conversationId),
    changes: [{ kind: 'call', call }],
    signals: [{ kind: 'callReceived', conversationId }],
  };
}

export function callEnded(ringing: RingingCalls, confId: number, reason: string, model: Model): ReducedCalls {
  const conversationId = ringing.get(confId);
  const call = conversationId === undefined ? undefined : model.calls.get(conversationId);
  if (!call) return { ringing, changes: [], signals: [] };
  const rest = new Map(ringing);
  rest.delete(confId);
  return {
    ringing: rest,
    changes: [{ kind: 'call', call: { ...call, state: 'ended', reason, isUnseen: callOutcome(reason) === 'missed' } }],
    signals: [{ kind: 'callEnded', conversationId: call.conversationId }],
  };
}

/** Nobody has to be told of the missed call any more. */
export function callSeen(id: ConversationId, { calls }: Model): Change[] {
  const call = calls.get(id);
  return call?.isUnseen ? [{ kind: 'call', call: { ...call, isUnseen: false } }] : [];
}

/** The server session is gone, and with it every call that it told of. */
export function allCallsEnded(ringing: RingingCalls, model: Model): ReducedCalls {
  const ended = [...ringing.keys()].map((confId) => callEnded(ringing, confId, 'SessionDown', model));
  return {
    ringing: new Map(),
    changes: ended.flatMap(({ changes }) => changes),
    signals: ended.flatMap(({ signals }) => signals),
  };
}

export function confIdOfCall(ringing: RingingCalls, id: ConversationId): number {
  for (const [confId, conversationId] of ringing) if (conversationId === id) return confId;
  throw new FailureError('not-found', 'no ringing call');
}

/** What to say to a ringing call. Throws `FailureError` where the caller's side does not allow it. */
export function answerAction(call: Call, action: CallAction, to: string | undefined): ConferenceAction {
  switch (action) {
    case 'redirect':
      if (!call.canRedirect) throw new FailureError('not-allowed', 'the call cannot be redirected');
      return { kind: 'voIPRedirect', uri: redirectTarget(to) };
    case 'reply-with-im':
      if (!call.canReplyWithIm) throw new FailureError('not-allowed', 'the caller takes no messages');
      return { kind: 'voIPReplyWithIM' };
    case 'busy':
      return { kind: 'voIPTerminate', action: 'busyhere' };
    case 'decline':
      return { kind: 'voIPTerminate', action: 'declineeverywhere' };
    case 'unavailable':
      return { kind: 'voIPTerminate', action: 'temporarilyunavailable' };
    case 'voicemail':
      return { kind: 'voIPTerminate', action: 'voicemail' };
    default:
      return assertNever(action);
  }
}

/** 3.15: a `sip:` address, or `tel:` with an E.164 number; anything else is rejected. */
function redirectTarget(to: string | undefined): string {
  const target = to?.trim() ?? '';
  if (/^tel:/i.test(target)) {
    const number = target.slice(4).replace(/[\s().-]/g, '');
    if (/^\+[1-9]\d{1,14}$/.test(number)) return `tel:${number}`;
    throw new FailureError('bad-uri', 'not a full international number');
  }
  return checkedPersonUri(target);
}
