// The `conference` requests (protocol.md 3.4–3.17) and the messages that come: to whom they are.
import type { CwaReply } from '../../../protocol/replies';
import type { InitiateImSession } from '../../../protocol/conference/initiate-im-session';
import type { ConferenceRequest } from '../../../protocol/requests/conference';
import { sipUriKey, type SipUri } from '../../../protocol/sip-uri';
import {
  conferenceGone,
  invalidOperation,
  invalidRequest,
  sipFailure,
  throttled,
  userUnknown,
} from '../../base/errors';
import type { CwaError } from '../../../protocol/cwa-error';
import { writtenTime } from '../delay';
import type { Heard } from '../heard';
import { isFocusUri, jidOfUri, parseJid, roomOfFocusUri, type Jid } from '../mapping/addresses';
import { readContent } from '../mapping/content';
import { archiveIdOf, type Mark } from '../mark';
import { spaces } from '../spaces';
import { child, type XmlElement } from '../stream/element';
import type { Conversation } from './conversation';
import type { ConversationContext } from './conversation-context';
import type { Place } from './elsewhere';
import { Peers, type Arrival } from './peers';
import type { RoomMarks } from './room-marks';
import { isWhisper, whisperer } from './room-whispers';
import { Rooms } from './rooms';
import { isForRoom } from './sent-messages';

/** 7.5. */
const unknownConfId = invalidOperation('There is no conversation of this confId.');
const takenConfId = invalidOperation('This confId is in use, or no number for a conversation.');
const nobody = invalidOperation('There is nobody to invite.');
const focusStandsAlone = invalidOperation('A focus URI stands alone.');
const noCalls = invalidOperation('This service carries no calls.');
const subjectTooLong = sipFailure(413, 'Request Entity Too Large', 'The subject is too long.');
export const tooManyPeople = sipFailure(
  413,
  'Request Entity Too Large',
  'There are too many people in the conference.',
);

/** How a message has come; out of the archive with its place there, and the time of that in epoch milliseconds. */
interface Way {
  readonly isLate: boolean;
  readonly archiveId?: string;
  readonly saidAt?: number | undefined;
}

export class Conversations {
  readonly peers: Peers;
  readonly rooms: Rooms;

  constructor(
    private readonly context: ConversationContext,
    heard: Heard,
    private readonly mark: Mark,
    marks: RoomMarks,
  ) {
    this.peers = new Peers(context, heard, mark);
    this.rooms = new Rooms(context, heard, mark, marks);
  }

  submit(request: ConferenceRequest): CwaReply {
    const { rid, confId, action } = request;
    if (action.kind === 'initiateImSession') return this.start(rid, confId, action);
    if (action.kind === 'voIPRedirect' || action.kind === 'voIPTerminate' || action.kind === 'voIPReplyWithIM') {
      return { kind: 'requestFailed', rid, error: noCalls };
    }
    const conversation = this.context.table.get(confId);
    if (!conversation) return { kind: 'requestFailed', rid, error: unknownConfId };
    const { peers, rooms } = this;
    const way = conversation.room ? rooms : peers;
    switch (action.kind) {
      case 'acceptImSession':
        way.accept(conversation, rid);
        break;
      case 'terminateImSession':
        way.terminate(conversation, rid);
        break;
      case 'sendMessage':
        way.send(conversation, rid, action.message);
        break;
      case 'notifyComposing':
        way.compose(conversation, rid, action.state === 'composing');
        break;
      case 'sendInfo':
        if (conversation.room) this.fail(rid, invalidOperation('sendInfo is between two users.'));
        else peers.sendInfo(conversation, rid, action.contentType, action.content);
        break;
      case 'inviteParticipants':
        this.invite(conversation, rid, action.uris);
        break;
      case 'ejectParticipant':
        rooms.lead.eject(conversation, rid, action.uri);
        break;
      case 'promoteParticipant':
        rooms.lead.promote(conversation, rid, action.uri);
        break;
      case 'lock':
        rooms.lead.lock(conversation, rid, action.locked);
        break;
    }
    return { kind: 'requestAccepted', rid };
  }

  /** A message that came by itself, was forwarded to us by a carbon, or stood in the archive. */
  hear(stanza: XmlElement, from: Jid, way: Way): void {
    const { line, clock } = this.context.seat;
    const archiveId = way.archiveId ?? archiveIdOf(stanza, line.bare);
    const isLate = way.isLate || child(stanza, 'delay', spaces.delay) !== undefined;
    const arrival = { from, isLate, archiveId, saidAt: way.saidAt ?? writtenTime(stanza) ?? clock.now() };
    const { type } = stanza.attrs;
    if (type === 'error') return this.bounced(stanza, from);
    if (type === 'groupchat') return this.rooms.hear(stanza, from);
    if (this.rooms.guests.hearInvitation(stanza, arrival)) return;
    if (this.isWhisper(stanza, from)) this.hearWhisper(stanza, arrival);
    else this.peers.hear(stanza, arrival);
  }

  private isWhisper(stanza: XmlElement, from: Jid): boolean {
    const isInRoom = this.context.room(from.bare) !== undefined;
    return isWhisper(stanza, from, isInRoom) && !this.rooms.guests.isOfAPerson(from);
  }

  private hearWhisper(stanza: XmlElement, arrival: Arrival): void {
    const { line, log } = this.context.seat;
    const { from, archiveId, isLate } = arrival;
    const person = whisperer(from, this.context.room(from.bare)?.room, line.domain);
    if (person) return this.peers.hear(stanza, { ...arrival, from: person });
    if (archiveId !== undefined) this.mark.passOver(archiveId);
    if (readContent(stanza) === undefined) return;
    log('a private message of a room was refused: it is not certain whose it is');
    // Of an error that says that somebody is gone the room would put us out.
    if (!isLate) line.refuse(stanza, 'not-acceptable');
  }

  /** Another endpoint of ours talks with them, or in that room: here it rings no more. */
  hearAnswered(bare: string, at: Place): void {
    const room = this.context.room(bare);
    if (!room) return this.peers.hearAnswered(bare, at);
    if (room.state === 'ringing') this.context.end(room);
  }

  private bounced(stanza: XmlElement, from: Jid): void {
    const id = stanza.attrs['id'] ?? '';
    const sent = this.context.sent.find(id);
    if (this.rooms.guests.hasAsked(id) || (sent && isForRoom(sent))) this.rooms.bounced(stanza, from);
    else this.peers.bounced(from.bare, stanza);
  }

  private start(rid: string, confId: number, action: InitiateImSession): CwaReply {
    const { seat, table } = this.context;
    const { limits } = seat;
    const { message, subject = '' } = action;
    if (message.content === '') return { kind: 'requestInvalid', rid, error: invalidRequest('content is empty') };
    const uris = distinct(action.uris).filter((uri) => isFocusUri(uri) || jidOfUri(uri) !== seat.line.bare);
    const [first] = uris;
    const begun = table.all.filter(({ state }) => state !== 'ringing').length;
    const error =
      confId !== 0 && !table.canAdopt(confId)
        ? takenConfId
        : begun >= limits.conferencesPerSession
          ? throttled('There are too many conversations.')
          : subject.length > limits.subjectChars
            ? subjectTooLong
            : first === undefined
              ? nobody
              : uris.length > 1 && uris.some(isFocusUri)
                ? focusStandsAlone
                : uris.length + 1 > limits.participants
                  ? tooManyPeople
                  : undefined;
    if (error ?? first === undefined) return { kind: 'requestFailed', rid, error: error ?? nobody };
    if (isFocusUri(first)) return this.join(rid, confId, first);
    const jids = uris.flatMap((uri) => jidOfUri(uri) ?? []);
    if (uris.length === 1) return this.startPeer(rid, confId, first, jids[0], action);
    const conversation = this.context.begin(confId, '', 'inviting', { subject });
    if (!conversation) return { kind: 'requestFailed', rid, error: throttled('There are too many conversations.') };
    this.rooms.start(conversation, rid, jids, message);
    const unknown = uris.filter((uri) => jidOfUri(uri) === undefined);
    for (const uri of unknown) this.inviteFailed(conversation, rid, uri, userUnknown);
    return { kind: 'requestAccepted', rid, confId: conversation.confId };
  }

  private startPeer(
    rid: string,
    confId: number,
    uri: SipUri,
    bare: string | undefined,
    { message, subject }: InitiateImSession,
  ): CwaReply {
    const open = bare === undefined ? undefined : this.context.peer(bare);
    // The client begins anew with whom it has one already, or who rings: one of two, since XMPP cannot tell them apart.
    if (open && !open.room) this.context.end(open);
    const conversation = this.context.begin(confId, bare ?? '', 'inviting', { subject });
    if (!conversation) return { kind: 'requestFailed', rid, error: throttled('There are too many conversations.') };
    if (bare !== undefined) this.peers.start(conversation, rid, message);
    else {
      conversation.tell({ kind: 'initiateImSessionAccepted', rid, confId: conversation.confId });
      conversation.tell({ kind: 'escalationMode', mode: 'none' });
      this.inviteFailed(conversation, rid, uri, userUnknown);
      this.context.end(conversation);
    }
    return { kind: 'requestAccepted', rid, confId: conversation.confId };
  }

  private join(rid: string, confId: number, uri: SipUri): CwaReply {
    const room = roomOfFocusUri(uri);
    const open = room === undefined ? undefined : this.context.room(room);
    // They come in by another door.
    if (open) this.context.end(open);
    const conversation = this.context.begin(confId, room ?? '', 'inviting');
    if (!conversation) return { kind: 'requestFailed', rid, error: throttled('There are too many conversations.') };
    if (room !== undefined) this.rooms.join(conversation, rid);
    else {
      conversation.tell({ kind: 'initiateImSessionAccepted', rid, confId: conversation.confId });
      conversation.tell({ kind: 'escalationMode', mode: 'none' });
      this.inviteFailed(conversation, rid, uri, conferenceGone);
      this.context.end(conversation);
    }
    return { kind: 'requestAccepted', rid, confId: conversation.confId };
  }

  private invite(conversation: Conversation, rid: string, uris: readonly SipUri[]): void {
    const all = distinct(uris);
    const jids = all.flatMap((uri) => jidOfUri(uri) ?? []);
    this.rooms.invite(conversation, rid, jids);
    for (const uri of all) if (jidOfUri(uri) === undefined) this.inviteFailed(conversation, rid, uri, userUnknown);
  }

  /** `inviteFailed`, and its reason at once after it (4.8). */
  private inviteFailed(conversation: Conversation, rid: string, uri: SipUri, error: CwaError): void {
    conversation.tell({ kind: 'inviteFailed', uri });
    this.fail(rid, error);
  }

  private fail(rid: string, error: CwaError): void {
    this.context.seat.endpoint.fail(rid, error);
  }
}

function distinct(uris: readonly SipUri[]): readonly SipUri[] {
  return [
    ...new Map(
      uris.map((uri) => [isFocusUri(uri) ? uri.toLowerCase() : (jidOfUri(uri) ?? sipUriKey(uri)), uri]),
    ).values(),
  ];
}

/** What a carbon holds (XEP-0280): only the account itself may forward us something. */
export function carbonIn(stanza: XmlElement): { readonly isOwn: boolean; readonly message: XmlElement } | undefined {
  const [sent, received] = [child(stanza, 'sent', spaces.carbons), child(stanza, 'received', spaces.carbons)];
  const carbon = sent ?? received;
  const forwarded = carbon && child(carbon, 'forwarded', spaces.forward);
  const message = forwarded && child(forwarded, 'message', 'jabber:client');
  return message && parseJid(message.attrs['from']) ? { isOwn: sent !== undefined, message } : undefined;
}
