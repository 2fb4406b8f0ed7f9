// What is talked about at another endpoint of ours: it does not ring here. What comes of it is left to that one, and is taken for read only
// when it is known to be: that endpoint, or its gateway, may be gone without anybody having heard of it.
import type { Clock } from '../../base/clock';
import { Backlog } from '../backlog';
import type { Mark } from '../mark';
import type { XmlElement } from '../stream/element';
import type { Conversation } from './conversation';

/** What goes on there is not forgotten before that. */
const elsewhereMs = 30 * 60_000;
/** So long another gateway of ours may take to put down that its client has a message (our choice). */
const readMs = 30_000;
export const mostRemembered = 500;

/** Another endpoint of the account. */
export interface Place {
  readonly resource: string;
  /** No gateway of ours, which puts down what its client has. */
  readonly isForeign: boolean;
}

interface Talk {
  readonly until: number;
  readonly place: Place;
  /** The number that it had here. */
  readonly conversation: Conversation | undefined;
}

/** A message that was left to another endpoint. */
export interface Left {
  readonly bare: string;
  /** Of the stanza, as receipts name it. */
  readonly id: string | undefined;
  readonly archiveId: string | undefined;
  readonly messageId: string | undefined;
  /** It was read there. */
  onRead(): void;
  /** Nobody has read it there: it is told here. */
  tell(): void;
}

export class Elsewhere {
  private readonly talks = new Map<string, Talk>();
  private readonly left = new Backlog<{ readonly left: Left; readonly place: Place; dueAt: number }>(mostRemembered);
  private isLooking = false;

  constructor(
    private readonly clock: Clock,
    private readonly mark: Mark,
  ) {}

  begin(bare: string, place: Place, conversation: Conversation | undefined): void {
    this.talks.delete(bare);
    this.talks.set(bare, { until: this.clock.now() + elsewhereMs, place, conversation });
    dropOldest(this.talks);
  }

  end(bare: string): void {
    this.talks.delete(bare);
  }

  /** Undefined: nothing goes on there, or not any more. */
  with(bare: string): Talk | undefined {
    const talk = this.talks.get(bare);
    return talk && talk.until > this.clock.now() ? talk : undefined;
  }

  /** The number under which it stood here, be it long ago. */
  threadWith(bare: string): Conversation | undefined {
    return this.talks.get(bare)?.conversation;
  }

  /** `stanza`: what it is. */
  leave(left: Left, stanza: XmlElement, { place }: Talk): void {
    // A foreign program puts nothing down: what shows that it has it is its receipt, or an answer of the person.
    const waitMs = place.isForeign ? elsewhereMs : readMs;
    this.left.add({ left, place, dueAt: this.clock.now() + waitMs }, stanza);
    // Of too many the oldest stays in the archive, and comes with the next sign-in.
    while (this.left.isTooMuch) this.left.dropOldest();
  }

  /** By what a foreign program has said: that it has one message, or, by an answer, all. */
  hasRead(bare: string, id?: string): void {
    const read = this.left.take(({ left }) => left.bare === bare && (id === undefined || left.id === id));
    for (const { left } of read) left.onRead();
  }

  /** An endpoint says that it is gone; `isLast`: there is no other one. */
  gone(resource: string, isLast: boolean): void {
    const isThere = (place: Place): boolean => !isLast && place.resource !== resource;
    for (const [bare, { place }] of this.talks) if (!isThere(place)) this.talks.delete(bare);
    for (const each of this.left.items) if (!isThere(each.place)) each.dueAt = 0;
  }

  /** Called about once a second, while the service can be reached. */
  tick(): void {
    const now = this.clock.now();
    if (!this.isLooking && this.left.items.some(({ dueAt }) => dueAt <= now)) void this.look(now);
  }

  private async look(now: number): Promise<void> {
    this.isLooking = true;
    await this.mark.look();
    this.isLooking = false;
    for (const { left } of this.left.take(({ dueAt }) => dueAt <= now)) {
      if (this.mark.isUnread(left.archiveId, left.messageId)) left.tell();
      else left.onRead();
    }
  }
}

export function dropOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (map.size > mostRemembered && oldest !== undefined) map.delete(oldest);
}
