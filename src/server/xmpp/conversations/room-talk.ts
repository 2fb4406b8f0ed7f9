// What is said in a room, by us and by others, now and before.
import type { ImMessage } from '../../../protocol/im-message';
import type { SipUri } from '../../../protocol/sip-uri';
import { always, type Heard } from '../heard';
import { writtenTime } from '../delay';
import { bareOf, uriOfJid } from '../mapping/addresses';
import { readContent } from '../mapping/content';
import { archiveIdOf } from '../mark';
import { spaces } from '../spaces';
import { child, children, type XmlElement } from '../stream/element';
import type { Conversation } from './conversation';
import type { ConversationContext } from './conversation-context';
import { knownBy, messageIdOf, openingOf, originOf, speakerIn } from './message-id';
import { tooMuchWaits } from './peers';
import type { RoomMarks } from './room-marks';
import { RoomPast, type Past } from './room-past';
import { isOpen, namesItsPeople, occupantIdOf, strangerUri, type RoomState } from './room-state';
import { saidStanza } from './stanzas';

/** By what whoever has said it knows it again. */
export const saidIdOf = (stanza: XmlElement): string => originOf(stanza) ?? stanza.attrs['id'] ?? '';

export class RoomTalk {
  readonly past: RoomPast;

  constructor(
    private readonly context: ConversationContext,
    private readonly heard: Heard,
    marks: RoomMarks,
  ) {
    this.past = new RoomPast(context, marks, (...said) => this.hear(...said));
  }

  say(conversation: Conversation, rid: string, message: ImMessage): void {
    const { sent, seat } = this.context;
    if (!sent.say(conversation, rid, saidStanza(conversation, message, false), false))
      seat.endpoint.fail(rid, tooMuchWaits);
  }

  hear(conversation: Conversation, room: RoomState, nick: string, stanza: XmlElement, past?: Past): void {
    const { seat, sent } = this.context;
    const id = saidIdOf(stanza);
    const speaker = this.speaker(room, nick, stanza, past);
    // The room tells back what we have said: so it has it. Whoever else says something of that id has not said it for us.
    if (sent.find(id)?.conversation.bare === conversation.bare && (speaker ?? seat.ownUri) === seat.ownUri) {
      this.heard.remember(always(`${conversation.bare} ${id}`), 'told');
      return void sent.confirmed(id);
    }
    const content = readContent(stanza);
    const sender = speaker ?? strangerUri(conversation.bare, nick);
    if (content === undefined) {
      if (nick !== room.nick && !past) this.hearComposing(conversation, stanza, sender);
      return;
    }
    if (!past && this.past.holds(conversation, room, nick, stanza)) return;
    if (!past && !speaker && isDelayed(stanza) && this.past.waits(conversation, room, nick, stanza)) return;
    const archiveId = past?.id ?? archiveIdOf(stanza, conversation.bare);
    const saidAt = past?.at ?? writtenTime(stanza) ?? seat.clock.now();
    const known = knownBy(conversation.bare, stanza, content, archiveId, saidAt);
    if (known && this.heard.fateOf(known)) return;
    if (known) this.heard.remember(known, 'told');
    // Said by us in an earlier session.
    if (past && !room.isCaughtUp && sender === seat.ownUri) return;
    // Told with the invitation.
    if (room.opening === openingOf(id, sender, content)) return;
    const messageId = messageIdOf(conversation.bare, stanza, archiveId, speakerIn(conversation.bare, sender));
    const message = { content, ...(messageId !== undefined && { id: messageId }) };
    const told = { at: past?.at ?? seat.clock.now() };
    room.unacknowledged.add(told);
    const onAcknowledged = (): void => {
      room.unacknowledged.delete(told);
      room.hasMoved = true;
    };
    conversation.tell({ kind: 'messageReceived', sender, message }, { onAcknowledged });
  }

  /**
   * By what the service alone can say: nearly all that stands in a message may be its sender's own. Undefined: the room does not tell.
   * Whoever has the nick now need not have said what is old. Those who are in it have not all been told again while it is entered once more.
   */
  private speaker(room: RoomState, nick: string, stanza: XmlElement, past: Past | undefined): SipUri | undefined {
    const isOld = past !== undefined || isDelayed(stanza);
    if (!isOld) return (room.occupants.get(nick) ?? room.before.get(nick))?.uri;
    return (past && archivedSpeaker(room, stanza)) ?? knownSpeaker(room, stanza);
  }

  private hearComposing(conversation: Conversation, stanza: XmlElement, uri: SipUri): void {
    if (isDelayed(stanza) || conversation.state !== 'connected') return;
    const state = ['composing', 'paused', 'active', 'inactive', 'gone'].find((name) =>
      child(stanza, name, spaces.chatStates),
    );
    if (state === undefined) return;
    conversation.tell({ kind: 'composingState', state: state === 'composing' ? 'composing' : 'idle', uri });
  }
}

const isDelayed = (stanza: XmlElement): boolean => child(stanza, 'delay', spaces.delay) !== undefined;

/** Into the archive a service writes the address of whoever speaks where everybody may see it; what contradicts that is the sender's. */
function archivedSpeaker(room: RoomState, stanza: XmlElement): SipUri | undefined {
  if (!room.features.has(isOpen)) return undefined;
  const items = children(stanza, 'x', spaces.mucUser).flatMap((x) => children(x, 'item'));
  const named = new Set(items.flatMap(({ attrs }) => bareOf(attrs['jid']) ?? []));
  const [bare] = named;
  return named.size === 1 && bare !== undefined ? uriOfJid(bare) : undefined;
}

/** By the id that the room has given them, where it does so: then it lets through none of anybody else's (XEP-0421). */
function knownSpeaker(room: RoomState, stanza: XmlElement): SipUri | undefined {
  const id = occupantIdOf(stanza);
  return id !== undefined && room.features.has(namesItsPeople) ? room.known.get(id) : undefined;
}
