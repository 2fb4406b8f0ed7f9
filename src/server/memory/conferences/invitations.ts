// Ringing, answering and giving up (protocol.md 3.5–3.7, 6.3, 6.4). With several endpoints the invitation rings at all of them and
// the first to answer has it. It goes to sessions that somebody polls; where for the moment there is none it waits for one.
import type { ImMessage } from '../../../protocol/im-message';
import { noAnswer, sipFailure, temporarilyUnavailable } from '../../base/errors';
import type { CwaError } from '../../../protocol/cwa-error';
import { isEndpoint } from '../../world';
import type { UserSession, UserState } from '../user-state';
import type { ConferenceContext } from './context';
import {
  tell,
  tellParticipant,
  tellRemoved,
  type Conversation,
  type HeldMessage,
  type Invitation,
  type Leg,
  type Member,
} from './conversation';
import { deliver } from './messages';

/** 3.6: then the most active of several endpoints takes the session by itself, so that the caller can go on writing. */
export const defaultAutoAcceptMs = 7_000;

const declined = sipFailure(603, 'Decline', 'The invitation was declined.');

export interface Ringing {
  readonly conversation: Conversation;
  readonly inviter: Member;
  readonly user: UserState;
  readonly rid: string;
  readonly message?: ImMessage;
  readonly isInitial: boolean;
}

export function ring(context: ConferenceContext, ringing: Ringing): void {
  const { conversation, inviter, user, rid, message, isInitial } = ringing;
  // One who was asked before has made an end of it: the sender's own session, for instance, was full.
  if (conversation.mode === 'ended') return;
  const isPeer = conversation.focusUri === undefined;
  // 4.8: a format only for one-to-one.
  const shown = message && (isPeer ? message : { content: message.content });
  const invitation: Invitation = {
    user,
    inviter,
    rid,
    isInitial,
    received: {
      kind: 'imSessionReceived',
      inviter: {
        uri: inviter.user.person.uri,
        name: inviter.user.person.name,
        sourceNetwork: context.users.network(inviter.user.person, user.person),
      },
      role: 'attendee',
      escalationMode: isPeer ? 'invitingPeer' : 'escalated',
      subject: conversation.subject ?? '',
      ...(shown && { message: shown }),
    },
    legs: [],
    isTold: false,
    seenAt: [],
    isOverdue: false,
    cancelTimer: () => undefined,
  };
  conversation.invitations.set(user.key, invitation);
  context.openInvitations.add(invitation);
  ringAt(context, invitation, user.endpoints);
  if (context.autoAcceptMs === 'off' || !context.openInvitations.has(invitation)) return;
  const handle = context.clock.setTimeout(() => autoAccept(context, invitation), context.autoAcceptMs);
  invitation.cancelTimer = () => context.clock.clearTimeout(handle);
}

function ringAt(context: ConferenceContext, invitation: Invitation, sessions: readonly UserSession[]): void {
  const { conversation } = invitation.inviter.leg;
  const legs = sessions.map((session) => context.addLeg(session, conversation, 'ringing'));
  for (const leg of legs) invitation.legs.push(leg);
  for (const leg of legs) {
    tell(leg, invitation.received, {
      onTold: () => {
        invitation.isTold = true;
        conversation.isOpeningTold ||= invitation.isInitial;
      },
      onAcknowledged: () => {
        invitation.seenAt.push(leg);
        if (invitation.isOverdue) autoAccept(context, invitation);
      },
      // Its client has gone past it, and does not know that it is asked.
      onLost: () => ringingSessionEnded(context, leg),
    });
    tell(leg, { kind: 'imSessionState', state: 'incoming' });
  }
}

/**
 * A session has begun, or polls again: it gets what waits for its user. Not what another session has been told: that one's client may
 * be the same, and would show the text twice.
 */
export function ringWaiting(context: ConferenceContext, session: UserSession): void {
  const { user } = session;
  for (const invitation of [...context.openInvitations]) {
    const { inviter, isTold, legs } = invitation;
    if (invitation.user !== user || isTold || legs.some((leg) => leg.session === session)) continue;
    if (context.isReachable(inviter.user, user)) ringAt(context, invitation, [session]);
  }
}

/** Called at each tick: where nobody polls who could answer, and nobody is awaited, the inviter has waited long enough. */
export function giveUpWaiting(context: ConferenceContext): void {
  for (const invitation of [...context.openInvitations]) {
    const isHeard = invitation.legs.some(({ session }) => isEndpoint(session));
    if (isHeard || mayStillRing(context, invitation)) continue;
    // Whoever comes back to it sees that it was missed; but where nobody was told, the inviter may say it again.
    if (invitation.isTold) withdraw(context, invitation);
    else forget(context, invitation);
    giveUp(context, invitation);
  }
}

const mayStillRing = (context: ConferenceContext, { isTold, user }: Invitation): boolean =>
  !isTold && context.isAwaited(user);

/**
 * Only between several that are polled: with one endpoint there is nobody to choose between, and a person who is away must not be
 * said to have accepted; it rings until somebody answers or the inviter gives up (3.6). And never at an endpoint whose client has
 * not got the invitation: it may be long gone, and what is said to it would reach nobody.
 */
function autoAccept(context: ConferenceContext, invitation: Invitation): void {
  invitation.isOverdue = true;
  const polled = invitation.legs.filter(({ state, session }) => state === 'ringing' && session.attention === 'polling');
  if (polled.length < 2) return;
  const [mostActive] = polled
    .filter((leg) => invitation.seenAt.includes(leg))
    .sort((a, b) => b.session.lastActiveAt - a.session.lastActiveAt);
  if (mostActive) accept(context, mostActive);
}

function invitationAt(leg: Leg): Invitation | undefined {
  return leg.conversation.invitations.get(leg.session.user.key);
}

/** Somebody, or the server for them, takes the session at this endpoint; at the others it is over. */
export function accept(context: ConferenceContext, leg: Leg, rid?: string): void {
  const invitation = invitationAt(leg);
  if (!invitation) return;
  const { conversation } = leg;
  closeInvitation(context, invitation, leg);
  leg.state = 'joined';
  const member: Member = { user: leg.session.user, leg, role: 'attendee' };
  context.touch(conversation);
  if (conversation.focusUri === undefined) connectPeers(context, invitation, member);
  else joinFocus(context, conversation, member);
  if (rid !== undefined) leg.session.succeed(rid);
  if (invitation.isInitial) deliverHeld(context, conversation, member);
}

/** 6.3 rows 5 to 7 for the inviter, 6.4 row 2 for the invited. */
function connectPeers(context: ConferenceContext, { inviter, rid }: Invitation, member: Member): void {
  const { conversation } = member.leg;
  conversation.mode = 'peer';
  conversation.members.push(member);
  context.watchIdle(conversation);
  tell(member.leg, { kind: 'imSessionState', state: 'connecting' });
  for (const [own, other] of [
    [member, inviter],
    [inviter, member],
  ] as const) {
    tellParticipant(own.leg, other);
    tell(own.leg, { kind: 'role', role: own.role });
    tell(own.leg, { kind: 'escalationMode', mode: 'peer' });
    if (own === inviter) tell(own.leg, { kind: 'imSessionState', state: 'connecting' });
    tell(own.leg, { kind: 'imSessionState', state: 'connected' });
  }
  inviter.leg.session.succeed(rid);
}

/** 6.6 row 5. The first to come connects a conference that has just been made. */
export function joinFocus(context: ConferenceContext, conversation: Conversation, member: Member): void {
  const { leg } = member;
  conversation.members.push(member);
  tell(leg, { kind: 'imSessionState', state: 'connecting' });
  if (conversation.focusUri) tell(leg, { kind: 'confUri', uri: conversation.focusUri });
  tell(leg, { kind: 'role', role: member.role });
  tell(leg, { kind: 'escalationMode', mode: 'escalated' });
  for (const other of conversation.others(member)) {
    tellParticipant(leg, other);
    tellParticipant(other.leg, member);
  }
  if (conversation.isLocked) tell(leg, { kind: 'locked', locked: true });
  tell(leg, { kind: 'imSessionState', state: 'connected' });
  if (conversation.mode === 'inviting') connectOrganizer(context, conversation);
}

function connectOrganizer(context: ConferenceContext, conversation: Conversation): void {
  conversation.mode = 'focus';
  context.watchIdle(conversation);
  const [organizer] = conversation.members;
  if (!organizer) return;
  tell(organizer.leg, { kind: 'imSessionState', state: 'connected' });
  if (conversation.startRid !== undefined) organizer.leg.session.succeed(conversation.startRid);
}

/** What was said before anybody answered comes after the invitation, in order (field notes); the sender is told once. */
function deliverHeld(context: ConferenceContext, conversation: Conversation, member: Member): void {
  for (const held of conversation.held) deliver(context, conversation, held, [member], isFirst(held));
}

const isFirst = (held: HeldMessage): boolean => {
  const wasDelivered = held.isDelivered;
  held.isDelivered = true;
  return !wasDelivered;
};

/** 6.4 row 3. It is declined for all endpoints: a person who said no here does not want to be asked again next door. */
export function decline(context: ConferenceContext, leg: Leg, rid: string): void {
  const invitation = invitationAt(leg);
  leg.session.succeed(rid);
  if (!invitation) return context.endLeg(leg);
  closeInvitation(context, invitation);
  failInvitation(context, invitation, declined);
}

/** The inviter gives up, or whom they invited is not wanted any more: told from "answered elsewhere" by who went (6.4 row 5). */
export function withdraw(context: ConferenceContext, invitation: Invitation): void {
  for (const leg of invitation.legs) tellRemoved(leg, invitation.inviter.user);
  closeInvitation(context, invitation);
}

/** As if it had never been; nobody has been told of it. */
export function forget(context: ConferenceContext, invitation: Invitation): void {
  for (const leg of invitation.legs) context.forgetLeg(leg);
  closeInvitation(context, invitation);
}

/** A session that was asked is gone. */
export function ringingSessionEnded(context: ConferenceContext, leg: Leg): void {
  if (leg.state !== 'ringing') return;
  const invitation = invitationAt(leg);
  context.endLeg(leg);
  if (!invitation) return;
  invitation.legs = invitation.legs.filter((other) => other !== leg);
  if (invitation.legs.length > 0 || mayStillRing(context, invitation)) return;
  closeInvitation(context, invitation);
  giveUp(context, invitation);
}

/** Nobody has answered; the invitation is closed. */
function giveUp(context: ConferenceContext, invitation: Invitation): void {
  failInvitation(context, invitation, invitation.isTold ? noAnswer : temporarilyUnavailable, true);
}

function closeInvitation(context: ConferenceContext, invitation: Invitation, answeredAt?: Leg): void {
  invitation.cancelTimer();
  context.openInvitations.delete(invitation);
  for (const leg of invitation.legs) if (leg !== answeredAt) context.endLeg(leg);
  invitation.inviter.leg.conversation.invitations.delete(invitation.user.key);
}

/**
 * Somebody does not come. For a conversation that nobody else can join any more this is the end, in the documented order
 * (3.5): `none`, `inviteFailed`, `requestFailed`, `terminated`. `inviteFailed` is documented for somebody who could not be
 * reached and for invitations to a conference (3.11); a declined one-to-one session has only its reason.
 */
function failInvitation(
  context: ConferenceContext,
  { user, inviter, rid }: Pick<Invitation, 'user' | 'inviter' | 'rid'>,
  error: CwaError,
  wasUnreachable = false,
): void {
  const { leg } = inviter;
  const { conversation } = leg;
  if (leg.state !== 'joined') return;
  const isOver = conversation.mode === 'inviting' && conversation.invitations.size === 0;
  if (isOver) tell(leg, { kind: 'escalationMode', mode: 'none' });
  if (wasUnreachable || conversation.focusUri) tell(leg, { kind: 'inviteFailed', uri: user.person.uri });
  // Who was told may have read the text: it is not known to have failed, only to be without an answer.
  const isOnlyLast = isOver && wasUnreachable && conversation.isOpeningTold;
  leg.session.fail(rid, isOnlyLast ? noAnswer : error);
  if (!isOver) return;
  failHeld(conversation, error);
  context.end(conversation);
}

/** What was said meanwhile reaches nobody. */
export function failHeld(conversation: Conversation, error: CwaError): void {
  for (const { from, rid, isDelivered } of conversation.held) if (!isDelivered) from.leg.session.fail(rid, error);
  conversation.held = [];
}
