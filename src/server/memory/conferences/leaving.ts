// Ways out of a conversation (protocol.md 3.7, 6.4, 6.7).
import { sipFailure, temporarilyUnavailable } from '../../base/errors';
import type { ConferenceContext } from './context';
import { tellRemoved, type Leg, type Member } from './conversation';
import { decline, failHeld, forget, ringingSessionEnded, withdraw } from './invitations';
import { notConnected } from './messages';

const cancelled = sipFailure(487, 'Request Terminated', 'The invitation was withdrawn.');

export function terminateImSession(context: ConferenceContext, leg: Leg, rid: string): void {
  if (leg.state === 'ringing') return decline(context, leg, rid);
  const member = leg.conversation.memberAt(leg);
  if (!member) return leg.session.fail(rid, notConnected);
  leg.session.succeed(rid);
  takeBack(context, member);
  leave(context, member);
}

/** Who gives up before anybody was told has said nothing: what came with the invitation has failed, and is shown to nobody. */
function takeBack(context: ConferenceContext, { leg }: Member): void {
  const { conversation } = leg;
  if (conversation.mode !== 'inviting') return;
  for (const invitation of [...conversation.invitations.values()]) if (!invitation.isTold) forget(context, invitation);
  if (conversation.isOpeningTold || conversation.startRid === undefined) return;
  leg.session.fail(conversation.startRid, temporarilyUnavailable);
  conversation.startRid = undefined;
}

/** The session has ended; nobody listens to it any more. */
export function sessionEnded(context: ConferenceContext, leg: Leg): void {
  if (leg.state === 'ringing') return ringingSessionEnded(context, leg);
  const member = leg.conversation.memberAt(leg);
  if (!member) return;
  leave(context, member);
}

/** 3.7: no `participantRemoved` for who leaves. Between two it is the end; a conference goes on, also with one in it. */
function leave(context: ConferenceContext, member: Member): void {
  const { conversation, session } = member.leg;
  if (conversation.mode === 'inviting') {
    const { startRid } = conversation;
    if (startRid !== undefined) session.fail(startRid, cancelled);
    failHeld(conversation, cancelled);
  }
  remove(context, member);
  for (const other of conversation.members) tellRemoved(other.leg, member.user);
  const isOver = conversation.mode !== 'focus' || conversation.members.length === 0;
  if (!isOver) return;
  for (const invitation of [...conversation.invitations.values()]) withdraw(context, invitation);
  context.end(conversation);
}

/** Takes somebody out and ends their part in it; the others are told by who calls. */
export function remove(context: ConferenceContext, member: Member): void {
  const { conversation } = member.leg;
  const at = conversation.members.indexOf(member);
  if (at >= 0) conversation.members.splice(at, 1);
  context.endLeg(member.leg);
}
