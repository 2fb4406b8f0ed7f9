// Conversations of several (protocol.md 3.11–3.14, 6.6–6.8): rooms of the service (XEP-0045), which everybody is asked into directly
// (XEP-0249). Everybody in one sees everybody's address; moderators are presenters.
import type { CwaError } from '../../../protocol/cwa-error';
import type { ImMessage } from '../../../protocol/im-message';
import { invalidOperation, sipFailure } from '../../base/errors';
import type { Heard } from '../heard';
import type { Jid } from '../mapping/addresses';
import { conditionOf, refusalOf, statusCodes } from '../mapping/refusals';
import type { Mark } from '../mark';
import { spaces } from '../spaces';
import { child, xml, type XmlElement } from '../stream/element';
import type { Conversation } from './conversation';
import type { ConversationContext } from './conversation-context';
import { takeAwayLeftRooms } from './left-rooms';
import { notConnected, tooMuchWaits } from './peers';
import { RoomEntry } from './room-entry';
import { RoomGuests } from './room-guests';
import { RoomLead } from './room-lead';
import type { RoomMarks } from './room-marks';
import { RoomService } from './room-service';
import { become, pingEveryMs } from './room-state';
import { saidIdOf, RoomTalk } from './room-talk';
import { isForRoom, type Sent } from './sent-messages';
import { composingStanza, endedStanza } from './stanzas';

const isLocked = invalidOperation('The conference is locked.');
const tooManyPeople = sipFailure(413, 'Request Entity Too Large', 'There are too many people in the conference.');
/** Then it is not in the room any more, whatever we think (XEP-0410); to enter again does no harm where it is. */
const isOut = new Set(['not-acceptable', 'item-not-found', 'service-unavailable', 'recipient-unavailable', 'gone']);

/** A room that we go out of tells back by then what it has of us. */
const toldBackMs = 10_000;

export class Rooms {
  readonly service: RoomService;
  /** What its presenters ask for. */
  readonly lead: RoomLead;
  readonly guests: RoomGuests;
  private readonly talk: RoomTalk;
  private readonly entry: RoomEntry;

  constructor(
    private readonly context: ConversationContext,
    heard: Heard,
    mark: Mark,
    private readonly marks: RoomMarks,
  ) {
    this.service = new RoomService(context.seat.line);
    this.lead = new RoomLead(context, this.service);
    this.talk = new RoomTalk(context, heard, marks);
    this.guests = new RoomGuests(context, heard, mark, (conversation) => this.entry.enter(conversation));
    this.entry = new RoomEntry(context, this.service, this.lead, this.guests, this.talk);
  }

  // What the client wants.

  start(conversation: Conversation, rid: string, invited: readonly string[], message: ImMessage): void {
    const room = become(conversation, this.context.seat);
    room.isOfOurMaking = true;
    room.invited = invited;
    conversation.startRid = rid;
    conversation.waiting.push({ rid: '', message: { content: message.content } });
    conversation.tell({ kind: 'initiateImSessionAccepted', rid, confId: conversation.confId });
    conversation.tell({ kind: 'escalationMode', mode: 'escalating' });
    this.entry.createAndEnter(conversation);
  }

  join(conversation: Conversation, rid: string): void {
    const room = become(conversation, this.context.seat);
    conversation.startRid = rid;
    conversation.tell({ kind: 'initiateImSessionAccepted', rid, confId: conversation.confId });
    conversation.tell({ kind: 'escalationMode', mode: 'escalating' });
    this.context.seat.whenReady(() => {
      this.talk.past.recall(conversation, room);
      this.entry.enter(conversation);
    });
  }

  accept(conversation: Conversation, rid: string): void {
    const { room, state } = conversation;
    if (!room || state !== 'ringing') return this.context.seat.endpoint.succeed(rid);
    conversation.state = 'inviting';
    conversation.startRid = rid;
    this.context.answered(conversation);
    this.context.seat.whenReady(() => {
      this.talk.past.recall(conversation, room);
      this.entry.enter(conversation);
    });
  }

  terminate(conversation: Conversation, rid: string): void {
    const { endpoint } = this.context.seat;
    const { room, state } = conversation;
    endpoint.succeed(rid);
    if (!room) return;
    if (state === 'ringing') {
      this.context.answered(conversation);
      this.guests.decline(conversation);
    } else this.entry.leave(conversation, room);
    // Whom it was with has not been asked in yet.
    if (room.peer !== undefined)
      this.context.seat.line.send(endedStanza({ bare: room.peer, thread: conversation.thread }));
    this.entry.over(conversation);
  }

  send(conversation: Conversation, rid: string, message: ImMessage): void {
    const { endpoint, limits } = this.context.seat;
    if (conversation.state === 'connected') return this.talk.say(conversation, rid, message);
    if (conversation.state !== 'inviting') return endpoint.fail(rid, notConnected);
    if (conversation.waiting.length >= limits.heldMessages) return endpoint.fail(rid, tooMuchWaits);
    conversation.waiting.push({ rid, message });
  }

  compose(conversation: Conversation, rid: string, isComposing: boolean): void {
    const { endpoint, line } = this.context.seat;
    if (conversation.state === 'connected') line.send(composingStanza(conversation, isComposing));
    endpoint.succeed(rid);
  }

  /** Into a room, or into one that is made of a conversation between two. */
  invite(conversation: Conversation, rid: string, jids: readonly string[]): void {
    const { endpoint, limits } = this.context.seat;
    if (conversation.state !== 'connected') return endpoint.fail(rid, notConnected);
    const { room } = conversation;
    const there = new Set(room ? [...room.occupants.values()].map(({ bare }) => bare) : [conversation.bare]);
    const wanted = jids.filter((bare) => !there.has(bare) && bare !== this.context.seat.line.bare);
    if (room?.isLocked) return endpoint.fail(rid, isLocked);
    if (there.size + wanted.length + 1 > limits.participants) return endpoint.fail(rid, tooManyPeople);
    if (!room) return wanted.length > 0 ? this.escalate(conversation, rid, wanted) : endpoint.succeed(rid);
    endpoint.succeed(rid);
    for (const bare of wanted) this.guests.ask(conversation, rid, bare);
  }

  /** The user signs out. */
  leaveAll(): void {
    for (const conversation of this.context.table.all) {
      if (!conversation.room || conversation.state !== 'connected') continue;
      this.entry.leave(conversation, conversation.room);
      conversation.state = 'ended';
    }
  }

  /** Called once, when the session has begun. Never rejects. */
  async takeAwayLeft(): Promise<void> {
    const { seat } = this.context;
    await takeAwayLeftRooms(
      seat,
      this.context.archive,
      this.service,
      this.marks,
      (room) => this.context.room(room) !== undefined,
    );
    await this.talk.past.save();
  }

  /** The session is over, and its client may come back: what it has is put down. Never rejects. */
  async close(): Promise<void> {
    await this.talk.past.save();
    await this.marks.close();
  }

  // The stream.

  /** Bound anew: the rooms know nothing of us any more. */
  enterAllAgain(): void {
    for (const conversation of this.context.table.all) {
      const { room, state } = conversation;
      if (!room || (state !== 'connected' && state !== 'inviting')) continue;
      if (state === 'connected' && !room.isReturning) this.entry.beginReturn(room);
      this.entry.enter(conversation);
    }
  }

  /** We tell everybody that we are gone, and rooms hear that too: they are entered once more right after it. */
  stay(): void {
    for (const conversation of this.context.table.all) {
      const { room, state } = conversation;
      if (!room || state !== 'connected' || room.isReturning) continue;
      this.entry.beginReturn(room);
      queueMicrotask(() => this.entry.enter(conversation));
    }
  }

  /** Called about once a second. */
  tick(): void {
    const { clock, line } = this.context.seat;
    this.giveUpLeft();
    if (!line.isUp) return;
    for (const conversation of this.context.table.all) {
      const { room, state, bare } = conversation;
      if (!room || state !== 'connected') continue;
      this.talk.past.tick(conversation, room);
      if (clock.now() - room.pingedAt < pingEveryMs) continue;
      room.pingedAt = clock.now();
      if (room.isReturning) {
        // The service has not answered.
        this.entry.enter(conversation);
        continue;
      }
      line.get(xml('ping', { xmlns: spaces.ping }), `${bare}/${room.nick}`).then(
        async () => {
          if (room.features.size === 0) await this.lead.readLock(conversation).catch(() => undefined);
          await this.talk.past.look(conversation, room);
        },
        (error: unknown) => {
          const condition = error instanceof Error && 'condition' in error ? String(error.condition) : '';
          if (isOut.has(condition) && conversation.state === 'connected') this.entry.enterAgain(conversation, room);
        },
      );
    }
  }

  // What comes.

  /** Whether the presence is of a room. */
  hearPresence(from: Jid, stanza: XmlElement): boolean {
    const conversation = this.context.room(from.bare);
    const { room } = conversation ?? {};
    // Of one that we have just left it says nothing more.
    if (!conversation || !room) return child(stanza, 'x', spaces.mucUser) !== undefined;
    // The room's own: its capabilities.
    if (from.resource === '' && stanza.attrs['type'] !== 'error') return true;
    this.entry.hear(conversation, room, from.resource, stanza);
    return true;
  }

  hear(stanza: XmlElement, from: Jid): void {
    const conversation = this.context.room(from.bare);
    const { room } = conversation ?? {};
    if (!conversation) return this.hearLeft(stanza, from);
    if (!room || conversation.state === 'ringing') return;
    // It is configured otherwise now; with 172, 173 and 174 others see other addresses.
    if (from.resource === '') {
      if (['104', '172', '173', '174'].some((code) => statusCodes(stanza).has(code)))
        void this.lead.readLock(conversation).catch(() => undefined);
      return;
    }
    this.talk.hear(conversation, room, from.resource, stanza);
  }

  /** An error has come back from a room, or from somebody who was asked into one. */
  bounced(stanza: XmlElement, from: Jid): void {
    if (this.guests.bounced(stanza, from)) return;
    const sent = this.context.sent.find(stanza.attrs['id'] ?? '');
    // What somebody in it sends comes under their nick.
    if (!sent || !isForRoom(sent) || sent.conversation.bare !== from.bare || from.resource !== '') return;
    const { room, state } = sent.conversation;
    const mayReturn = room && state !== 'ended' && sent.tries < 4;
    if (mayReturn && isOut.has(conditionOf(stanza))) return this.entry.enterAgain(sent.conversation, room);
    this.failed(sent, refusalOf(conditionOf(stanza)));
  }

  /** A room tells everything back before it lets us go: so it still has what was said just before that. */
  private hearLeft(stanza: XmlElement, from: Jid): void {
    const id = saidIdOf(stanza);
    const sent = this.context.sent.find(id);
    if (!sent || !isForRoom(sent)) return;
    const { bare, room } = sent.conversation;
    if (bare === from.bare && room?.nick === from.resource) this.context.sent.confirmed(id);
  }

  /** What it has not told back by then is not known to have arrived. */
  private giveUpLeft(): void {
    const { sent, seat } = this.context;
    for (const each of sent.notTaken) {
      if (!isForRoom(each) || each.conversation.state !== 'ended') continue;
      if (each.tries === 0) this.failed(each, notConnected);
      else if (seat.clock.now() - each.givenAt >= toldBackMs) this.failed(each, refusalOf('remote-server-timeout'));
    }
  }

  private failed({ id, rid }: Sent, error: CwaError): void {
    this.context.sent.refused(id);
    if (rid !== '') this.context.seat.endpoint.fail(rid, error);
  }

  private escalate(conversation: Conversation, rid: string, invited: readonly string[]): void {
    const peer = conversation.bare;
    conversation.tell({ kind: 'escalationMode', mode: 'escalating' });
    const room = become(conversation, this.context.seat);
    room.isOfOurMaking = true;
    room.peer = peer;
    conversation.bare = '';
    room.invited = [peer, ...invited];
    conversation.state = 'inviting';
    conversation.startRid = rid;
    this.entry.createAndEnter(conversation);
  }
}
