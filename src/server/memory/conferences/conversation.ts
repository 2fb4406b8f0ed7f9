// One conversation as the server sees it: who is in it through which session, who still rings, and how it is told (protocol.md
// 3.4, 4.8, 5.5). Only the data, and the events that tell of it; what changes them is in the files beside.
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { ImSessionReceived } from '../../../protocol/conference-events/im-session-received';
import type { RoleName } from '../../../protocol/conference-events/role';
import type { ImMessage } from '../../../protocol/im-message';
import type { SipUri } from '../../../protocol/sip-uri';
import type { EventWatch } from '../../world';
import type { UserSession, UserState } from '../user-state';

/** A session's side of a conversation. */
export interface Leg {
  readonly kind: 'im';
  readonly session: UserSession;
  readonly conversation: Conversation;
  confId: number;
  /** `ringing`: invited, not answered. */
  state: 'ringing' | 'joined' | 'ended';
}

export interface Member {
  readonly user: UserState;
  leg: Leg;
  role: RoleName;
}

/** Somebody who has been asked and has not answered. */
export interface Invitation {
  readonly user: UserState;
  readonly inviter: Member;
  /** Of the request that invited. */
  readonly rid: string;
  /** Asked when the conversation began: what was said meanwhile belongs to the invitation. */
  readonly isInitial: boolean;
  /** What the invited are told. */
  readonly received: ImSessionReceived;
  legs: Leg[];
  /** It has gone out to one of them: somebody may have read the text that came with it. */
  isTold: boolean;
  /** Those whose clients have got it. */
  readonly seenAt: Leg[];
  /** The time in which a person could have answered is over. */
  isOverdue: boolean;
  cancelTimer: () => void;
}

/** A message that came before anybody had joined. */
export interface HeldMessage {
  readonly from: Member;
  readonly rid: string;
  readonly message: ImMessage;
  /** To somebody, and the sender told. */
  isDelivered: boolean;
}

export class Conversation {
  /**
   * `inviting`: nobody has answered yet; `peer`: one-to-one; `focus`: a conference; `ended`. A conference that has just been
   * made is `inviting` with a focus URI.
   */
  mode: 'inviting' | 'peer' | 'focus' | 'ended' = 'inviting';
  readonly members: Member[] = [];
  readonly invitations = new Map<string, Invitation>();
  held: HeldMessage[] = [];
  /** Of what has been said before anybody joined. */
  waitingChars = 0;
  isLocked = false;
  focusUri: SipUri | undefined;
  /** What came with its first invitations has gone out to somebody. */
  isOpeningTold = false;
  /** Of the request that began it, while nobody has joined. */
  startRid: string | undefined;
  messageCount = 0;
  lastActivityAt: number;
  cancelIdleTimer: () => void = () => undefined;

  constructor(
    readonly organizer: UserState,
    readonly subject: string | undefined,
    now: number,
  ) {
    this.lastActivityAt = now;
  }

  memberOf(user: UserState): Member | undefined {
    return this.members.find((member) => member.user === user);
  }

  memberAt(leg: Leg): Member | undefined {
    return this.members.find((member) => member.leg === leg);
  }

  others(member: Member): readonly Member[] {
    return this.members.filter((other) => other !== member);
  }

  get headCount(): number {
    return this.members.length + this.invitations.size;
  }
}

/** One sub-event an event (field notes). */
export function tell(leg: Leg, update: ConferenceUpdate, watch?: EventWatch): void {
  leg.session.push({ kind: 'conference', confId: leg.confId, updates: [update] }, watch);
}

export function tellParticipant(leg: Leg, { user, role }: Member): void {
  tell(leg, { kind: 'participant', uri: user.person.uri, name: user.person.name, role, archiving: false });
}

export function tellRemoved(leg: Leg, user: UserState): void {
  // 7.12: inside `conference`.
  tell(leg, { kind: 'participantRemoved', uri: user.person.uri });
}
