// What peers, rooms and the requests about them share.
import { sipFailure } from '../../base/errors';
import { ConfTable } from '../../people/conf-table';
import { unsayableUri, uriOfJid } from '../mapping/addresses';
import { cut } from '../digest';
import type { Archive } from '../archive';
import type { OthersPresence } from '../others-presence';
import type { SeatContext } from '../seat-context';
import { Conversation } from './conversation';
import type { SentMessages } from './sent-messages';
import { endpointsStanza } from './stanzas';

/** Of what could not go out before its conversation was over. */
const withdrawn = sipFailure(487, 'Request Terminated', 'The invitation was withdrawn.');

export class ConversationContext {
  readonly table = new ConfTable<Conversation>();

  constructor(
    readonly seat: SeatContext,
    readonly others: OthersPresence,
    readonly sent: SentMessages,
    readonly archive: Archive,
  ) {}

  /** `wanted`: a number that the table can adopt; 0: it is assigned. Undefined: there are too many. */
  begin(
    wanted: number,
    bare: string,
    state: 'inviting' | 'ringing',
    { subject = '', thread }: { readonly subject?: string | undefined; readonly thread?: string | undefined } = {},
  ): Conversation | undefined {
    const { endpoint, limits } = this.seat;
    if (this.table.size >= 2 * limits.conferencesPerSession) return undefined;
    const conversation = new Conversation(endpoint, bare, state, cut(subject, limits.subjectChars), thread);
    if (this.table.adopt(wanted, conversation)) conversation.confId = wanted;
    else conversation.confId = this.table.add(conversation);
    return conversation;
  }

  /** It is over for the client. What was held is told after that, so that nobody's words are lost. */
  end(conversation: Conversation): void {
    if (conversation.state === 'ended') return;
    conversation.state = 'ended';
    // Between two it is the first message that is answered, and that may be on its way.
    const unanswered = conversation.waiting.splice(0).map(({ rid }) => rid);
    for (const rid of [conversation.room ? (conversation.startRid ?? '') : '', ...unanswered])
      if (rid !== '') this.seat.endpoint.fail(rid, withdrawn);
    conversation.tell({ kind: 'imSessionState', state: 'terminated' });
    this.table.remove(conversation.confId, conversation);
    for (const { sender, message, watch } of conversation.held.splice(0)) {
      conversation.tell({ kind: 'messageReceived', sender, message }, watch);
    }
  }

  /** With this one: between two, or on the way from there into a room. */
  peer(bare: string): Conversation | undefined {
    const { all } = this.table;
    return all.find((each) => !each.room && each.bare === bare) ?? all.find(({ room }) => room?.peer === bare);
  }

  room(bare: string): Conversation | undefined {
    return this.table.all.find((each) => each.room && each.bare === bare);
  }

  /** The other's address where the API can say it; whoever has another one cannot be talked to. */
  uriOf(bare: string): string {
    return uriOfJid(bare) ?? unsayableUri(bare);
  }

  /** Our other endpoints ring no more. */
  answered(conversation: Conversation): void {
    const { line } = this.seat;
    line.send(endpointsStanza(line.bare, { answered: conversation.bare }));
  }
}
