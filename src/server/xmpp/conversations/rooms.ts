// Conversations of several (protocol.md 3.11–3.14, 6.6–6.8): rooms of the service (XEP-0045), which everybody is asked into directly
// (XEP-0249). Everybody in one sees everybody's address; moderators are presenters.
import { randomBytes, randomUUID } from 'node:crypto';
import type { CwaError } from '../../../protocol/cwa-error';
import type { ImMessage } from '../../../protocol/im-message';
import type { SipUri } from '../../../protocol/sip-uri';
import { invalidOperation, sipFailure } from '../../base/errors';
import type { Heard } from '../heard';
import { focusUriOf, jidOfUri, localPartOf, parseJid, uriOfJid, type Jid } from '../mapping/addresses';
import { readContent } from '../mapping/content';
import { conditionOf, refusalOf, refusalOfError, statusCodes } from '../mapping/refusals';
import { archiveIdOf } from '../mark';
import { spaces } from '../spaces';
import { child, children, text, xml, type XmlElement } from '../stream/element';
import type { Conversation } from './conversation';
import type { ConversationContext } from './conversation-context';
import { notConnected, tooMuchWaits } from './peers';
import { RoomService } from './room-service';
import { RoomState, type Occupant } from './room-state';
import { composingStanza, saidStanza } from './stanzas';

const pingEveryMs = 30_000;
/** Clocks differ. */
const lookBackMs = 60_000;
/** A room elsewhere may have more than a list can show. */
const mostOccupants = 500;
const mostInvitations = 500;
const mostNicks = 5;

const isLocked = invalidOperation('The conference is locked.');
const notConference = invalidOperation('This is not a conference.');
const notOneself = invalidOperation('Nobody ejects themselves.');
const notThere = sipFailure(404, 'Not Found', 'There is no such participant.');
const declined = sipFailure(603, 'Decline', 'The invitation was declined.');
const tooManyPeople = sipFailure(413, 'Request Entity Too Large', 'There are too many people in the conference.');
/** Then it is not in the room any more, whatever we think (XEP-0410); to enter again does no harm where it is. */
const isOut = new Set(['not-acceptable', 'item-not-found', 'service-unavailable', 'recipient-unavailable', 'gone']);

interface Asked {
  readonly conversation: Conversation;
  readonly rid: string;
  readonly bare: string;
}

export class Rooms {
  readonly service: RoomService;
  /** By the id of the message that asks. */
  private readonly asked = new Map<string, Asked>();

  constructor(
    private readonly context: ConversationContext,
    private readonly heard: Heard,
  ) {
    this.service = new RoomService(context.seat.line);
  }

  // What the client wants.

  start(conversation: Conversation, rid: string, invited: readonly string[], message: ImMessage): void {
    const room = this.become(conversation);
    room.invited = invited;
    conversation.startRid = rid;
    conversation.waiting.push({ rid: '', message: { content: message.content } });
    conversation.tell({ kind: 'initiateImSessionAccepted', rid, confId: conversation.confId });
    conversation.tell({ kind: 'escalationMode', mode: 'escalating' });
    this.createAndEnter(conversation);
  }

  join(conversation: Conversation, rid: string): void {
    this.become(conversation);
    conversation.startRid = rid;
    conversation.tell({ kind: 'initiateImSessionAccepted', rid, confId: conversation.confId });
    conversation.tell({ kind: 'escalationMode', mode: 'escalating' });
    this.context.seat.whenReady(() => this.enter(conversation));
  }

  accept(conversation: Conversation, rid: string): void {
    if (conversation.state !== 'ringing') return this.context.seat.endpoint.succeed(rid);
    conversation.state = 'inviting';
    conversation.startRid = rid;
    this.context.answered(conversation);
    this.context.seat.whenReady(() => this.enter(conversation));
  }

  terminate(conversation: Conversation, rid: string): void {
    const { endpoint, line } = this.context.seat;
    const { room, state, bare, startRid } = conversation;
    endpoint.succeed(rid);
    if (!room) return;
    if (state === 'ringing') {
      this.context.answered(conversation);
      if (room.inviter !== undefined) {
        const refusal = xml('declined', { xmlns: spaces.invitation, room: bare });
        line.send(
          xml('message', { to: room.inviter, id: randomUUID() }, refusal, xml('store', { xmlns: spaces.hints })),
        );
      }
    } else this.leave(conversation, room);
    if (state === 'inviting' && startRid !== undefined)
      endpoint.fail(startRid, sipFailure(487, 'Request Terminated', 'The invitation was withdrawn.'));
    this.context.end(conversation);
  }

  send(conversation: Conversation, rid: string, message: ImMessage): void {
    const { endpoint, limits } = this.context.seat;
    if (conversation.state === 'connected') return this.say(conversation, rid, message);
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
    for (const bare of wanted) this.ask(conversation, rid, bare);
  }

  eject(conversation: Conversation, rid: string, uri: SipUri): void {
    const bare = jidOfUri(uri);
    const { room } = conversation;
    this.administer(conversation, rid, async () => {
      if (bare === this.context.seat.line.bare) return notOneself;
      const there = [...(room?.occupants ?? [])].filter(([, occupant]) => occupant.bare === bare);
      if (bare === undefined || there.length === 0) return notThere;
      // Nobody can put out who has the room as well.
      if (there.some(([, { role }]) => role === 'presenter'))
        await this.setItem(conversation, { jid: bare, affiliation: 'none' });
      for (const [nick] of there) await this.setItem(conversation, { nick, role: 'none' });
      return undefined;
    });
  }

  /** Of a room's people only its owners can lock it and make presenters, as presenters do. */
  promote(conversation: Conversation, rid: string, uri: SipUri): void {
    const bare = jidOfUri(uri);
    this.administer(conversation, rid, async () => {
      const isThere = [...(conversation.room?.occupants.values() ?? [])].some((occupant) => occupant.bare === bare);
      if (bare === undefined || !isThere) return notThere;
      await this.setItem(conversation, { jid: bare, affiliation: 'owner' });
      return undefined;
    });
  }

  lock(conversation: Conversation, rid: string, locked: boolean): void {
    const { room } = conversation;
    this.administer(conversation, rid, async () => {
      // A room for members alone puts out who is none (status 322): first all who are in it become members.
      const attendees = [...(room?.occupants.values() ?? [])].filter(({ role }) => role === 'attendee');
      if (locked)
        for (const { bare } of attendees) await this.setItem(conversation, { jid: bare, affiliation: 'member' });
      await this.service.configure(conversation.bare, {
        'muc#roomconfig_membersonly': locked ? '1' : '0',
        'muc#roomconfig_allowinvites': locked ? '0' : '1',
      });
      await this.readLock(conversation);
      return undefined;
    });
  }

  /** The user signs out. */
  leaveAll(): void {
    for (const conversation of this.context.table.all) {
      if (conversation.room && conversation.state === 'connected') this.leave(conversation, conversation.room);
    }
  }

  // The stream.

  /** Bound anew: the rooms know nothing of us any more. */
  enterAllAgain(): void {
    for (const conversation of this.context.table.all) {
      if (conversation.room && conversation.state === 'connected') this.enterAgain(conversation, conversation.room);
      else if (conversation.room && conversation.state === 'inviting') this.enter(conversation);
    }
  }

  /** We tell everybody that we are gone, and rooms hear that too: they are entered once more right after it. */
  stay(): void {
    for (const conversation of this.context.table.all) {
      const { room, state } = conversation;
      if (!room || state !== 'connected' || room.isReturning) continue;
      this.beginReturn(room);
      queueMicrotask(() => this.enter(conversation));
    }
  }

  /** Called about once a second. */
  tick(): void {
    const { clock, line } = this.context.seat;
    if (!line.isUp) return;
    for (const conversation of this.context.table.all) {
      const { room, state, bare } = conversation;
      if (!room || state !== 'connected' || clock.now() - room.pingedAt < pingEveryMs) continue;
      room.pingedAt = clock.now();
      if (room.isReturning) {
        // The service has not answered.
        this.enter(conversation);
        continue;
      }
      line.get(xml('ping', { xmlns: spaces.ping }), `${bare}/${room.nick}`).catch((error: unknown) => {
        const condition = error instanceof Error && 'condition' in error ? String(error.condition) : '';
        if (isOut.has(condition) && conversation.state === 'connected') this.enterAgain(conversation, room);
      });
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
    const { type } = stanza.attrs;
    if (type === 'error') this.notEntered(conversation, room, stanza);
    else if (type === 'unavailable') this.gone(conversation, room, from.resource, stanza);
    else if (type === undefined) this.present(conversation, room, from.resource, stanza);
    return true;
  }

  hear(stanza: XmlElement, from: Jid): void {
    const conversation = this.context.room(from.bare);
    const { room } = conversation ?? {};
    if (!conversation || !room || conversation.state === 'ringing') return;
    room.lastHeard = archiveIdOf(stanza, from.bare) ?? room.lastHeard;
    // 104: it is configured otherwise now.
    if (from.resource === '') {
      if (statusCodes(stanza).has('104')) void this.readLock(conversation).catch(() => undefined);
      return;
    }
    this.hearSaid(conversation, room, from.resource, stanza);
  }

  /** Whether the message asks us into a room, or says no to one who did. */
  hearInvitation(stanza: XmlElement, from: Jid, isLate: boolean): boolean {
    const refusal = child(stanza, 'declined', spaces.invitation);
    if (refusal) {
      this.wasDeclined(from.bare, refusal.attrs['room'] ?? '');
      return true;
    }
    const direct = child(stanza, 'x', spaces.directInvitation);
    const x = child(stanza, 'x', spaces.mucUser);
    const mediated = x && child(x, 'invite');
    if (!direct && !mediated) return false;
    const room = direct ? parseJid(direct.attrs['jid']) : from;
    const inviter = direct ? from : parseJid(mediated?.attrs['from']);
    if (!room?.bare.includes('@') || !inviter) return true;
    const subject = direct?.attrs['reason'] ?? text(mediated && child(mediated, 'reason')) ?? '';
    const thread = direct?.attrs['continue'] === 'true' ? direct.attrs['thread'] : undefined;
    this.invited({
      room: room.bare,
      inviter: inviter.bare,
      subject,
      thread,
      isLate,
      first: child(stanza, 'invitation', spaces.invitation),
    });
    return true;
  }

  /** An error has come back from a room, or from somebody who was asked into one. */
  bounced(stanza: XmlElement, from: Jid): void {
    const id = stanza.attrs['id'] ?? '';
    const asked = this.asked.get(id);
    if (asked?.bare === from.bare) {
      this.asked.delete(id);
      return this.inviteFailed(asked, refusalOf(conditionOf(stanza)));
    }
    const conversation = this.context.room(from.bare);
    const sent = this.context.sent.find(id);
    if (!conversation?.room || sent?.conversation !== conversation) return;
    if (isOut.has(conditionOf(stanza)) && sent.tries < 4) return this.enterAgain(conversation, conversation.room);
    this.context.sent.refused(id);
    if (sent.rid !== '') this.context.seat.endpoint.fail(sent.rid, refusalOf(conditionOf(stanza)));
  }

  /** Whether an error of this id is about somebody who was asked. */
  hasAsked(id: string): boolean {
    return this.asked.has(id);
  }

  // Coming in.

  private become(conversation: Conversation): RoomState {
    return (conversation.room = new RoomState(localPartOf(this.context.seat.line.bare)));
  }

  private createAndEnter(conversation: Conversation): void {
    const { seat } = this.context;
    seat.whenReady(() => {
      this.service.find().then(
        (service) => {
          if (conversation.state === 'ended') return;
          conversation.bare = `talk-${randomBytes(10).toString('hex')}@${service}`;
          this.enter(conversation);
        },
        (error: unknown) => this.neverBegan(conversation, refusalOfError(error)),
      );
    });
  }

  private escalate(conversation: Conversation, rid: string, invited: readonly string[]): void {
    const peer = conversation.bare;
    conversation.tell({ kind: 'escalationMode', mode: 'escalating' });
    const room = this.become(conversation);
    room.peer = peer;
    room.invited = [peer, ...invited];
    conversation.state = 'inviting';
    conversation.startRid = rid;
    this.createAndEnter(conversation);
  }

  private enter(conversation: Conversation): void {
    const { room, bare } = conversation;
    if (!room || conversation.state === 'ended') return;
    room.occupants.clear();
    const history = xml('history', room.since === undefined ? { maxstanzas: '0' } : { since: room.since });
    this.context.seat.line.send(
      xml('presence', { to: `${bare}/${room.nick}` }, xml('x', { xmlns: spaces.muc }, history)),
    );
  }

  /** The client is told nothing of it but what has changed. */
  private enterAgain(conversation: Conversation, room: RoomState): void {
    if (room.isReturning) return;
    this.beginReturn(room);
    this.enter(conversation);
  }

  /** What is said before we are in again is asked for: what we have heard of it we know. */
  private beginReturn(room: RoomState): void {
    room.isReturning = true;
    room.before = new Map(room.occupants);
    room.since = new Date(this.context.seat.clock.now() - lookBackMs).toISOString();
  }

  private notEntered(conversation: Conversation, room: RoomState, stanza: XmlElement): void {
    const condition = conditionOf(stanza);
    if (condition === 'conflict' && room.tries < mostNicks) {
      room.tries += 1;
      room.nick = `${localPartOf(this.context.seat.line.bare)}-${randomBytes(2).toString('hex')}`;
      return this.enter(conversation);
    }
    if (conversation.state !== 'connected') return this.neverBegan(conversation, refusalOf(condition));
    conversation.tell({ kind: 'participantRemoved', uri: this.context.seat.ownUri });
    this.context.end(conversation);
  }

  /** The documented order of what never came about (3.5); what was between two goes on between them (6.6 row 6). */
  private neverBegan(conversation: Conversation, error: CwaError): void {
    const { room, startRid } = conversation;
    const { endpoint } = this.context.seat;
    if (!room || conversation.state === 'ended') return;
    const isBack = room.peer !== undefined;
    conversation.tell({ kind: 'escalationMode', mode: isBack ? 'peer' : 'none' });
    const wanted = room.invited.filter((bare) => bare !== room.peer).flatMap((bare) => uriOfJid(bare) ?? []);
    const focus = focusUriOf(conversation.bare);
    for (const uri of wanted.length > 0 ? wanted : focus ? [focus] : [])
      conversation.tell({ kind: 'inviteFailed', uri });
    if (startRid !== undefined) endpoint.fail(startRid, error);
    conversation.startRid = undefined;
    if (room.peer !== undefined) {
      conversation.bare = room.peer;
      conversation.room = undefined;
      conversation.state = 'connected';
      return;
    }
    for (const { rid } of conversation.waiting.splice(0)) if (rid !== '') endpoint.fail(rid, error);
    this.context.end(conversation);
  }

  private present(conversation: Conversation, room: RoomState, nick: string, stanza: XmlElement): void {
    const x = child(stanza, 'x', spaces.mucUser);
    const item = x && child(x, 'item');
    const codes = statusCodes(stanza);
    const isSelf = codes.has('110');
    const known = room.occupants.get(nick);
    if (!known && !isSelf && room.occupants.size >= mostOccupants) return;
    const jid = parseJid(item?.attrs['jid']);
    const bare = isSelf ? this.context.seat.line.bare : (jid?.bare ?? `${conversation.bare}/${nick}`);
    const occupant: Occupant = {
      bare,
      uri: (isSelf ? this.context.seat.ownUri : jid && uriOfJid(jid.bare)) ?? this.strangerUri(conversation.bare, nick),
      role: item?.attrs['role'] === 'moderator' ? 'presenter' : 'attendee',
    };
    room.occupants.set(nick, occupant);
    if (isSelf) {
      room.nick = nick;
      room.isOwner = item?.attrs['affiliation'] === 'owner';
    }
    const isEntering = conversation.state === 'inviting' || room.isReturning;
    if (isSelf && isEntering) return this.entered(conversation, room, occupant, codes.has('201'));
    if (conversation.state !== 'connected' || room.isReturning || known?.role === occupant.role) return;
    if (isSelf) conversation.tell({ kind: 'role', role: occupant.role });
    else this.tellParticipant(conversation, occupant);
  }

  private entered(conversation: Conversation, room: RoomState, self: Occupant, isNew: boolean): void {
    const { seat, sent } = this.context;
    const begin = (): void => {
      if (conversation.state === 'ended') return;
      if (room.isReturning) this.returned(conversation, room);
      else this.begun(conversation, room, self);
      void this.catchUp(conversation, room);
      sent.repeatIn(conversation);
    };
    if (!isNew) {
      void this.readLock(conversation).catch(() => undefined);
      return begin();
    }
    this.service.open(conversation.bare, conversation.subject).then(begin, (error: unknown) => {
      seat.log('a room could not be set up');
      this.leave(conversation, room);
      this.neverBegan(conversation, refusalOfError(error));
    });
  }

  private begun(conversation: Conversation, room: RoomState, self: Occupant): void {
    const { endpoint } = this.context.seat;
    const { startRid } = conversation;
    const wasPeer = room.peer !== undefined;
    const uri = focusUriOf(conversation.bare);
    conversation.state = 'connected';
    conversation.startRid = undefined;
    room.peer = undefined;
    if (!wasPeer) conversation.tell({ kind: 'imSessionState', state: 'connecting' });
    if (uri !== undefined) conversation.tell({ kind: 'confUri', uri });
    conversation.tell({ kind: 'role', role: self.role });
    conversation.tell({ kind: 'escalationMode', mode: 'escalated' });
    for (const occupant of new Set(room.occupants.values())) this.tellParticipant(conversation, occupant);
    if (!wasPeer) conversation.tell({ kind: 'imSessionState', state: 'connected' });
    if (startRid !== undefined) endpoint.succeed(startRid);
    const [first] = conversation.waiting;
    const opening = first?.rid === '' ? saidStanza(conversation, first.message, true) : undefined;
    for (const [index, bare] of room.invited.entries()) {
      this.ask(conversation, startRid ?? '', bare, { opening, continues: wasPeer && index === 0 });
    }
    room.invited = [];
    if (opening) {
      conversation.waiting.shift();
      this.context.sent.say(conversation, '', opening, true);
    }
    for (const { rid, message } of conversation.waiting.splice(0)) this.say(conversation, rid, message);
  }

  private returned(conversation: Conversation, room: RoomState): void {
    room.isReturning = false;
    const now = [...room.occupants.values()];
    for (const before of room.before.values()) {
      if (!now.some(({ uri }) => uri === before.uri)) this.tellRemoved(conversation, before);
    }
    for (const occupant of now) {
      const before = [...room.before.values()].find(({ uri }) => uri === occupant.uri);
      if (before?.role === occupant.role) continue;
      if (occupant.bare === this.context.seat.line.bare) conversation.tell({ kind: 'role', role: occupant.role });
      else this.tellParticipant(conversation, occupant);
    }
    room.before = new Map();
  }

  /** What was said since we were in it last, by the room's archive. */
  private async catchUp(conversation: Conversation, room: RoomState): Promise<void> {
    if (room.lastHeard === undefined) return;
    try {
      for await (const { id, message } of this.context.archive.ask({ of: conversation.bare, after: room.lastHeard })) {
        const from = parseJid(message.attrs['from']);
        if (from?.bare === conversation.bare) this.hearSaid(conversation, room, from.resource, message);
        room.lastHeard = id;
      }
    } catch {
      this.context.seat.log('the archive of a room could not be asked');
    }
  }

  // Others.

  private ask(
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

  private invited({ room: address, inviter, subject, thread, isLate, first }: Invited): void {
    const { context, heard } = this;
    const { seat } = context;
    if (context.room(address) || inviter === seat.line.bare) return;
    const going = thread === undefined ? undefined : context.peer(inviter);
    if (going?.state === 'connected' && going.thread === thread && !isLate) {
      going.tell({ kind: 'escalationMode', mode: 'escalating' });
      this.become(going).peer = inviter;
      going.bare = address;
      going.state = 'inviting';
      return this.enter(going);
    }
    const unanswered = context.table.all.filter(({ room, state }) => state === 'ringing' && room?.inviter === inviter);
    if (unanswered.length >= seat.limits.invitationsToOne) return seat.log('somebody has asked too often');
    const conversation = context.begin(0, address, 'ringing', { subject });
    if (!conversation) return seat.log('an invitation has found too many others');
    const room = this.become(conversation);
    room.inviter = inviter;
    // What is said from now on is told to whoever accepts; what came with the invitation has been told.
    room.since = new Date(seat.clock.now()).toISOString();
    const words = first && text(first);
    const id = first?.attrs['message'];
    if (words && id !== undefined) heard.remember(`${address} ${id}`, 'told');
    const uri = context.uriOf(inviter);
    conversation.tell({
      kind: 'imSessionReceived',
      inviter: { uri, name: seat.nameOf(inviter), sourceNetwork: seat.networkOf(inviter) },
      role: 'attendee',
      escalationMode: 'escalated',
      subject: conversation.subject,
      ...(words && { message: { content: words } }),
    });
    conversation.tell({ kind: 'imSessionState', state: 'incoming' });
    if (!isLate) return;
    conversation.tell({ kind: 'participantRemoved', uri });
    context.end(conversation);
  }

  private gone(conversation: Conversation, room: RoomState, nick: string, stanza: XmlElement): void {
    const codes = statusCodes(stanza);
    const who = room.occupants.get(nick);
    const isSelf = codes.has('110') || nick === room.nick;
    const x = child(stanza, 'x', spaces.mucUser);
    const renamed = codes.has('303') ? x && child(x, 'item')?.attrs['nick'] : undefined;
    room.occupants.delete(nick);
    if (renamed !== undefined && who) return void room.occupants.set(renamed, who);
    if (!isSelf) {
      if (who && conversation.state === 'connected' && !room.isReturning) this.tellRemoved(conversation, who);
      return;
    }
    if (room.isReturning || conversation.state !== 'connected') return;
    if (x && child(x, 'destroy')) return this.context.end(conversation);
    // 332: the service goes down; 307, 301, 321, 322: we are not wanted any more.
    if (!['307', '301', '321', '322'].some((code) => codes.has(code))) return this.enterAgain(conversation, room);
    conversation.tell({ kind: 'participantRemoved', uri: this.context.seat.ownUri });
    this.context.end(conversation);
  }

  private hearSaid(conversation: Conversation, room: RoomState, nick: string, stanza: XmlElement): void {
    const { seat, sent } = this.context;
    const id = child(stanza, 'origin-id', spaces.stanzaIds)?.attrs['id'] ?? stanza.attrs['id'] ?? '';
    // The room tells back what we have said: so it has it.
    if (sent.find(id)?.conversation === conversation) {
      this.heard.remember(`${conversation.bare} ${id}`, 'told');
      return void sent.confirmed(id);
    }
    const content = readContent(stanza);
    // Those who are in it have not all been told again while it is entered once more.
    const occupant = room.occupants.get(nick) ?? room.before.get(nick);
    const x = child(stanza, 'x', spaces.mucUser);
    const jid = parseJid(x && child(x, 'item')?.attrs['jid']);
    const sender = occupant?.uri ?? (jid && uriOfJid(jid.bare)) ?? this.strangerUri(conversation.bare, nick);
    if (content === undefined) {
      if (nick !== room.nick) this.hearComposing(conversation, stanza, sender);
      return;
    }
    const key = `${conversation.bare} ${id || (archiveIdOf(stanza, conversation.bare) ?? '')}`;
    if (this.heard.fateOf(key)) return;
    this.heard.remember(key, 'told');
    // Said by us in an earlier session.
    if (nick === room.nick && sender === seat.ownUri && !occupant) return;
    conversation.tell({ kind: 'messageReceived', sender, message: { content } });
  }

  private hearComposing(conversation: Conversation, stanza: XmlElement, uri: SipUri): void {
    if (child(stanza, 'delay', spaces.delay) || conversation.state !== 'connected') return;
    const state = ['composing', 'paused', 'active', 'inactive', 'gone'].find((name) =>
      child(stanza, name, spaces.chatStates),
    );
    if (state === undefined) return;
    conversation.tell({ kind: 'composingState', state: state === 'composing' ? 'composing' : 'idle', uri });
  }

  // Small things.

  private say(conversation: Conversation, rid: string, message: ImMessage): void {
    const { sent, seat } = this.context;
    if (!sent.say(conversation, rid, saidStanza(conversation, message, false), false))
      seat.endpoint.fail(rid, tooMuchWaits);
  }

  /** A room that nobody is left in is taken away by its owner; the service would keep it for ever. */
  private leave({ bare }: Conversation, room: RoomState): void {
    const { line } = this.context.seat;
    const isAlone = [...room.occupants.values()].every((occupant) => occupant.bare === line.bare);
    if (isAlone && room.isOwner)
      line.set(xml('query', { xmlns: spaces.mucOwner }, xml('destroy')), bare).catch(() => undefined);
    else line.send(xml('presence', { to: `${bare}/${room.nick}`, type: 'unavailable' }));
  }

  private tellParticipant(conversation: Conversation, { uri, bare, role }: Occupant): void {
    const { seat } = this.context;
    if (bare === seat.line.bare) return;
    const name = bare.includes('/') ? bare.slice(bare.indexOf('/') + 1) : seat.nameOf(bare);
    conversation.tell({ kind: 'participant', uri, name, role, archiving: false });
  }

  /** Whoever is in it by another program as well has not gone. */
  private tellRemoved(conversation: Conversation, { uri, bare }: Occupant): void {
    const isStillIn = [...(conversation.room?.occupants.values() ?? [])].some((each) => each.uri === uri);
    if (!isStillIn && bare !== this.context.seat.line.bare) conversation.tell({ kind: 'participantRemoved', uri });
  }

  /** Of a room that does not tell who somebody is. */
  private strangerUri(room: string, nick: string): SipUri {
    const uri = uriOfJid(room) ?? this.context.seat.ownUri;
    return `sip:${encodeURIComponent(nick)}@${uri.slice(uri.lastIndexOf('@') + 1)}`;
  }

  private administer(conversation: Conversation, rid: string, work: () => Promise<CwaError | undefined>): void {
    const { endpoint } = this.context.seat;
    if (conversation.state !== 'connected') return endpoint.fail(rid, notConnected);
    if (!conversation.room) return endpoint.fail(rid, notConference);
    work().then(
      (error) => (error ? endpoint.fail(rid, error) : endpoint.succeed(rid)),
      (error: unknown) => endpoint.fail(rid, refusalOfError(error)),
    );
  }

  private async setItem({ bare }: Conversation, item: Readonly<Record<string, string>>): Promise<void> {
    await this.context.seat.line.set(xml('query', { xmlns: spaces.mucAdmin }, xml('item', item)), bare);
  }

  private async readLock(conversation: Conversation): Promise<void> {
    const { room, bare } = conversation;
    const info = await this.context.seat.line.get(xml('query', { xmlns: spaces.discoInfo }), bare);
    const locked =
      info !== undefined && children(info, 'feature').some(({ attrs }) => attrs['var'] === 'muc_membersonly');
    if (!room || room.isLocked === locked || conversation.state === 'ended') return;
    room.isLocked = locked;
    conversation.tell({ kind: 'locked', locked });
  }
}

interface Invited {
  readonly room: string;
  readonly inviter: string;
  readonly subject: string;
  readonly thread: string | undefined;
  readonly isLate: boolean;
  /** What came with it, between gateways of ours. */
  readonly first: XmlElement | undefined;
}
