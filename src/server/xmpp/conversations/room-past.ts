// What was said in a room while it could not be heard, by the room's archive (XEP-0313). After a netsplit that has earlier times than what
// was heard last: each half of the cluster goes on in a room of its own, and both write into one archive. So it is asked for from a time
// on that is known to be settled, and not after the last that was heard; whoever is told knows what they have heard.
import { archiveRetryMs, hearEach } from '../archive';
import { parseJid } from '../mapping/addresses';
import { spaces } from '../spaces';
import type { XmlElement } from '../stream/element';
import { StanzaError } from '../stream/stanza-error';
import type { Conversation } from './conversation';
import type { ConversationContext } from './conversation-context';
import type { RoomMark, RoomMarks } from './room-marks';
import { isInElsewhere, pingEveryMs, type RoomState } from './room-state';

/**
 * Clocks differ, and a service may take a while to write down what it has told (our choice). What was said longer before the last look into
 * the archive than three of them are apart has been in it by then.
 */
const overlapMs = 3 * pingEveryMs;
/** Told and not acknowledged: until the client has some of it the archive is asked for no more. */
const mostTold = 1_000;

/** Where something stood in a room's archive. */
export interface Past {
  readonly id: string;
  /** When it was said, in epoch milliseconds. */
  readonly at: number;
}

/** Without `past` it has come just now. */
export type HearSaid = (
  conversation: Conversation,
  room: RoomState,
  nick: string,
  said: XmlElement,
  past?: Past,
) => void;

export class RoomPast {
  constructor(
    private readonly context: ConversationContext,
    private readonly marks: RoomMarks,
    private readonly hearSaid: HearSaid,
  ) {}

  /** Before a room is entered in this session: what somebody has missed there since an earlier one was lost is theirs. */
  recall({ bare }: Conversation, room: RoomState): void {
    const mark = this.marks.of(bare);
    if (!mark) return;
    room.from = mark.from;
    room.settled = mark.settled;
  }

  /** ISO 8601: from when on the room is asked. */
  startOf({ from, settled }: RoomState): string {
    return new Date(Math.max(from, settled - overlapMs)).toISOString();
  }

  /**
   * We are in it, for the first time or once more: what is said from now on comes after what was missed. `features`: the room is being asked
   * for what it says of itself, on which depends what of its archive can be believed; never rejects.
   */
  async enter(conversation: Conversation, room: RoomState, features: Promise<unknown>): Promise<void> {
    room.hold();
    room.entries += 1;
    room.isPastKnown = false;
    room.failures = 0;
    await features;
    await this.look(conversation, room);
    room.entries -= 1;
    if (room.entries === 0) this.release(conversation, room);
  }

  /** Called about once a second: what one look has not brought is read on, and one that was in vain is tried again. */
  tick(conversation: Conversation, room: RoomState): void {
    const isDue = room.rest !== undefined || this.context.seat.clock.now() >= room.retryAt;
    if (isDue) void this.look(conversation, room);
  }

  /** Never rejects. */
  async look(conversation: Conversation, room: RoomState): Promise<void> {
    if (room.unacknowledged.size > mostTold) return;
    const { archive, seat } = this.context;
    const began = seat.clock.now();
    const after = room.rest;
    room.rest = undefined;
    room.retryAt = Infinity;
    let [last, latest] = [after, room.settled];
    try {
      const answers = archive.ask({ of: conversation.bare, start: this.startOf(room), after });
      const isAll = await hearEach(answers, ({ id, message, at }) => {
        if (conversation.state === 'ended') return false;
        last = id;
        const from = parseJid(message.attrs['from']);
        if (from?.bare !== conversation.bare) return true;
        if (at !== undefined) latest = at;
        this.hearSaid(conversation, room, from.resource, message, { id, at: at ?? began });
        return true;
      });
      if (conversation.state === 'ended') return;
      // What it has not brought is not settled, and comes after that place.
      if (!isAll) room.rest = last;
      room.settled = Math.max(room.settled, isAll ? began : latest);
      room.isCaughtUp ||= isAll;
      if (isAll) this.known(conversation, room);
      void this.save();
    } catch (error) {
      seat.log('the archive of a room could not be asked');
      if (!room.isPastKnown) this.unknown(conversation, room, error);
    }
  }

  /**
   * Whether it is told later, under its name. A room tells those who enter it what was said before, by nick: whoever has that now need not
   * have said it, and told under it once it would never be told as theirs.
   */
  waits(conversation: Conversation, room: RoomState, nick: string, said: XmlElement): boolean {
    if (room.isPastKnown) return false;
    room.unnamed.add({ nick, said }, said);
    if (room.unnamed.isTooMuch) this.known(conversation, room);
    return true;
  }

  /** Whether it is told later, after what was missed. */
  holds(conversation: Conversation, room: RoomState, nick: string, said: XmlElement): boolean {
    if (!room.held) return false;
    room.held.add({ nick, said }, said);
    if (room.held.isTooMuch) this.release(conversation, room);
    return true;
  }

  /** It has been left here: nothing in it can be missed, but by another session of the account that is in it. */
  left({ bare, room }: Conversation): void {
    if (room && isInElsewhere(room, this.context.seat.line.bare)) this.marks.release(bare);
    else this.marks.forget(bare);
    void this.save();
  }

  /** There is no such room any more. */
  isNoMore({ bare }: Conversation): void {
    this.marks.forget(bare);
    void this.save();
  }

  /** Puts down how far the client has got in all rooms. Never rejects. */
  async save(): Promise<void> {
    const marks = this.context.table.all.flatMap(({ room, state, bare }) => {
      const isIn = state === 'connected' || (state === 'inviting' && this.marks.of(bare));
      return room && isIn ? [markOf(bare, room)] : [];
    });
    await this.marks.save(marks);
  }

  private unknown(conversation: Conversation, room: RoomState, error: unknown): void {
    const retryMs = archiveRetryMs[room.failures];
    const hasNone = error instanceof StanzaError && error.origin === 'answered' && !room.features.has(spaces.archive);
    // Rather under a nick than lost.
    if (hasNone || retryMs === undefined) return this.known(conversation, room);
    room.failures += 1;
    room.retryAt = this.context.seat.clock.now() + retryMs;
  }

  private known(conversation: Conversation, room: RoomState): void {
    room.isPastKnown = true;
    for (const { nick, said } of room.unnamed.take()) {
      if (conversation.state !== 'ended') this.hearSaid(conversation, room, nick, said);
    }
  }

  private release(conversation: Conversation, room: RoomState): void {
    const held = room.held?.take() ?? [];
    room.held = undefined;
    for (const { nick, said } of held) {
      if (conversation.state !== 'ended') this.hearSaid(conversation, room, nick, said);
    }
  }
}

/** It moves only where something was acknowledged: a room in which nobody speaks is not written about. */
function markOf(bare: string, room: RoomState): RoomMark {
  if (room.hasMoved)
    room.marked = [...room.unacknowledged].reduce((first, { at }) => Math.min(first, at), room.settled);
  room.hasMoved = false;
  return { room: bare, from: room.from, settled: room.marked, isOwner: room.isOwner };
}
