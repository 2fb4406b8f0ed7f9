// How a conversation begins (protocol.md 3.5, 6.3, 6.8, 7.4, 7.5): one-to-one, with several, or by the focus URI of one that lives.
import type { CwaReply } from '../../../protocol/replies';
import type { InitiateImSession } from '../../../protocol/conference/initiate-im-session';
import { sipUriKey, type SipUri } from '../../../protocol/sip-uri';
import { conferenceGone, invalidOperation, invalidRequest, sipFailure, throttled } from '../../base/errors';
import type { CwaError } from '../../../protocol/cwa-error';
import type { UserSession } from '../user-state';
import { isFocusUri, whyUnreachable, type ConferenceContext } from './context';
import { Conversation, tell, type Leg, type Member } from './conversation';
import { joinFocus, ring, withdraw } from './invitations';
import { tooMuchWaits } from './messages';

export function initiateImSession(
  context: ConferenceContext,
  session: UserSession,
  rid: string,
  confId: number,
  { uris: wanted, message, subject }: InitiateImSession,
): CwaReply {
  if (message.content === '') return { kind: 'requestInvalid', rid, error: invalidRequest('content is empty') };
  const uris = distinct(wanted).filter((uri) => sipUriKey(uri) !== session.user.key || isFocusUri(uri));
  const error = checkNumber(context, session, confId) ?? checkStart(context, session, uris, message.content, subject);
  if (error) return { kind: 'requestFailed', rid, error };
  const [first] = uris;
  if (first !== undefined && isFocusUri(first)) return joinByFocusUri(context, session, rid, confId, first);
  const leg = begin(context, session, confId, subject);
  leg.conversation.waitingChars = message.content.length;
  announce(leg, rid);
  if (uris.length > 1) inviteSeveral(context, leg, rid, uris, message);
  else if (first !== undefined) invitePeer(context, leg, rid, first, message);
  return { kind: 'requestAccepted', rid, confId: leg.confId };
}

/** 3.17: the call becomes a conversation with who rang, under the same number; nothing has been said yet. */
export function initiateInReplyToCall(
  context: ConferenceContext,
  session: UserSession,
  rid: string,
  confId: number,
  caller: SipUri,
): void {
  invitePeer(context, begin(context, session, confId, undefined), rid, caller, undefined);
}

/**
 * 7.5, field notes: 0 leaves the number to the server. One that cannot be adopted is refused, never replaced in silence: a client that
 * goes on under its own number would write to the wrong people.
 */
function checkNumber(context: ConferenceContext, session: UserSession, confId: number): CwaError | undefined {
  const isFine = confId === 0 || context.tableOf(session).canAdopt(confId);
  return isFine ? undefined : invalidOperation('This confId is in use, or no number for a conversation.');
}

function checkStart(
  context: ConferenceContext,
  session: UserSession,
  uris: readonly SipUri[],
  text: string,
  subject = '',
): CwaError | undefined {
  const { limits } = context;
  if (context.conversationsOf(session).length >= limits.conferencesPerSession) {
    return throttled('There are too many conversations.');
  }
  if (context.waitingChars(session) + text.length > limits.waitingChars) return tooMuchWaits;
  if (subject.length > limits.subjectChars) return subjectTooLong;
  if (uris.length === 0) return invalidOperation('There is nobody to invite.');
  if (uris.length > 1 && uris.some(isFocusUri)) return invalidOperation('A focus URI stands alone.');
  return uris.length + 1 > limits.participants ? tooManyPeople : undefined;
}

const subjectTooLong = sipFailure(413, 'Request Entity Too Large', 'The subject is too long.');

export const tooManyPeople = sipFailure(
  413,
  'Request Entity Too Large',
  'There are too many people in the conference.',
);

function begin(context: ConferenceContext, session: UserSession, confId: number, subject: string | undefined): Leg {
  const conversation = new Conversation(session.user, subject, context.clock.now());
  const leg = context.addLeg(session, conversation, 'joined', confId);
  conversation.members.push({ user: session.user, leg, role: 'attendee' });
  return leg;
}

/** 7.4: as an event too, with the id of the reply. */
const announce = (leg: Leg, rid: string): void =>
  tell(leg, { kind: 'initiateImSessionAccepted', rid, confId: leg.confId });

function organizerOf(leg: Leg): Member {
  const [member] = leg.conversation.members;
  if (!member) throw new Error('who begins a conversation is in it');
  return member;
}

function invitePeer(
  context: ConferenceContext,
  leg: Leg,
  rid: string,
  uri: SipUri,
  message: InitiateImSession['message'] | undefined,
): void {
  const { conversation } = leg;
  const user = context.users.byUri(uri);
  tell(leg, { kind: 'escalationMode', mode: 'invitingPeer' });
  if (context.mayInvite(leg.session.user, user)) {
    conversation.startRid = rid;
    ring(context, { conversation, inviter: organizerOf(leg), user, rid, isInitial: true, ...(message && { message }) });
    return;
  }
  fail(context, leg, rid, [{ uri, error: whyUnreachable(user) }]);
}

/** Straight into a focus (3.5): the organizer is connected as soon as one of the others has come. */
function inviteSeveral(
  context: ConferenceContext,
  leg: Leg,
  rid: string,
  uris: readonly SipUri[],
  message: InitiateImSession['message'],
): void {
  const { conversation, session } = leg;
  const organizer = organizerOf(leg);
  tell(leg, { kind: 'escalationMode', mode: 'escalating' });
  const users = uris.map((uri) => ({ uri, user: context.users.byUri(uri) }));
  const reachable = users.flatMap(({ user }) => (context.mayInvite(session.user, user) ? [user] : []));
  const absent = users
    .filter(({ user }) => !user || !reachable.includes(user))
    .map(({ uri, user }) => ({ uri, error: whyUnreachable(user) }));
  if (reachable.length === 0) return fail(context, leg, rid, absent);
  organizer.role = 'presenter';
  conversation.startRid = rid;
  tell(leg, { kind: 'confUri', uri: context.openFocus(conversation) });
  tell(leg, { kind: 'role', role: organizer.role });
  tell(leg, { kind: 'escalationMode', mode: 'escalated' });
  tell(leg, { kind: 'imSessionState', state: 'connecting' });
  for (const user of reachable)
    ring(context, { conversation, inviter: organizer, user, rid, message, isInitial: true });
  for (const { uri, error } of absent) {
    tell(leg, { kind: 'inviteFailed', uri });
    session.fail(rid, error);
  }
}

/** Who does not come, and why. */
interface Absent {
  readonly uri: SipUri;
  readonly error: CwaError;
}

/** The documented order of a conversation that never came about (3.5). */
function fail(context: ConferenceContext, leg: Leg, rid: string, absent: readonly Absent[]): void {
  tell(leg, { kind: 'escalationMode', mode: 'none' });
  for (const { uri, error } of absent) {
    tell(leg, { kind: 'inviteFailed', uri });
    leg.session.fail(rid, error);
  }
  context.end(leg.conversation);
}

const focusIsLocked = sipFailure(403, 'Forbidden', 'The conference is locked.');

/** 6.8: no invitation is needed. The text that comes along was written for the invitation: nobody is shown it again. */
function joinByFocusUri(
  context: ConferenceContext,
  session: UserSession,
  rid: string,
  confId: number,
  uri: SipUri,
): CwaReply {
  const conversation = context.focus(uri);
  const before = conversation?.memberOf(session.user);
  const error = !conversation
    ? conferenceGone
    : before
      ? undefined
      : conversation.isLocked
        ? focusIsLocked
        : conversation.headCount >= context.limits.participants && !conversation.invitations.has(session.user.key)
          ? tooManyPeople
          : undefined;
  if (!conversation || error) {
    const leg = begin(context, session, confId, undefined);
    announce(leg, rid);
    fail(context, leg, rid, [{ uri, error: error ?? conferenceGone }]);
    return { kind: 'requestAccepted', rid, confId: leg.confId };
  }
  const invitation = conversation.invitations.get(session.user.key);
  if (invitation) withdraw(context, invitation);
  if (before) {
    // One place a user: they come in by another door, or their client has lost its session without a word.
    conversation.members.splice(conversation.members.indexOf(before), 1);
    context.endLeg(before.leg);
  }
  const leg = context.addLeg(session, conversation, 'joined', confId);
  announce(leg, rid);
  // 7.35 has roles begin as attendee; who made the conference stays its leader.
  const role = before?.role ?? (conversation.organizer === session.user ? 'presenter' : 'attendee');
  context.touch(conversation);
  joinFocus(context, conversation, { user: session.user, leg, role });
  session.succeed(rid);
  return { kind: 'requestAccepted', rid, confId: leg.confId };
}

export function distinct(uris: readonly SipUri[]): SipUri[] {
  const keys = new Set<string>();
  return uris.filter((uri) => {
    const key = isFocusUri(uri) ? uri.toLowerCase() : sipUriKey(uri);
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}
