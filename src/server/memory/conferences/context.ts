// What all conference files share: time, people, limits, the table of confIds of each session,
// the conferences that can be joined by their focus URI.
import { randomBytes } from 'node:crypto';
import type { MessageIdReceived } from '../../../protocol/conference-events/message-id-received';
import type { MessageSendFailed } from '../../../protocol/conference-events/message-send-failed';
import type { CwaError } from '../../../protocol/cwa-error';
import type { SipUri } from '../../../protocol/sip-uri';
import type { Clock } from '../../base/clock';
import { addressOf } from '../directory/directory';
import { temporarilyUnavailable, userUnknown } from '../../base/errors';
import type { Limits } from '../../base/limits';
import type { UserSession, UserState } from '../user-state';
import type { Users } from '../users';
import type { CallLeg } from './call';
import { ConfTable } from '../../people/conf-table';
import { tell, type Conversation, type Invitation, type Leg } from './conversation';

/** A conversation that nobody uses ends by itself (field notes, "What people expected"). */
const idleEndMs = 10 * 60_000;

export class ConferenceContext {
  private readonly tables = new WeakMap<UserSession, ConfTable<Leg | CallLeg>>();
  private readonly focuses = new Map<string, Conversation>();
  /** Who has been asked and has not answered. */
  readonly openInvitations = new Set<Invitation>();

  constructor(
    readonly users: Users,
    readonly clock: Clock,
    readonly limits: Limits,
    readonly autoAcceptMs: number | 'off',
  ) {}

  tableOf(session: UserSession): ConfTable<Leg | CallLeg> {
    let table = this.tables.get(session);
    if (!table) this.tables.set(session, (table = new ConfTable()));
    return table;
  }

  /** `wanted`: a number that the session's table can adopt; 0: it is assigned. */
  addLeg(session: UserSession, conversation: Conversation, state: 'ringing' | 'joined', wanted = 0): Leg {
    const leg: Leg = { kind: 'im', session, conversation, confId: wanted, state };
    const table = this.tableOf(session);
    if (!table.adopt(wanted, leg)) leg.confId = table.add(leg);
    return leg;
  }

  /** The session is out: it may use the number again. */
  endLeg(leg: Leg): void {
    if (leg.state === 'ended') return;
    leg.state = 'ended';
    tell(leg, { kind: 'imSessionState', state: 'terminated' });
    this.tableOf(leg.session).remove(leg.confId, leg);
  }

  /** Nobody has been told of this leg, and nobody shall be. */
  forgetLeg(leg: Leg): void {
    leg.state = 'ended';
    const { session, confId } = leg;
    session.retract((event) => event.kind === 'conference' && event.confId === confId);
    this.tableOf(session).remove(confId, leg);
  }

  /** What became of a message is told after the end too, unless the number means another conversation by then. */
  tellOutcome(leg: Leg, outcome: MessageIdReceived | MessageSendFailed): void {
    const holder = this.tableOf(leg.session).get(leg.confId);
    if (holder === undefined || holder === leg) tell(leg, outcome);
  }

  /** The id is as good as a key to the conference (3.14), so nobody can guess it. */
  openFocus(conversation: Conversation): SipUri {
    const id = randomBytes(16).toString('hex').toUpperCase();
    const uri = `sip:${addressOf(conversation.organizer.person.uri)};gruu;opaque=app:conf:focus:id:${id}`;
    conversation.focusUri = uri;
    this.focuses.set(uri.toLowerCase(), conversation);
    return uri;
  }

  focus(uri: SipUri): Conversation | undefined {
    return this.focuses.get(uri.trim().toLowerCase());
  }

  end(conversation: Conversation): void {
    if (conversation.mode === 'ended') return;
    conversation.mode = 'ended';
    conversation.cancelIdleTimer();
    if (conversation.focusUri) this.focuses.delete(conversation.focusUri.toLowerCase());
    for (const invitation of conversation.invitations.values()) {
      invitation.cancelTimer();
      this.openInvitations.delete(invitation);
      for (const leg of invitation.legs) this.endLeg(leg);
    }
    conversation.invitations.clear();
    for (const member of conversation.members) this.endLeg(member.leg);
    conversation.members.length = 0;
    conversation.held = [];
  }

  isAwaited(user: UserState): boolean {
    return user.awaitedUntil > this.clock.now();
  }

  /** As `isReachable`; but who has not answered that many invitations of somebody is not rung by them once more. */
  mayInvite(from: UserState, to: UserState | undefined): to is UserState {
    let unanswered = 0;
    for (const { user, inviter } of this.openInvitations) if (user === to && inviter.user === from) unanswered += 1;
    return unanswered < this.limits.invitationsToOne && this.isReachable(from, to);
  }

  /** How much this session has said in conversations that nobody has joined yet. */
  waitingChars(session: UserSession): number {
    const conversations = this.conversationsOf(session).filter(({ mode }) => mode === 'inviting');
    return conversations.reduce((sum, { waitingChars }) => sum + waitingChars, 0);
  }

  /** Those that it is in; not those that it is only asked to join. */
  conversationsOf(session: UserSession): readonly Conversation[] {
    const legs = this.tableOf(session).all;
    return legs.flatMap((leg) => (leg.kind === 'im' && leg.state === 'joined' ? [leg.conversation] : []));
  }

  /** How many focuses live. */
  get focusCount(): number {
    return this.focuses.size;
  }

  /** Something happened in it: the ten minutes begin anew. One timer, set again for what is left when it runs out. */
  touch(conversation: Conversation): void {
    conversation.lastActivityAt = this.clock.now();
  }

  watchIdle(conversation: Conversation): void {
    conversation.cancelIdleTimer();
    const arm = (delayMs: number): void => {
      const handle = this.clock.setTimeout(() => {
        const leftMs = conversation.lastActivityAt + idleEndMs - this.clock.now();
        if (leftMs > 0) arm(leftMs);
        else this.end(conversation);
      }, delayMs);
      conversation.cancelIdleTimer = () => this.clock.clearTimeout(handle);
    };
    this.touch(conversation);
    arm(idleEndMs);
  }

  /**
   * Whether an invitation can get to somebody. Who is blocked, or sees the other as offline for another reason, gets the answer
   * that an absent user would give: otherwise an invitation would tell what the presence hides (5.3). Whose session was lost a
   * moment ago will be back (6.11).
   */
  isReachable(from: UserState, to: UserState | undefined): to is UserState {
    if (!to || (to.endpoints.length === 0 && !this.isAwaited(to))) return false;
    const said = to.published.userState?.availability ?? 0;
    return said < 18_000 && this.users.level(from, to) !== 32000;
  }
}

/** Of one who cannot be invited. Who is blocked gets the answer that an absent user would give (`isReachable`). */
export const whyUnreachable = (user: UserState | undefined): CwaError => (user ? temporarilyUnavailable : userUnknown);

export const isFocusUri = (uri: SipUri): boolean => /;opaque=app:conf:focus:id:/iu.test(uri);
