// Conferences of more than two (protocol.md 3.11–3.14, 6.6, 6.7).
import { sipUriKey, type SipUri } from '../../../protocol/sip-uri';
import type { CwaError } from '../../../protocol/cwa-error';
import { invalidOperation, sipFailure } from '../../base/errors';
import type { UserState } from '../user-state';
import { whyUnreachable, type ConferenceContext } from './context';
import { tell, tellParticipant, tellRemoved, type Leg, type Member } from './conversation';
import { ring, withdraw } from './invitations';
import { remove } from './leaving';
import { notConnected } from './messages';
import { distinct, tooManyPeople } from './start';

const notPresenter = invalidOperation('Only a presenter may do this.');
const notConference = invalidOperation('This is not a conference.');
const isLocked = invalidOperation('The conference is locked.');
const notThere = sipFailure(404, 'Not Found', 'There is no such participant.');

export function inviteParticipants(context: ConferenceContext, leg: Leg, rid: string, wanted: readonly SipUri[]): void {
  const { conversation, session } = leg;
  const inviter = conversation.memberAt(leg);
  if (!inviter || conversation.mode === 'inviting') return session.fail(rid, notConnected);
  if (conversation.isLocked) return session.fail(rid, isLocked);
  // Who is in already, or has been asked, is not asked again.
  const uris = distinct(wanted).filter((uri) => {
    const key = sipUriKey(uri);
    return !conversation.invitations.has(key) && !conversation.members.some(({ user }) => user.key === key);
  });
  if (conversation.headCount + uris.length > context.limits.participants) return session.fail(rid, tooManyPeople);
  context.touch(conversation);
  const users = uris.map((uri) => ({ uri, user: context.users.byUri(uri) }));
  const reachable = users.flatMap(({ user }) => (context.mayInvite(session.user, user) ? [user] : []));
  const absent = users
    .filter(({ user }) => !user || !reachable.includes(user))
    .map(({ uri, user }) => ({ uri, error: whyUnreachable(user) }));
  if (conversation.mode === 'peer' && uris.length > 0) {
    const hasChanged = escalate(context, inviter, reachable);
    if (!hasChanged) return failAll(inviter, rid, absent);
  }
  // 7.35, 3.11: who invites is made a presenter.
  if (conversation.mode === 'focus' && inviter.role !== 'presenter') promote(inviter);
  session.succeed(rid);
  for (const user of reachable) ring(context, { conversation, inviter, user, rid, isInitial: false });
  failAll(inviter, rid, absent);
}

/** `inviteFailed`, and its reason at once after it (4.8). */
function failAll(
  { leg }: Member,
  rid: string,
  absent: readonly { readonly uri: SipUri; readonly error: CwaError }[],
): void {
  for (const { uri, error } of absent) {
    tell(leg, { kind: 'inviteFailed', uri });
    leg.session.fail(rid, error);
  }
}

/** 6.6. Without anybody who could come the change fails, and the mode goes back to `peer` (row 6). */
function escalate(context: ConferenceContext, inviter: Member, reachable: readonly UserState[]): boolean {
  const { conversation } = inviter.leg;
  const { members } = conversation;
  for (const { leg } of members) tell(leg, { kind: 'escalationMode', mode: 'escalating' });
  if (reachable.length === 0) {
    for (const { leg } of members) tell(leg, { kind: 'escalationMode', mode: 'peer' });
    return false;
  }
  const uri = context.openFocus(conversation);
  conversation.mode = 'focus';
  inviter.role = 'presenter';
  for (const { leg, role } of members) {
    tell(leg, { kind: 'confUri', uri });
    tell(leg, { kind: 'role', role });
    tell(leg, { kind: 'escalationMode', mode: 'escalated' });
  }
  for (const member of members) for (const other of conversation.others(member)) tellParticipant(member.leg, other);
  return true;
}

/** 6.7: the promoted is told its role, the others who has a new one. */
function promote(member: Member): void {
  member.role = 'presenter';
  tell(member.leg, { kind: 'role', role: member.role });
  for (const other of member.leg.conversation.others(member)) tellParticipant(other.leg, member);
}

export function promoteParticipant(leg: Leg, rid: string, uri: SipUri): void {
  const { conversation, session } = leg;
  const refusal = refuseLeader(leg);
  if (refusal) return session.fail(rid, refusal);
  const member = conversation.members.find(({ user }) => user.key === sipUriKey(uri));
  if (!member) return session.fail(rid, notThere);
  session.succeed(rid);
  if (member.role !== 'presenter') promote(member);
}

/** 7.12: `participantRemoved` to the removed and to all who stay. */
export function ejectParticipant(context: ConferenceContext, leg: Leg, rid: string, uri: SipUri): void {
  const { conversation, session } = leg;
  const refusal = refuseLeader(leg);
  if (refusal) return session.fail(rid, refusal);
  const key = sipUriKey(uri);
  if (key === session.user.key) return session.fail(rid, invalidOperation('Nobody ejects themselves.'));
  const invitation = conversation.invitations.get(key);
  const member = conversation.members.find(({ user }) => user.key === key);
  if (!member && !invitation) return session.fail(rid, notThere);
  session.succeed(rid);
  if (invitation) withdraw(context, invitation);
  if (!member) return;
  tellRemoved(member.leg, member.user);
  remove(context, member);
  for (const other of conversation.members) tellRemoved(other.leg, member.user);
}

/** 7.11: `true` locks. Who has been asked before may still come; a new invitation and the focus URI do not work (3.14). */
export function lock(leg: Leg, rid: string, locked: boolean): void {
  const { conversation, session } = leg;
  const refusal = refuseLeader(leg);
  if (refusal) return session.fail(rid, refusal);
  conversation.isLocked = locked;
  session.succeed(rid);
  for (const member of conversation.members) tell(member.leg, { kind: 'locked', locked });
}

function refuseLeader(leg: Leg): typeof notPresenter | undefined {
  const member = leg.conversation.memberAt(leg);
  if (!member) return notConnected;
  if (leg.conversation.mode !== 'focus') return notConference;
  return member.role === 'presenter' ? undefined : notPresenter;
}
