// Who is asked into a room, and who asks us into one (XEP-0249).
import { randomUUID } from 'node:crypto';
import type { CwaError } from '../../../protocol/cwa-error';
import { sipFailure } from '../../base/errors';
import type { EventWatch } from '../../world';
import { always, type Heard } from '../heard';
import { parseJid, uriOfJid, type Jid } from '../mapping/addresses';
import { conditionOf, refusalOf } from '../mapping/refusals';
import type { Mark } from '../mark';
import { spaces } from '../spaces';
import { child, text, xml, type XmlElement } from '../stream/element';
import type { Conversation } from './conversation';
import type { ConversationContext } from './conversation-context';
import { messageIdBy, openingOf, speakerIn } from './message-id';
import type { Arrival } from './peers';
import { become } from './room-state';

/** Words may overtake the invitation to where they are said, and clocks differ. */
const overtakenMs = 10_000;
const mostInvitations = 500;

const declined = sipFailure(603, 'Decline', 'The invitation was declined.');

interface Asked {
  readonly conversation: Conversation;
  readonly rid: string;
  readonly bare: string;
}

export class RoomGuests {
  /** By the id of the message that asks. */
  private readonly asked = new Map<string, Asked>();

  constructor(
    private readonly context: ConversationContext,
    private readonly heard: Heard,
    private readonly mark: Mark,
    /** Comes into the room that a conversation between two has become. */
    private readonly follow: (conversation: Conversation) => void,
  ) {}

  ask(
    conversation: Conversation,
    rid: string,
    bare: string,
    { opening, continues }: { readonly opening?: XmlElement | undefined; readonly continues?: boolean } = {},
  ): void {
    const id = randomUUID();
    const words = opening && text(child(opening, 'body'));
    this.asked.set(id, { conversation, rid, bare });
    const [oldest] = this.asked.keys();
    if (this.asked.size > mostInvitations && oldest !== undefined) this.asked.delete(oldest);
    this.context.seat.line.send(
      xml(
        'message',
        { to: bare, id },
        xml('x', {
          xmlns: spaces.directInvitation,
          jid: conversation.bare,
          reason: conversation.subject || undefined,
          ...(continues && { continue: 'true', thread: conversation.thread }),
        }),
        xml('invitation', { xmlns: spaces.invitation, message: opening?.attrs['id'] }, words),
        xml('store', { xmlns: spaces.hints }),
      ),
    );
  }

  /** Says no to whoever has asked us in. */
  decline({ bare, room }: Conversation): void {
    if (room?.inviter === undefined) return;
    const refusal = xml('declined', { xmlns: spaces.invitation, room: bare });
    this.context.seat.line.send(
      xml('message', { to: room.inviter, id: randomUUID() }, refusal, xml('store', { xmlns: spaces.hints })),
    );
  }

  /** Whether the message asks us into a room, or says no to one who did. */
  hearInvitation(stanza: XmlElement, { from, isLate, archiveId }: Arrival): boolean {
    const refusal = child(stanza, 'declined', spaces.invitation);
    if (refusal) {
      this.wasDeclined(from.bare, refusal.attrs['room'] ?? '');
      if (archiveId !== undefined) this.mark.passOver(archiveId);
      return true;
    }
    const direct = child(stanza, 'x', spaces.directInvitation);
    const x = child(stanza, 'x', spaces.mucUser);
    // Only the room itself says who has asked it to.
    const mediated = from.resource === '' ? x && child(x, 'invite') : undefined;
    if (!direct && !mediated) return false;
    const room = direct ? parseJid(direct.attrs['jid']) : from;
    const inviter = direct ? from : parseJid(mediated?.attrs['from']);
    if (!room?.bare.includes('@') || !inviter || this.isOfAPerson(room)) return true;
    const subject = direct?.attrs['reason'] ?? text(mediated && child(mediated, 'reason')) ?? '';
    const thread = direct?.attrs['continue'] === 'true' ? direct.attrs['thread'] : undefined;
    this.invited({
      room: room.bare,
      inviter: inviter.bare,
      subject,
      thread,
      isLate,
      archiveId,
      id: stanza.attrs['id'],
      first: child(stanza, 'invitation', spaces.invitation),
    });
    return true;
  }

  /** Whether an error of this id is about somebody who was asked. */
  hasAsked(id: string): boolean {
    return this.asked.has(id);
  }

  /** Whether the error that has come back from there is about somebody who was asked. */
  bounced(stanza: XmlElement, from: Jid): boolean {
    const id = stanza.attrs['id'] ?? '';
    const asked = this.asked.get(id);
    if (asked?.bare !== from.bare) return false;
    this.asked.delete(id);
    this.inviteFailed(asked, refusalOf(conditionOf(stanza)));
    return true;
  }

  /** Whoever is taken for a room is not heard any more: it is never an account of our own service, nor one who is known. */
  isOfAPerson({ bare, domain }: Jid): boolean {
    const { seat, others } = this.context;
    return domain === seat.line.domain || others.isOnline(bare) !== undefined;
  }

  private inviteFailed({ conversation, rid, bare }: Asked, error: CwaError): void {
    if (conversation.state === 'ended') return;
    const uri = uriOfJid(bare);
    if (uri !== undefined) conversation.tell({ kind: 'inviteFailed', uri });
    if (rid !== '') this.context.seat.endpoint.fail(rid, error);
  }

  private wasDeclined(bare: string, room: string): void {
    for (const [id, asked] of this.asked) {
      if (asked.bare !== bare || asked.conversation.bare !== room) continue;
      this.asked.delete(id);
      return this.inviteFailed(asked, declined);
    }
  }

  private invited(invitation: Invited): void {
    const { room: address, inviter, subject, thread, isLate, archiveId, first } = invitation;
    const { context, heard, mark } = this;
    const { seat } = context;
    const words = first && text(first);
    const id = first?.attrs['message'];
    const uri = context.uriOf(inviter);
    const messageId = id === undefined ? undefined : messageIdBy(speakerIn(address, uri), 'origin', id);
    if (archiveId !== undefined && mark.knows(archiveId)) return;
    // A gateway says it again on a new stream; ids of other programs need not be their own.
    const known =
      first && invitation.id !== undefined ? always(`${inviter} asks into ${address} ${invitation.id}`) : undefined;
    const isKnown = known !== undefined && heard.fateOf(known) !== undefined;
    const wasRead = messageId !== undefined && mark.hasRead(messageId);
    if (known) heard.remember(known, 'told');
    if (isKnown || wasRead || context.room(address) || inviter === seat.line.bare) {
      if (archiveId !== undefined) mark.passOver(archiveId);
      return;
    }
    if (archiveId !== undefined) mark.heard(archiveId);
    const watch: EventWatch = { onAcknowledged: () => mark.acknowledge(archiveId, messageId) };
    const from = seat.clock.now() - overtakenMs;
    const going = thread === undefined ? undefined : context.peer(inviter);
    if (going?.state === 'connected' && going.thread === thread && !isLate) {
      going.tell({ kind: 'escalationMode', mode: 'escalating' }, watch);
      become(going, context.seat, from).peer = inviter;
      going.bare = address;
      going.state = 'inviting';
      return this.follow(going);
    }
    const unanswered = context.table.all.filter(({ room, state }) => state === 'ringing' && room?.inviter === inviter);
    if (unanswered.length >= seat.limits.invitationsToOne) return seat.log('somebody has asked too often');
    const conversation = context.begin(0, address, 'ringing', { subject });
    if (!conversation) return seat.log('an invitation has found too many others');
    const room = become(conversation, seat, from);
    room.inviter = inviter;
    // What is said from now on is told to whoever accepts; what came with the invitation has been told.
    if (words && id !== undefined) room.opening = openingOf(id, uri, words);
    const message = words ? { content: words, ...(messageId !== undefined && { id: messageId }) } : undefined;
    conversation.tell(
      {
        kind: 'imSessionReceived',
        inviter: { uri, name: seat.nameOf(inviter), sourceNetwork: seat.networkOf(inviter) },
        role: 'attendee',
        escalationMode: 'escalated',
        subject: conversation.subject,
        ...(message && { message }),
      },
      watch,
    );
    conversation.tell({ kind: 'imSessionState', state: 'incoming' });
    if (!isLate) return;
    conversation.tell({ kind: 'participantRemoved', uri });
    context.end(conversation);
  }
}

interface Invited {
  readonly room: string;
  readonly inviter: string;
  readonly subject: string;
  readonly thread: string | undefined;
  readonly isLate: boolean;
  /** By the archive of the account. */
  readonly archiveId: string | undefined;
  readonly id: string | undefined;
  /** What came with it, between gateways of ours. */
  readonly first: XmlElement | undefined;
}
