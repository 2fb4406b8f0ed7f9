// Conversations between two (protocol.md 3.5–3.10, 6.3, 6.4). XMPP knows no beginning and no end of one: what a peer says with whom nothing
// is open is an invitation, and the end is told to gateways of ours alone.
import type { ImMessage } from '../../../protocol/im-message';
import { invalidOperation, temporarilyUnavailable, throttled } from '../../base/errors';
import type { EventWatch } from '../../world';
import type { Heard } from '../heard';
import { readContent } from '../mapping/content';
import { readFormat } from '../mapping/format';
import { conditionOf, refusalOf } from '../mapping/refusals';
import type { Jid } from '../mapping/addresses';
import { archiveIdOf, type Mark } from '../mark';
import { spaces } from '../spaces';
import { child, text, type XmlElement } from '../stream/element';
import type { Conversation } from './conversation';
import type { ConversationContext } from './conversation-context';
import { isForRoom, type Sent } from './sent-messages';
import { composingStanza, endedStanza, infoStanza, receiptStanza, saidStanza } from './stanzas';

export const tooMuchWaits = throttled('Too many messages wait.');
export const notConnected = invalidOperation('The IM session is not connected.');
const onlyOurOwn = invalidOperation('The program of the other side takes no system messages.');

/** What goes on at another endpoint of ours is not forgotten before that. */
const elsewhereMs = 30 * 60_000;
const mostRemembered = 500;

/** How a message has come. */
export interface Arrival {
  readonly from: Jid;
  /** `late`: said while nobody was signed in here. */
  readonly isLate: boolean;
  /** By the archive of the account. */
  readonly archiveId: string | undefined;
}

export class Peers {
  /** Missed, by the address of who was missed: the number under which more of it is told. */
  private readonly missed = new Map<string, Conversation>();
  /** Talked with at another endpoint of ours: until when, and the number that it had here. */
  private readonly elsewhere = new Map<
    string,
    { readonly until: number; readonly conversation: Conversation | undefined }
  >();

  constructor(
    private readonly context: ConversationContext,
    private readonly heard: Heard,
    private readonly mark: Mark,
  ) {}

  // What the client wants.

  start(conversation: Conversation, rid: string, message: ImMessage): void {
    conversation.startRid = rid;
    this.taken(conversation.bare);
    conversation.tell({ kind: 'initiateImSessionAccepted', rid, confId: conversation.confId });
    conversation.tell({ kind: 'escalationMode', mode: 'invitingPeer' });
    this.say(conversation, rid, message, true);
  }

  accept(conversation: Conversation, rid: string): void {
    if (conversation.state === 'ringing') {
      this.taken(conversation.bare);
      this.context.answered(conversation);
      conversation.tell({ kind: 'imSessionState', state: 'connecting' });
      this.connect(conversation);
    }
    this.context.seat.endpoint.succeed(rid);
  }

  terminate(conversation: Conversation, rid: string): void {
    const { seat } = this.context;
    seat.endpoint.succeed(rid);
    if (conversation.state === 'ringing') this.context.answered(conversation);
    seat.line.send(endedStanza(conversation));
    this.context.end(conversation);
  }

  send(conversation: Conversation, rid: string, message: ImMessage): void {
    const { endpoint, limits } = this.context.seat;
    if (conversation.state === 'connected') return this.say(conversation, rid, message, false);
    if (conversation.state !== 'inviting') return endpoint.fail(rid, notConnected);
    // Field notes: a client may send at once; it comes after the invitation's message.
    const waitingChars = conversation.waiting.reduce((sum, each) => sum + each.message.content.length, 0);
    const isTooLong = waitingChars + message.content.length > limits.waitingChars;
    if (isTooLong || conversation.waiting.length >= limits.heldMessages) return endpoint.fail(rid, tooMuchWaits);
    conversation.waiting.push({ rid, message });
  }

  sendInfo(conversation: Conversation, rid: string, contentType: string, content: string): void {
    const { seat, others, sent } = this.context;
    if (conversation.state !== 'connected') return seat.endpoint.fail(rid, notConnected);
    if (!others.isOurOwn(conversation.bare)) return seat.endpoint.fail(rid, onlyOurOwn);
    const stanza = infoStanza(conversation, contentType, content);
    if (!sent.say(conversation, rid, stanza, false)) seat.endpoint.fail(rid, tooMuchWaits);
  }

  compose(conversation: Conversation, rid: string, isComposing: boolean): void {
    const { endpoint, line } = this.context.seat;
    if (conversation.state === 'connected') line.send(composingStanza(conversation, isComposing));
    endpoint.succeed(rid);
  }

  /** The user signs out: whoever they talk with on a gateway of ours is told so. */
  leaveAll(): void {
    for (const conversation of this.context.table.all) {
      if (!conversation.room && conversation.state === 'connected')
        this.context.seat.line.send(endedStanza(conversation));
    }
  }

  // What becomes of what was said.

  /** The service has it: for the first message that is the beginning. */
  onTaken({ conversation, rid, isFirst }: Sent): void {
    const { endpoint } = this.context.seat;
    if (isFirst && conversation.state === 'inviting' && !conversation.room) {
      this.connect(conversation);
      conversation.startRid = undefined;
    }
    if (rid !== '') endpoint.succeed(rid);
  }

  private confirmed(bare: string, id: string): void {
    const sent = this.context.sent.find(id);
    // Whose message it was is for them alone to confirm.
    if (!sent || isForRoom(sent) || sent.stanza.attrs['to'] !== bare) return;
    this.context.sent.confirmed(id);
    sent.conversation.confirms = true;
    if (sent.rid !== '') sent.conversation.tell({ kind: 'messageIdReceived', rid: sent.rid, messageId: sent.rid });
  }

  /** An error has come back for what was said. */
  bounced(bare: string, stanza: XmlElement): void {
    const id = stanza.attrs['id'] ?? '';
    const sent = this.context.sent.find(id);
    if (!sent || isForRoom(sent) || sent.stanza.attrs['to'] !== bare) return;
    this.context.sent.refused(id);
    const { conversation, rid, isFirst, isTaken } = sent;
    const condition = conditionOf(stanza);
    const error = condition === 'service-unavailable' ? temporarilyUnavailable : refusalOf(condition);
    const { endpoint } = this.context.seat;
    if (isTaken) conversation.tell({ kind: 'messageSendFailed', messageId: rid });
    if (!isFirst) {
      if (!isTaken && rid !== '') endpoint.fail(rid, error);
      return;
    }
    const uri = this.context.uriOf(bare);
    if (isTaken) {
      // It seemed to begin, and has not.
      conversation.tell({ kind: 'participantRemoved', uri });
      return this.context.end(conversation);
    }
    // 3.5, the documented order of a conversation that never came about.
    conversation.tell({ kind: 'escalationMode', mode: 'none' });
    conversation.tell({ kind: 'inviteFailed', uri });
    endpoint.fail(rid, error);
    for (const waiting of conversation.waiting.splice(0)) endpoint.fail(waiting.rid, error);
    this.context.end(conversation);
  }

  // What comes.

  hear(stanza: XmlElement, arrival: Arrival): void {
    const { from, archiveId } = arrival;
    const receipt = child(stanza, 'received', spaces.receipts);
    if (receipt) this.confirmed(from.bare, receipt.attrs['id'] ?? '');
    const conversation = this.context.peer(from.bare);
    const said = readMessage(stanza);
    if (conversation?.state === 'connected' && !said && !arrival.isLate) this.hearComposing(conversation, stanza);
    if (child(stanza, 'ended', spaces.ended) && !said && conversation && !arrival.isLate)
      this.endedByPeer(conversation);
    if (said) this.take(stanza, said, arrival);
    else if (archiveId !== undefined) this.passOver(archiveId);
  }

  /** Said by us at another endpoint. */
  hearOwn(stanza: XmlElement, to: Jid): void {
    const said = readMessage(stanza);
    const archiveId = archiveIdOf(stanza, this.context.seat.line.bare);
    if (archiveId !== undefined) this.passOver(archiveId);
    const isEnd = child(stanza, 'ended', spaces.ended) !== undefined;
    if (!said && !isEnd) return;
    const key = keyOf(this.context.seat.line.bare, stanza, archiveId);
    if (key !== undefined && this.heard.fateOf(key)) return;
    if (key !== undefined) this.heard.remember(key, 'acknowledged');
    const conversation = this.context.peer(to.bare);
    if (isEnd) this.elsewhere.delete(to.bare);
    else this.hearAnswered(to.bare);
    const thread = conversation ?? this.elsewhere.get(to.bare)?.conversation;
    if (said && thread) thread.tell({ kind: 'messageReceived', sender: this.context.seat.ownUri, message: said });
  }

  /** Another endpoint of ours talks with them: here it rings no more. */
  hearAnswered(bare: string): void {
    const conversation = this.context.peer(bare);
    if (conversation && conversation.state !== 'ringing') return;
    if (conversation) this.context.end(conversation);
    const before = this.elsewhere.get(bare)?.conversation;
    this.elsewhere.delete(bare);
    this.elsewhere.set(bare, {
      until: this.context.seat.clock.now() + elsewhereMs,
      conversation: conversation ?? before ?? this.missed.get(bare),
    });
    dropOldest(this.elsewhere);
  }

  private hearComposing(conversation: Conversation, stanza: XmlElement): void {
    const state = ['composing', 'paused', 'active', 'inactive', 'gone'].find((name) =>
      child(stanza, name, spaces.chatStates),
    );
    if (state === undefined) return;
    const uri = this.context.uriOf(conversation.bare);
    conversation.tell({ kind: 'composingState', state: state === 'composing' ? 'composing' : 'idle', uri });
  }

  private endedByPeer(conversation: Conversation): void {
    if (conversation.state === 'inviting') return;
    conversation.tell({ kind: 'participantRemoved', uri: this.context.uriOf(conversation.bare) });
    this.context.end(conversation);
  }

  private take(stanza: XmlElement, message: ImMessage, { from, isLate, archiveId }: Arrival): void {
    const { seat } = this.context;
    const key = keyOf(from.bare, stanza, archiveId);
    const { id } = stanza.attrs;
    const isConfirmed = child(stanza, 'request', spaces.receipts) !== undefined && id !== undefined;
    const confirm = (): void => {
      if (isConfirmed) seat.line.send(receiptStanza(stanza.attrs['from'] ?? from.bare, id));
    };
    const fate = key === undefined ? undefined : this.heard.fateOf(key);
    const wasHeard = fate !== undefined || (archiveId !== undefined && this.mark.knows(archiveId));
    if (wasHeard) {
      if (fate === 'acknowledged') confirm();
      if (archiveId !== undefined && !this.mark.knows(archiveId)) this.passOver(archiveId);
      return;
    }
    if (key !== undefined) this.heard.remember(key, 'told');
    if (archiveId !== undefined) this.mark.heard(archiveId);
    // A receipt is the client's: it goes when the client has acknowledged the event, not when the gateway has it.
    const watch: EventWatch = {
      onAcknowledged: () => {
        if (key !== undefined) this.heard.remember(key, 'acknowledged');
        if (archiveId !== undefined) this.mark.acknowledge(archiveId);
        confirm();
      },
    };
    this.deliver(from.bare, stanza, message, watch, isLate);
  }

  private deliver(bare: string, stanza: XmlElement, message: ImMessage, watch: EventWatch, isLate: boolean): void {
    const { context } = this;
    const sender = context.uriOf(bare);
    const conversation = context.peer(bare);
    if (conversation?.state === 'ringing') return this.hold(conversation, message, watch);
    if (conversation) return conversation.tell({ kind: 'messageReceived', sender, message }, watch);
    const elsewhere = this.elsewhere.get(bare);
    if (elsewhere && elsewhere.until > context.seat.clock.now()) {
      // It has arrived where it is talked about.
      if (elsewhere.conversation) elsewhere.conversation.tell({ kind: 'messageReceived', sender, message }, watch);
      else watch.onAcknowledged?.();
      return;
    }
    const subject = text(child(stanza, 'subject'));
    const thread = text(child(stanza, 'thread')) || undefined;
    const known = isLate ? this.missed.get(bare) : undefined;
    if (known) return known.tell({ kind: 'messageReceived', sender, message }, watch);
    const begun = context.begin(0, bare, 'ringing', { subject, thread });
    // Too many ring: it stays in the archive, and comes again with the next sign-in.
    if (!begun) return context.seat.log('an invitation has found too many others');
    this.taken(bare);
    begun.tell(
      {
        kind: 'imSessionReceived',
        inviter: { uri: sender, name: context.seat.nameOf(bare), sourceNetwork: context.seat.networkOf(bare) },
        role: 'attendee',
        escalationMode: 'invitingPeer',
        subject: begun.subject,
        message,
      },
      watch,
    );
    begun.tell({ kind: 'imSessionState', state: 'incoming' });
    if (!isLate) return;
    // Nobody waits for an answer any more: it was missed.
    begun.tell({ kind: 'participantRemoved', uri: sender });
    context.end(begun);
    this.missed.set(bare, begun);
    dropOldest(this.missed);
  }

  private hold(conversation: Conversation, message: ImMessage, watch: EventWatch): void {
    const { limits, log } = this.context.seat;
    const heldChars = conversation.held.reduce((sum, each) => sum + each.message.content.length, 0);
    // It stays in the archive, and comes again with the next sign-in.
    if (conversation.held.length >= limits.heldMessages || heldChars + message.content.length > limits.waitingChars) {
      return log('an invitation that nobody answers holds too much');
    }
    conversation.held.push({ sender: this.context.uriOf(conversation.bare), message, watch });
  }

  private connect(conversation: Conversation): void {
    const isOwn = conversation.state === 'inviting';
    conversation.state = 'connected';
    const { seat } = this.context;
    const [uri, name] = [this.context.uriOf(conversation.bare), seat.nameOf(conversation.bare)];
    conversation.tell({ kind: 'participant', uri, name, role: 'attendee', archiving: false });
    conversation.tell({ kind: 'role', role: 'attendee' });
    conversation.tell({ kind: 'escalationMode', mode: 'peer' });
    if (isOwn) conversation.tell({ kind: 'imSessionState', state: 'connecting' });
    conversation.tell({ kind: 'imSessionState', state: 'connected' });
    for (const { sender, message, watch } of conversation.held.splice(0)) {
      conversation.tell({ kind: 'messageReceived', sender, message }, watch);
    }
    for (const { rid, message } of conversation.waiting.splice(0)) this.say(conversation, rid, message, false);
  }

  private say(conversation: Conversation, rid: string, message: ImMessage, isFirst: boolean): void {
    const { sent, seat } = this.context;
    if (!sent.say(conversation, rid, saidStanza(conversation, message, isFirst), isFirst)) {
      seat.endpoint.fail(rid, tooMuchWaits);
      if (isFirst) this.context.end(conversation);
    }
  }

  /** Here is where it goes on. */
  private taken(bare: string): void {
    this.missed.delete(bare);
    this.elsewhere.delete(bare);
  }

  /** There is nothing in it for the client. */
  passOver(archiveId: string): void {
    if (this.mark.knows(archiveId)) return;
    this.mark.heard(archiveId);
    this.mark.acknowledge(archiveId);
  }
}

/** By whom and what: the same one that comes once more. */
function keyOf(bare: string, stanza: XmlElement, archiveId: string | undefined): string | undefined {
  const id = child(stanza, 'origin-id', spaces.stanzaIds)?.attrs['id'] ?? stanza.attrs['id'] ?? archiveId;
  return id === undefined ? undefined : `${bare} ${id}`;
}

function readMessage(stanza: XmlElement): ImMessage | undefined {
  const info = child(stanza, 'info', spaces.info);
  if (info) return { content: text(info), contentType: info.attrs['type'] ?? 'text/plain' };
  const content = readContent(stanza);
  if (content === undefined) return undefined;
  const format = readFormat(stanza);
  return { content, ...(format && { format }) };
}

function dropOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (map.size > mostRemembered && oldest !== undefined) map.delete(oldest);
}
