// Incoming calls (protocol.md 3.15–3.17, 4.9, 4.10, 5.8, 6.12). No request of the API starts a call: only somebody in the
// server's own process can.
import type { CwaReply } from '../../../protocol/replies';
import type { VoIPReplyName } from '../../../protocol/replies/request-accepted';
import type { VoIPTerminated } from '../../../protocol/conference-events/voip-terminated';
import type { VoIPTerminate } from '../../../protocol/conference/voip-terminate';
import { parseSipUri, type SipUri } from '../../../protocol/sip-uri';
import { invalidOperation, invalidRequest } from '../../base/errors';
import type { UserState } from '../user-state';
import type { Call, CallEnd, CallLeg, CallOffer } from './call';
import type { ConferenceContext } from './context';
import { initiateInReplyToCall } from './start';

/** 4.10. */
const callTimeoutMs = 5 * 60_000;

export interface RingingCall {
  hangUp(): void;
}

/** Undefined: nobody is there to hear it. */
export function startCall(
  context: ConferenceContext,
  to: UserState,
  offer: CallOffer,
  onEnd: (end: CallEnd) => void,
): RingingCall | undefined {
  const { endpoints } = to;
  if (endpoints.length === 0) return undefined;
  const call: Call = { offer, onEnd, legs: [], cancelTimer: () => undefined };
  for (const session of endpoints) {
    const leg: CallLeg = { kind: 'call', session, call, confId: 0 };
    leg.confId = context.tableOf(session).add(leg);
    call.legs.push(leg);
    session.push({ kind: 'conference', confId: leg.confId, updates: [{ kind: 'voIPReceived', ...offer }] });
  }
  const handle = context.clock.setTimeout(() => endByItself(context, call, 'Timeout'), callTimeoutMs);
  call.cancelTimer = () => context.clock.clearTimeout(handle);
  return { hangUp: () => endByItself(context, call, 'Remote') };
}

export function voIPRedirect(context: ConferenceContext, leg: CallLeg, rid: string, uri: SipUri): CwaReply {
  if (!leg.call.offer.redirectable) return refuse(rid, 'The call cannot be redirected.');
  // 3.15: `tel:` with an E.164 number, or a SIP address.
  const isTarget = /^tel:\+[1-9]\d{1,14}$/iu.test(uri) || parseSipUri(uri) !== undefined;
  if (!isTarget) return { kind: 'requestInvalid', rid, error: invalidRequest('not a SIP URI or an E.164 number') };
  return answer(context, leg, rid, 'voIPRedirectSucceeded', { kind: 'redirected', to: uri });
}

export function voIPTerminate(
  context: ConferenceContext,
  leg: CallLeg,
  rid: string,
  action: VoIPTerminate['action'],
): CwaReply {
  return answer(context, leg, rid, 'voIPTerminateSucceeded', { kind: 'refused', action });
}

export function voIPReplyWithIM(context: ConferenceContext, leg: CallLeg, rid: string): CwaReply {
  const { offer } = leg.call;
  if (!offer.canReplyWithIM) return refuse(rid, 'The caller takes no messages.');
  const reply = answer(context, leg, rid, 'voIPReplyWithIMAccepted', { kind: 'answered-with-im' }, false);
  initiateInReplyToCall(context, leg.session, rid, leg.confId, offer.uri);
  return reply;
}

export function callSessionEnded(context: ConferenceContext, leg: CallLeg): void {
  const { call } = leg;
  call.legs = call.legs.filter((other) => other !== leg);
  context.tableOf(leg.session).remove(leg.confId, leg);
  if (call.legs.length > 0) return;
  call.cancelTimer();
  call.onEnd({ kind: 'ended', reason: 'SessionDown' });
}

const refuse = (rid: string, detail: string): CwaReply => ({
  kind: 'requestFailed',
  rid,
  error: invalidOperation(detail),
});

/** 7.32: one `rid`, that of the `conference` element. The other endpoints hear that it is over. */
function answer(
  context: ConferenceContext,
  leg: CallLeg,
  rid: string,
  name: VoIPReplyName,
  end: CallEnd,
  isDone = true,
): CwaReply {
  const { call, session, confId } = leg;
  context.tableOf(session).remove(confId, leg);
  close(context, call, 'Remote', leg);
  if (isDone) session.succeed(rid);
  call.onEnd(end);
  return { kind: 'requestAccepted', rid, voIP: { name, confId } };
}

function endByItself(context: ConferenceContext, call: Call, reason: VoIPTerminated['reason']): void {
  if (call.legs.length === 0) return;
  close(context, call, reason);
  call.onEnd({ kind: 'ended', reason });
}

function close(context: ConferenceContext, call: Call, reason: VoIPTerminated['reason'], answeredAt?: CallLeg): void {
  call.cancelTimer();
  for (const leg of call.legs) {
    if (leg === answeredAt) continue;
    leg.session.push({ kind: 'conference', confId: leg.confId, updates: [{ kind: 'voIPTerminated', reason }] });
    context.tableOf(leg.session).remove(leg.confId, leg);
  }
  call.legs = [];
}
