// What was said here and is not known to have arrived. The service's acknowledgement (XEP-0198) is of one hop alone, and a host that dies
// takes along what it had acknowledged: what is not confirmed is said again under the same id, and whoever has it drops it and confirms
// once more.
import type { Clock } from '../../base/clock';
import { spaces } from '../spaces';
import { child, type XmlElement } from '../stream/element';
import type { Archive } from '../archive';
import type { Line } from '../line';
import type { Conversation } from './conversation';
import type { RoomState } from './room-state';

const firstRepeatMs = 5_000;
const repeats = 4;
/** Confirmations overtake each other, but not by so much. */
const overtakenMs = 1_000;
/** Beyond, the oldest is left to whoever may have it. */
const mostUnconfirmed = 1_000;
const mostWaiting = 2_000;
/** Clocks differ. */
const lookBackMs = 60_000;

export interface Sent {
  readonly id: string;
  readonly conversation: Conversation;
  /** Empty: no request said it. */
  readonly rid: string;
  readonly stanza: XmlElement;
  readonly isFirst: boolean;
  readonly saidAt: number;
  /** Last; minus infinity: never yet. */
  givenAt: number;
  tries: number;
  /** It was said again since something later has arrived. */
  isHurried: boolean;
  /** The service has it. */
  isTaken: boolean;
}

export interface SentListener {
  onTaken(sent: Sent): void;
  /** Whether it makes sense to say it again, should it not be confirmed. */
  mayRepeat(sent: Sent): boolean;
}

export class SentMessages {
  /** In the order in which they were said: not known to be with the service. */
  private readonly waiting = new Map<string, Sent>();
  private readonly unconfirmed = new Map<string, Sent>();
  private isReady = false;
  /** Counts the streams that could not be resumed: what looks on an older one comes to nothing. */
  private turn = 0;

  constructor(
    private readonly line: Line,
    private readonly archive: Archive,
    private readonly clock: Clock,
    private readonly listener: SentListener,
  ) {}

  /** False: too much waits. */
  say(conversation: Conversation, rid: string, stanza: XmlElement, isFirst: boolean): boolean {
    const id = stanza.attrs['id'] ?? '';
    if (this.waiting.size >= mostWaiting) return false;
    const saidAt = this.clock.now();
    const sent: Sent = {
      id,
      conversation,
      rid,
      stanza,
      isFirst,
      saidAt,
      givenAt: -Infinity,
      tries: 0,
      isHurried: false,
      isTaken: false,
    };
    this.waiting.set(id, sent);
    if (this.isReady && this.mayGo(sent)) this.give(sent);
    return true;
  }

  pause(): void {
    this.isReady = false;
  }

  /** There is a new stream: nothing goes out before `renew`. */
  beginAnew(): void {
    this.turn += 1;
    this.pause();
  }

  /** The stream goes on where it was. */
  resume(): void {
    this.isReady = true;
    this.giveAll();
  }

  /**
   * On a new stream: what nobody has confirmed is said again before anything new, so that it comes in order. The service may have had it,
   * also in its archive, and have lost it on the way. Of whom nothing can be concluded, only what is not in the archive.
   */
  async renew(): Promise<void> {
    const { turn } = this;
    for (const sent of this.unconfirmed.values())
      if (sent.tries <= repeats && this.listener.mayRepeat(sent)) this.giveBeside(sent);
    let answers = true;
    for (const sent of [...this.waiting.values()]) {
      if (sent.tries === 0 || isForRoom(sent)) continue;
      const isThere = !this.listener.mayRepeat(sent) && answers && (await this.isArchived(sent));
      if (turn !== this.turn) return;
      // Twice is better than not at all, and than late: whoever has it knows its id.
      if (isThere === undefined) answers = false;
      if (isThere) this.taken(sent);
      else if (this.waiting.has(sent.id)) this.give(sent);
    }
    this.isReady = true;
    this.giveAll();
  }

  /** A room was entered again, and does not have it: what was said before that is said once more, and then what has waited behind it. */
  repeatIn(conversation: Conversation, { returnedAt }: RoomState): void {
    for (const sent of this.waiting.values())
      if (sent.conversation === conversation && sent.givenAt <= returnedAt) this.give(sent);
  }

  /** Not known to be with the service. */
  get notTaken(): readonly Sent[] {
    return [...this.waiting.values()];
  }

  /** Whoever confirms has confirmed all, and the service has the rest. */
  get isCalm(): boolean {
    return this.waiting.size === 0 && ![...this.unconfirmed.values()].some(({ conversation }) => conversation.confirms);
  }

  find(id: string): Sent | undefined {
    return this.waiting.get(id) ?? this.unconfirmed.get(id);
  }

  /** The other has it. Undefined: nothing of that id was said, or it is known already. */
  confirmed(id: string): Sent | undefined {
    const sent = this.find(id);
    if (sent) this.taken(sent);
    this.unconfirmed.delete(id);
    if (sent) this.hurryBefore(sent);
    return sent;
  }

  /** What was said before it and has not arrived was lost on the way: the sooner it is said again, the fewer it comes after. */
  private hurryBefore({ conversation, saidAt }: Sent): void {
    const now = this.clock.now();
    for (const sent of [...this.waiting.values(), ...this.unconfirmed.values()]) {
      const isBefore = sent.conversation === conversation && sent.saidAt < saidAt && sent.tries > 0;
      if (!isBefore || sent.isHurried || now - sent.givenAt < overtakenMs || !this.isReady || !this.mayGo(sent))
        continue;
      if (!this.listener.mayRepeat(sent)) continue;
      sent.isHurried = true;
      this.giveBeside(sent);
    }
  }

  /** It cannot arrive. */
  refused(id: string): Sent | undefined {
    const sent = this.find(id);
    this.waiting.delete(id);
    this.unconfirmed.delete(id);
    return sent;
  }

  /** Called about once a second. */
  tick(): void {
    if (!this.isReady || !this.line.isUp) return;
    const now = this.clock.now();
    for (const sent of [...this.waiting.values(), ...this.unconfirmed.values()]) {
      const isDue =
        sent.tries > 0 && sent.tries <= repeats && now - sent.givenAt >= firstRepeatMs * 2 ** (sent.tries - 1);
      if (isDue && this.mayGo(sent) && this.listener.mayRepeat(sent)) this.give(sent);
    }
  }

  /** Into a room only while we are in it, and not past what was said before and may have been lost: it is said again first. */
  private mayGo(sent: Sent): boolean {
    const { state, room } = sent.conversation;
    if (!isForRoom(sent) || !room) return true;
    return state === 'connected' && !room.isReturning && !(room.entries > 0 && this.isBehind(sent, room));
  }

  private isBehind(sent: Sent, { returnedAt }: RoomState): boolean {
    for (const each of this.waiting.values()) {
      if (each === sent) break;
      if (each.conversation === sent.conversation && isForRoom(each) && each.givenAt <= returnedAt) return true;
    }
    return false;
  }

  private giveAll(): void {
    for (const sent of this.waiting.values()) if (sent.tries === 0 && this.mayGo(sent)) this.give(sent);
  }

  /** Beside the times that it is said again anyway. */
  private giveBeside(sent: Sent): void {
    this.give(sent);
    sent.tries -= 1;
  }

  private give(sent: Sent): void {
    sent.givenAt = this.clock.now();
    sent.tries += 1;
    // A room has it when it tells it back.
    this.line.send(sent.stanza, isForRoom(sent) ? undefined : () => this.taken(sent));
  }

  private taken(sent: Sent): void {
    if (!this.waiting.delete(sent.id)) return;
    sent.isTaken = true;
    if (!isForRoom(sent)) this.unconfirmed.set(sent.id, sent);
    const [oldest] = this.unconfirmed.keys();
    if (this.unconfirmed.size > mostUnconfirmed && oldest !== undefined) this.unconfirmed.delete(oldest);
    this.listener.onTaken(sent);
  }

  /** Undefined: the archive does not say. */
  private async isArchived({ id, stanza, saidAt }: Sent): Promise<boolean | undefined> {
    const start = new Date(saidAt - lookBackMs).toISOString();
    const peer = stanza.attrs['to'] ?? '';
    try {
      for await (const { message } of this.archive.ask({ with: peer, start })) {
        if (message.attrs['id'] === id || child(message, 'origin-id', spaces.stanzaIds)?.attrs['id'] === id)
          return true;
      }
      return false;
    } catch {
      return undefined;
    }
  }
}

export const isForRoom = ({ stanza }: Sent): boolean => stanza.attrs['type'] === 'groupchat';
