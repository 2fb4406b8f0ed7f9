// Conversations: one thread with its participants. Its life on the wire (confId) is the engine's business.
import type { PersonUri } from './person';

/** Local and stable for the life of the thread, e.g. `c1`; not the protocol's `confId`. */
export type ConversationId = string;

/**
 * `invited`: somebody asked us, nobody has answered yet; `inviting`: we asked; `connecting`;
 * `connected`: messages pass; `escalating`: changing to a conference, messages wait; `ended`.
 */
export type ConversationState = 'invited' | 'inviting' | 'connecting' | 'connected' | 'escalating' | 'ended';

export type ConversationEnd =
  | 'left'
  | 'declined'
  | 'peer-left'
  | 'peer-declined'
  /** Their program, and not they, said that they are busy. */
  | 'peer-busy'
  | 'peer-offline'
  /** The invitation may have arrived or not. */
  | 'no-answer'
  /** The server does not know whom it was for. */
  | 'unknown-person'
  | 'ejected'
  | 'answered-elsewhere'
  /** An invitation that ended before anybody here answered it. */
  | 'missed'
  | 'connection-lost'
  /** We signed out in the middle of it. */
  | 'signed-out'
  /** The conference could not be joined again because it is no more; what is written next invites the same people anew. */
  | 'over'
  | 'failed';

export interface ConversationParticipant {
  readonly uri: PersonUri;
  readonly name: string;
  readonly role: 'attendee' | 'presenter';
  /** Was asked to come and is not here yet. Absent: is here, or was. */
  readonly isInvited?: true;
}

/** Whom a conversation is with: those who have come; where nobody has, those who were asked. */
export function whoTookPart<Asked extends { readonly isInvited?: true }>(
  participants: readonly Asked[],
): readonly Asked[] {
  const came = participants.filter(({ isInvited }) => !isInvited);
  return came.length > 0 ? came : participants;
}

export interface Conversation {
  readonly id: ConversationId;
  readonly direction: 'incoming' | 'outgoing';
  readonly state: ConversationState;
  /** Set when `state` is `ended`. */
  readonly end?: ConversationEnd;
  /** Of the latest session. */
  readonly subject: string;
  /** The others, with those who are asked to come; the local user is not in it. Kept after the end, so that the thread has a title. */
  readonly participants: readonly ConversationParticipant[];
  /**
   * Whose thread it is: the one other that it is with, session after session. Absent: it began with several. One that has become a
   * conference stays theirs, and is with them alone again when the next session begins.
   */
  readonly peer?: PersonUri;
  /** Who started it. */
  readonly inviter: PersonUri;
  readonly isConference: boolean;
  /** By which a conference can be joined again (protocol.md 6.8). Absent: it never told, or it is no more. */
  readonly focusUri?: string;
  readonly ownRole: 'attendee' | 'presenter';
  readonly locked: boolean;
  /** Who is typing now. */
  readonly composing: readonly PersonUri[];
  readonly unread: number;
  readonly startedAt: number;
  readonly lastActivityAt: number;
  /** Stands before the others in every list, by choice. */
  readonly isPinned?: true;
}

/** Ends of which nobody has heard: an invitation that reached nobody can be made again, whoever was meant. */
const reachedNobody: ReadonlySet<ConversationEnd> = new Set([
  'peer-offline',
  'peer-declined',
  'peer-busy',
  'no-answer',
  'unknown-person',
  'failed',
]);

/** Whether what is written there goes to anybody, now or by beginning the conversation anew. */
export function takesMessages({ state, end, isConference, focusUri, participants }: Conversation): boolean {
  if (state !== 'ended') return true;
  const goesOn = canGoOn({ isConference, focusUri, participants });
  if (end === 'ejected' || (participants.length === 0 && !goesOn)) return false;
  if (end !== undefined && reachedNobody.has(end)) return true;
  if (end === 'over' && participants.length > 0) return true;
  return goesOn;
}

/** Whether writing to an ended conversation can start it again: with the one other, or by the focus of the conference. */
export function canGoOn({
  isConference,
  focusUri,
  participants,
}: Pick<Conversation, 'isConference' | 'focusUri' | 'participants'>): boolean {
  // One that no focus was told of is with the last other as if it were between two.
  return isConference ? focusUri !== undefined || participants.length === 1 : participants.length > 0;
}

/** Whether what is written next can have a look: the wire carries one between two alone (protocol.md 4.8, 6.6). */
export function carriesFormat({
  state,
  isConference,
  focusUri,
  participants,
}: Pick<Conversation, 'state' | 'isConference' | 'focusUri' | 'participants'>): boolean {
  // What is written now waits for the conference.
  if (state === 'escalating') return false;
  // By its focus it goes on as the conference that it was; else it begins anew with those who are left in it.
  if (state === 'ended' && !(isConference && focusUri !== undefined)) return participants.length <= 1;
  return !isConference;
}

/** Everything that may be said to a ringing call (protocol.md 3.15–3.17, 5.8). */
export const callActions = ['redirect', 'busy', 'decline', 'unavailable', 'voicemail', 'reply-with-im'] as const;
export type CallAction = (typeof callActions)[number];

export interface Call {
  readonly conversationId: ConversationId;
  readonly from: PersonUri;
  readonly name: string;
  readonly subject?: string;
  readonly state: 'ringing' | 'ended';
  readonly reason?: string;
  readonly canRedirect: boolean;
  readonly canReplyWithIm: boolean;
  readonly isUrgent: boolean;
  /** When it began to ring; epoch milliseconds, by this machine's clock. */
  readonly at: number;
  /** Missed, and nobody has looked at it since. */
  readonly isUnseen?: boolean;
}

export type CallOutcome = 'answered' | 'redirected' | 'declined' | 'missed';

/** What became of a call that is over: ours where it was answered here, else it rang until it stopped (protocol.md 4.10). */
export function callOutcome(reason: string | undefined): CallOutcome {
  return reason === 'answered' || reason === 'redirected' || reason === 'declined' ? reason : 'missed';
}
