// The events of one session between the server and its client (protocol.md 1.7, 7.8): numbered from 1, kept until the client has
// acknowledged them, repeated for an old number.
import type { NumberedEvent } from '../../../protocol/events';
import { runEach } from '../../base/run-each';
import type { EventBody, EventWatch } from '../../world';

/** How much may be kept, or go out at once. */
export interface EventLimits {
  readonly events: number;
  readonly chars: number;
}

interface Queued {
  readonly event: NumberedEvent;
  readonly chars: number;
  readonly watch: EventWatch | undefined;
  isTold: boolean;
}

export class EventQueue {
  private queued: Queued[] = [];
  private lastEid = 0;
  private chars = 0;

  constructor(private readonly limits: EventLimits) {}

  get last(): number {
    return this.lastEid;
  }

  /** How many are kept. */
  get size(): number {
    return this.queued.length;
  }

  /** About how long what is kept is. */
  get charCount(): number {
    return this.chars;
  }

  /** False: nobody has fetched for too long, the queue is full. */
  push(body: EventBody, watch?: EventWatch): boolean {
    this.lastEid += 1;
    // An approximation of its size in memory: what counts is that it has a bound.
    const chars = JSON.stringify(body).length;
    this.queued.push({ event: { ...body, eid: this.lastEid } as NumberedEvent, chars, watch, isTold: false });
    this.chars += chars;
    return this.queued.length <= this.limits.events && this.chars <= this.limits.chars;
  }

  /**
   * The client has everything up to this number. What never went out it cannot have: by 1.7 it asks for what comes after, so that
   * is lost. A number higher than anything there is changes nothing until the server has caught up.
   */
  acknowledge(ackId: number): void {
    if (ackId > this.lastEid) return;
    const remaining = this.queued.findIndex(({ event }) => event.eid > ackId);
    this.take(remaining < 0 ? this.queued.length : remaining);
  }

  /** What the client with this `AckID` has not seen, as much as may go out at once, but never less than one. Equal: nothing. */
  after(ackId: number, atMost: EventLimits): { readonly events: readonly NumberedEvent[]; readonly ackId: number } {
    if (ackId > this.lastEid) return { events: [], ackId };
    this.acknowledge(ackId);
    const events = this.tell(atMost);
    return { events, ackId: events.at(-1)?.eid ?? ackId };
  }

  /** What has gone out and is still kept. */
  get told(): readonly NumberedEvent[] {
    return this.queued.filter(({ isTold }) => isTold).map(({ event }) => event);
  }

  hasAfter(ackId: number): boolean {
    return ackId < this.lastEid;
  }

  /** How much of what comes after this number went out before. */
  toldCharsAfter(ackId: number): number {
    return this.queued.reduce((sum, { event, isTold, chars }) => sum + (isTold && event.eid > ackId ? chars : 0), 0);
  }

  /** Takes back what has not gone out, as if it had never been: what comes after it moves up. */
  retract(isMeant: (event: EventBody) => boolean): void {
    const toldCount = this.queued.filter(({ isTold }) => isTold).length;
    const waiting = this.queued.splice(toldCount);
    this.lastEid -= waiting.length;
    for (const entry of waiting) {
      if (isMeant(entry.event)) {
        this.chars -= entry.chars;
        continue;
      }
      this.lastEid += 1;
      this.queued.push({ ...entry, event: { ...entry.event, eid: this.lastEid } });
    }
  }

  /** The session has ended. */
  discard(): void {
    this.chars = 0;
    runEach(
      this.queued.splice(0).map(
        ({ watch }) =>
          () =>
            watch?.onLost?.(),
      ),
    );
  }

  private tell(atMost: EventLimits): readonly NumberedEvent[] {
    const told: NumberedEvent[] = [];
    let chars = 0;
    for (const entry of this.queued) {
      chars += entry.chars;
      if (told.length >= atMost.events || (told.length > 0 && chars > atMost.chars)) break;
      told.push(entry.event);
      if (entry.isTold) continue;
      entry.isTold = true;
      entry.watch?.onTold?.();
    }
    return told;
  }

  private take(count: number): void {
    for (const { chars, watch, isTold } of this.queued.splice(0, count)) {
      this.chars -= chars;
      if (isTold) watch?.onAcknowledged?.();
      else watch?.onLost?.();
    }
  }
}
