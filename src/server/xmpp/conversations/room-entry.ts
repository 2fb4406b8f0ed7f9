// How a room is entered, entered once more and left (XEP-0045, 7), and who else is in it.
import { randomBytes } from 'node:crypto';
import type { CwaError } from '../../../protocol/cwa-error';
import { conferenceGone } from '../../base/errors';
import { digestOf } from '../digest';
import { focusUriOf, localPartOf, parseJid, uriOfJid } from '../mapping/addresses';
import { conditionOf, isNoMore, refusalOf, refusalOfError, statusCodes } from '../mapping/refusals';
import { spaces } from '../spaces';
import { child, xml, type XmlElement } from '../stream/element';
import { StanzaError } from '../stream/stanza-error';
import type { Conversation } from './conversation';
import type { ConversationContext } from './conversation-context';
import type { RoomGuests } from './room-guests';
import type { RoomLead } from './room-lead';
import { isOfAGateway, outlivesItsPeople, type RoomService } from './room-service';
import { occupantIdOf, strangerUri, type Occupant, type RoomState } from './room-state';
import type { RoomTalk } from './room-talk';
import { saidStanza } from './stanzas';

/** A room elsewhere may have more than a list can show. */
const mostOccupants = 500;
/** Who were in one since it was entered. */
const mostKnown = 2_000;
const mostNicks = 5;
/** Who was in it hears this when they come again, and is out. All else passes, as of a service that is not back yet. */
const isFinal = new Set(['forbidden', 'not-allowed', 'not-authorized', 'registration-required', 'conflict', 'gone']);

export class RoomEntry {
  constructor(
    private readonly context: ConversationContext,
    private readonly service: RoomService,
    private readonly lead: RoomLead,
    private readonly guests: RoomGuests,
    private readonly talk: RoomTalk,
  ) {}

  createAndEnter(conversation: Conversation): void {
    const { seat } = this.context;
    seat.whenReady(() => {
      this.service.newRoom().then(
        (room) => {
          if (conversation.state === 'ended') return;
          conversation.bare = room;
          this.enter(conversation);
        },
        (error: unknown) => this.neverBegan(conversation, refusalOfError(error)),
      );
    });
  }

  enter(conversation: Conversation): void {
    const { room, bare } = conversation;
    // One that is still to be made is entered as soon as it has an address.
    if (!room || conversation.state === 'ended' || bare === '') return;
    room.occupants.clear();
    room.isLookedAt = false;
    // For services whose rooms have no archive.
    const history = xml('history', { since: this.talk.past.startOf(room) });
    this.context.seat.line.send(
      xml('presence', { to: `${bare}/${room.nick}` }, xml('x', { xmlns: spaces.muc }, history)),
    );
  }

  /** The client is told nothing of it but what has changed. Whoever is on the way already is let go on. */
  enterAgain(conversation: Conversation, room: RoomState): void {
    if (room.isReturning) return;
    this.beginReturn(room);
    this.enter(conversation);
  }

  /**
   * A room that nobody is left in is taken away by its owner; the service would keep it for ever. While it is entered once more it is not
   * known who is in it.
   */
  leave({ bare }: Conversation, room: RoomState): void {
    const { line } = this.context.seat;
    if (bare === '') return;
    const goOut = (): void => void line.send(xml('presence', { to: `${bare}/${room.nick}`, type: 'unavailable' }));
    const isAlone = !room.isReturning && [...room.occupants.keys()].every((nick) => nick === room.nick);
    if (isAlone && room.isOwner && isOfAGateway(bare)) this.service.destroy(bare).catch(goOut);
    else goOut();
  }

  over(conversation: Conversation): void {
    this.context.end(conversation);
    this.talk.past.left(conversation);
  }

  beginReturn(room: RoomState): void {
    room.isReturning = true;
    room.before = new Map(room.occupants);
  }

  /** Presence of a room, which says who is in it. */
  hear(conversation: Conversation, room: RoomState, nick: string, stanza: XmlElement): void {
    const { type } = stanza.attrs;
    if (type === 'error') this.notEntered(conversation, room, stanza);
    else if (type === 'unavailable') this.gone(conversation, room, nick, stanza);
    else if (type === undefined) this.present(conversation, room, nick, stanza);
  }

  private notEntered(conversation: Conversation, room: RoomState, stanza: XmlElement): void {
    const condition = conditionOf(stanza);
    if (condition === 'conflict' && room.tries < mostNicks) {
      room.tries += 1;
      room.nick = `${localPartOf(this.context.seat.line.bare)}-${randomBytes(2).toString('hex')}`;
      return this.enter(conversation);
    }
    const isNone = condition === 'item-not-found' || condition === 'gone';
    if (conversation.state !== 'connected')
      return this.neverBegan(conversation, isNone ? conferenceGone : refusalOf(condition));
    if (isFinal.has(condition)) this.putOut(conversation);
    else this.enterAgain(conversation, room);
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
      uri:
        (isSelf ? this.context.seat.ownUri : jid && this.context.uriOf(jid.bare)) ??
        strangerUri(conversation.bare, nick),
      role: item?.attrs['role'] === 'moderator' ? 'presenter' : 'attendee',
    };
    room.occupants.set(nick, occupant);
    const occupantId = occupantIdOf(stanza);
    if (occupantId !== undefined && (room.known.has(occupantId) || room.known.size < mostKnown))
      room.known.set(occupantId, occupant.uri);
    if (isSelf) {
      room.nick = nick;
      room.isOwner = item?.attrs['affiliation'] === 'owner';
    }
    const isEntering = (conversation.state === 'inviting' && !room.isLookedAt) || room.isReturning;
    if (isSelf && isEntering) return this.entered(conversation, room, occupant, codes.has('201'));
    if (conversation.state !== 'connected' || room.isReturning || known?.role === occupant.role) return;
    if (isSelf) return conversation.tell({ kind: 'role', role: occupant.role });
    this.tellParticipant(conversation, occupant);
    // What they have said meanwhile where we were not comes before what they say now.
    if (room.lost.delete(digestOf(bare)) && isOfAGateway(conversation.bare)) this.catchUp(conversation, room);
  }

  private catchUp(conversation: Conversation, room: RoomState, features: Promise<unknown> = Promise.resolve()): void {
    void this.talk.past.enter(conversation, room, features).then(() => {
      // What it had is known now; an archive that cannot tell leaves it to whoever hears it twice.
      if (conversation.state === 'connected' && !room.isUnsettled) this.context.sent.repeatIn(conversation, room);
    });
  }

  private noteLost(room: RoomState, { bare }: Occupant): void {
    if (room.lost.size < mostKnown) room.lost.add(digestOf(bare));
  }

  private entered(conversation: Conversation, room: RoomState, self: Occupant, isNew: boolean): void {
    const { seat } = this.context;
    const begin = (features?: Promise<unknown>): void => {
      if (conversation.state === 'ended') return;
      if (room.isReturning) this.returned(conversation, room);
      else this.begun(conversation, room, self);
      this.catchUp(conversation, room, features);
    };
    if (!isNew && (room.isReturning || room.isOfOurMaking || !isOfAGateway(conversation.bare))) {
      return begin(this.lead.readLock(conversation).catch(() => undefined));
    }
    if (!isNew) return this.lookAt(conversation, room, begin);
    if (!room.isOfOurMaking && !room.isReturning) {
      // The service made it because we came (XEP-0045, 10.1): the conference that was meant is no more.
      void this.service.destroy(conversation.bare).catch(() => undefined);
      return this.neverWasOne(conversation);
    }
    this.service.open(conversation.bare, conversation.subject).then(
      () => begin(this.lead.readLock(conversation).catch(() => undefined)),
      (error: unknown) => {
        seat.log('a room could not be set up');
        this.leave(conversation, room);
        // Whoever was in it comes again.
        if (!room.isReturning) this.neverBegan(conversation, refusalOfError(error));
      },
    );
  }

  /**
   * Whether it is the room of a conference: where there was none any more, somebody else may have come a moment before us, and the service
   * has made it for them. What is said there until they take it away would be lost.
   */
  private lookAt(conversation: Conversation, room: RoomState, begin: () => void): void {
    room.isLookedAt = true;
    room.hold();
    this.service.features(conversation.bare).then(
      (features) => {
        if (conversation.state !== 'inviting') return;
        if (!features.has(outlivesItsPeople)) {
          this.leave(conversation, room);
          return this.neverWasOne(conversation);
        }
        begin();
        this.lead.showLock(conversation, features);
      },
      (error: unknown) => {
        // On a new stream it is entered once more.
        if (conversation.state !== 'inviting' || (error instanceof StanzaError && error.origin === 'broken')) return;
        if (isNoMore(error)) this.neverWasOne(conversation);
        else begin();
      },
    );
  }

  /** There was no conference at that address any more when it was entered. */
  private neverWasOne(conversation: Conversation): void {
    this.neverBegan(conversation, conferenceGone);
    this.talk.past.isNoMore(conversation);
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
      this.guests.ask(conversation, startRid ?? '', bare, { opening, continues: wasPeer && index === 0 });
    }
    room.invited = [];
    if (opening) {
      conversation.waiting.shift();
      this.context.sent.say(conversation, '', opening, true);
    }
    for (const { rid, message } of conversation.waiting.splice(0)) this.talk.say(conversation, rid, message);
  }

  private returned(conversation: Conversation, room: RoomState): void {
    room.isReturning = false;
    room.returnedAt = this.context.seat.clock.now();
    const now = [...room.occupants.values()];
    for (const before of room.before.values()) {
      if (now.some(({ uri }) => uri === before.uri)) continue;
      this.noteLost(room, before);
      this.tellRemoved(conversation, before);
    }
    for (const occupant of now) {
      const before = [...room.before.values()].find(({ uri }) => uri === occupant.uri);
      if (before?.role === occupant.role) continue;
      if (occupant.bare === this.context.seat.line.bare) conversation.tell({ kind: 'role', role: occupant.role });
      else this.tellParticipant(conversation, occupant);
    }
    room.before = new Map();
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
      if (who) this.noteLost(room, who);
      if (who && conversation.state === 'connected' && !room.isReturning) this.tellRemoved(conversation, who);
      return;
    }
    if (room.isReturning || conversation.state !== 'connected') return;
    if (x && child(x, 'destroy')) {
      this.context.end(conversation);
      return this.talk.past.isNoMore(conversation);
    }
    // 332: the service goes down; 307, 301, 321, 322: we are not wanted any more.
    if (!['307', '301', '321', '322'].some((code) => codes.has(code))) return this.enterAgain(conversation, room);
    this.putOut(conversation);
  }

  private putOut(conversation: Conversation): void {
    conversation.tell({ kind: 'participantRemoved', uri: this.context.seat.ownUri });
    this.over(conversation);
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
}
