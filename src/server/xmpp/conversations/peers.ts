// Conversations between two (protocol.md 3.5–3.10, 6.3, 6.4). XMPP knows no beginning and no end of one: what a peer says with whom nothing
// is open is an invitation, and the end is told to gateways of ours alone.
import type { ImMessage } from '../../../protocol/im-message';
import { invalidOperation, temporarilyUnavailable, throttled } from '../../base/errors';
import type { EventWatch } from '../../world';
import { writtenTime } from '../delay';
import { cut } from '../digest';
import type { Heard, Known } from '../heard';
import { readContent } from '../mapping/content';
import { readFormat } from '../mapping/format';
import { conditionOf, refusalOf } from '../mapping/refusals';
import type { Jid } from '../mapping/addresses';
import { archiveIdOf, type Mark } from '../mark';
import { spaces } from '../spaces';
import { child, text, type XmlElement } from '../stream/element';
import type { Conversation } from './conversation';
import type { ConversationContext } from './conversation-context';
import { dropOldest, Elsewhere, type Left, type Place } from './elsewhere';
import { knownBy, messageIdOf } from './message-id';
import { isForRoom, type Sent } from './sent-messages';
import { composingStanza, endedStanza, infoStanza, receiptStanza, saidStanza } from './stanzas';

export const tooMuchWaits = throttled('Too many messages wait.');
export const notConnected = invalidOperation('The IM session is not connected.');
/** No program needs a longer one to know its own message by. */
const maxIdChars = 1_023;
const maxTypeChars = 256;
const maxThreadChars = 256;

const nothing = (): void => undefined;

const onlyOurOwn = invalidOperation('The program of the other side takes no system messages.');

/** How a message has come. */
export interface Arrival {
  readonly from: Jid;
  /** `late`: said while nobody was signed in here. */
  readonly isLate: boolean;
  /** By the archive of the account. */
  readonly archiveId: string | undefined;
  /** When it was said, in epoch milliseconds. */
  readonly saidAt: number;
}

export class Peers {
  /** Missed, by the address of who was missed: the number under which more of it is told. */
  private readonly missed = new Map<string, Conversation>();
  readonly elsewhere: Elsewhere;

  constructor(
    private readonly context: ConversationContext,
    private readonly heard: Heard,
    private readonly mark: Mark,
  ) {
    this.elsewhere = new Elsewhere(context.seat.clock, mark);
  }

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
    else if (archiveId !== undefined) this.mark.passOver(archiveId);
  }

  /** Said by us at another endpoint. */
  hearOwn(stanza: XmlElement, to: Jid, at: Place): void {
    const said = readMessage(stanza);
    const receipt = child(stanza, 'received', spaces.receipts)?.attrs['id'];
    // A gateway of ours puts down what its client has, which is surer.
    if (at.isForeign && (said || receipt !== undefined)) this.elsewhere.hasRead(to.bare, said ? undefined : receipt);
    const archiveId = archiveIdOf(stanza, this.context.seat.line.bare);
    if (archiveId !== undefined) this.mark.passOver(archiveId);
    const isEnd = child(stanza, 'ended', spaces.ended) !== undefined;
    if (!said && !isEnd) return;
    const { line, clock } = this.context.seat;
    const known = knownBy(line.bare, stanza, said?.content ?? '', archiveId, writtenTime(stanza) ?? clock.now());
    if (known && this.heard.fateOf(known)) return;
    if (known) this.heard.remember(known, 'acknowledged');
    const conversation = this.context.peer(to.bare);
    if (isEnd) this.elsewhere.end(to.bare);
    else this.hearAnswered(to.bare, at);
    const thread = conversation ?? this.elsewhere.threadWith(to.bare);
    if (said && thread) thread.tell({ kind: 'messageReceived', sender: this.context.seat.ownUri, message: said });
  }

  /** Another endpoint of ours talks with them: here it rings no more. */
  hearAnswered(bare: string, at: Place): void {
    const conversation = this.context.peer(bare);
    if (conversation && conversation.state !== 'ringing') return;
    if (conversation) this.context.end(conversation);
    const before = this.elsewhere.threadWith(bare);
    this.elsewhere.begin(bare, at, conversation ?? before ?? this.missed.get(bare));
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

  private take(stanza: XmlElement, message: ImMessage, { from, isLate, archiveId, saidAt }: Arrival): void {
    const known = knownBy(from.bare, stanza, message.content, archiveId, saidAt);
    const messageId = messageIdOf(from.bare, stanza, archiveId);
    const confirm = this.confirmation(stanza, from.bare);
    const fate = known && this.heard.fateOf(known);
    const wasRead = fate === 'acknowledged' || (messageId !== undefined && this.mark.hasRead(messageId));
    const wasHeard = fate !== undefined || wasRead || (archiveId !== undefined && this.mark.knows(archiveId));
    if (wasHeard) {
      if (wasRead) confirm();
      if (archiveId !== undefined) this.mark.passOver(archiveId);
      return;
    }
    if (known) this.heard.remember(known, 'told');
    if (archiveId !== undefined) this.mark.heard(archiveId);
    const told = { ...message, ...(messageId !== undefined && { id: messageId }) };
    const watch = this.watch(known, archiveId, messageId, confirm);
    const tell = (): void => this.deliver(from.bare, stanza, told, watch, isLate);
    // Who has read it there confirms it there.
    const onRead = (): void => this.acknowledge(known, archiveId, messageId);
    const left = { bare: from.bare, id: stanza.attrs['id'], archiveId, messageId, onRead, tell };
    if (!this.isLeft(left, stanza)) tell();
  }

  // What waits for a client's acknowledgement is made here, apart from the stanza: it would keep all that a stranger has put into that.

  /** A receipt is the client's: it goes when the client has acknowledged the event, not when the gateway has it. */
  private watch(...acknowledged: Parameters<Peers['acknowledge']>): EventWatch {
    return { onAcknowledged: () => this.acknowledge(...acknowledged) };
  }

  private confirmation(stanza: XmlElement, bare: string): () => void {
    const { id = '', from: to = bare } = stanza.attrs;
    if (!child(stanza, 'request', spaces.receipts) || id === '' || id.length > maxIdChars) return nothing;
    const { line } = this.context.seat;
    return () => void line.send(receiptStanza(to, id));
  }

  private acknowledge(
    known: Known | undefined,
    archiveId: string | undefined,
    messageId: string | undefined,
    then?: () => void,
  ): void {
    if (known) this.heard.remember(known, 'acknowledged');
    this.mark.acknowledge(archiveId, messageId, then);
  }

  /** Whether it is for another endpoint of ours to tell: nothing of what they talk about stands here. */
  private isLeft(left: Left, stanza: XmlElement): boolean {
    const talk = this.elsewhere.with(left.bare);
    if (!talk || talk.conversation || this.context.peer(left.bare)) return false;
    this.elsewhere.leave(left, stanza, talk);
    return true;
  }

  private deliver(bare: string, stanza: XmlElement, message: ImMessage, watch: EventWatch, isLate: boolean): void {
    const { context } = this;
    const sender = context.uriOf(bare);
    const conversation = context.peer(bare);
    if (conversation?.state === 'ringing') return this.hold(conversation, message, watch);
    if (conversation) return conversation.tell({ kind: 'messageReceived', sender, message }, watch);
    // It has arrived where it is talked about.
    const thread = this.elsewhere.with(bare)?.conversation;
    if (thread) return thread.tell({ kind: 'messageReceived', sender, message }, watch);
    const subject = text(child(stanza, 'subject'));
    const written = text(child(stanza, 'thread')) ?? '';
    const xmppThread = written === '' || written.length > maxThreadChars ? undefined : written;
    const known = isLate ? this.missed.get(bare) : undefined;
    if (known) return known.tell({ kind: 'messageReceived', sender, message }, watch);
    const begun = context.begin(0, bare, 'ringing', { subject, thread: xmppThread });
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
    this.elsewhere.end(bare);
  }
}

function readMessage(stanza: XmlElement): ImMessage | undefined {
  const info = child(stanza, 'info', spaces.info);
  if (info) return { content: text(info), contentType: cut(info.attrs['type'] ?? 'text/plain', maxTypeChars) };
  const content = readContent(stanza);
  if (content === undefined) return undefined;
  const format = readFormat(stanza);
  return { content, ...(format && { format }) };
}
