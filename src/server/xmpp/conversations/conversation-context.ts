// What peers, rooms and the requests about them share.
import { ConfTable } from '../../people/conf-table';
import { uriOfJid } from '../mapping/addresses';
import type { Archive } from '../archive';
import type { OthersPresence } from '../others-presence';
import type { SeatContext } from '../seat-context';
import { Conversation } from './conversation';
import type { SentMessages } from './sent-messages';
import { endpointsStanza } from './stanzas';

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
    const conversation = new Conversation(endpoint, bare, state, subject.slice(0, limits.subjectChars), thread);
    if (this.table.adopt(wanted, conversation)) conversation.confId = wanted;
    else conversation.confId = this.table.add(conversation);
    return conversation;
  }

  /** It is over for the client. What was held is told after that, so that nobody's words are lost. */
  end(conversation: Conversation): void {
    if (conversation.state === 'ended') return;
    conversation.state = 'ended';
    conversation.tell({ kind: 'imSessionState', state: 'terminated' });
    this.table.remove(conversation.confId, conversation);
    for (const { sender, message, watch } of conversation.held.splice(0)) {
      conversation.tell({ kind: 'messageReceived', sender, message }, watch);
    }
  }

  /** Between two, with this one. */
  peer(bare: string): Conversation | undefined {
    return this.table.all.find((each) => !each.room && each.bare === bare);
  }

  room(bare: string): Conversation | undefined {
    return this.table.all.find((each) => each.room && each.bare === bare);
  }

  /** The other's address where the API can say it; whoever has another one cannot be talked to. */
  uriOf(bare: string): string {
    return uriOfJid(bare) ?? this.seat.ownUri;
  }

  /** Our other endpoints ring no more. */
  answered(conversation: Conversation): void {
    const { line } = this.seat;
    line.send(endpointsStanza(line.bare, { answered: conversation.bare }));
  }
}
