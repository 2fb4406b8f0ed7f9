// What only those who lead a conference may do (protocol.md 3.12–3.14): rooms know presenters by their affiliation (XEP-0045, 9 and 10).
import type { CwaError } from '../../../protocol/cwa-error';
import type { SipUri } from '../../../protocol/sip-uri';
import { invalidOperation, sipFailure } from '../../base/errors';
import { jidOfUri } from '../mapping/addresses';
import { refusalOfError } from '../mapping/refusals';
import { spaces } from '../spaces';
import { xml } from '../stream/element';
import type { Conversation } from './conversation';
import type { ConversationContext } from './conversation-context';
import { notConnected } from './peers';
import type { RoomService } from './room-service';

const notConference = invalidOperation('This is not a conference.');
const notOneself = invalidOperation('Nobody ejects themselves.');
const notThere = sipFailure(404, 'Not Found', 'There is no such participant.');

export class RoomLead {
  constructor(
    private readonly context: ConversationContext,
    private readonly service: RoomService,
  ) {}

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

  /** Tells the client whether it is locked, if that has changed. Rejects where the room does not answer. */
  async readLock(conversation: Conversation): Promise<void> {
    this.showLock(conversation, await this.service.features(conversation.bare));
  }

  /** Takes down what the room says of itself. */
  showLock(conversation: Conversation, features: ReadonlySet<string>): void {
    const { room } = conversation;
    const locked = features.has('muc_membersonly');
    if (!room || conversation.state === 'ended') return;
    room.features = features;
    if (room.isLocked === locked) return;
    room.isLocked = locked;
    conversation.tell({ kind: 'locked', locked });
  }
}
