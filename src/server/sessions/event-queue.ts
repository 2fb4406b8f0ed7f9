// The events of one session between the server and its client (protocol.md 1.7, 7.8): numbered from 1, kept until the client has
// acknowledged them, repeated for an old number.
import type { CwaEvent } from '../../protocol/events';

type WithoutEid<T> = T extends unknown ? Omit<T, 'eid'> : never;
/** An event before it has a number. */
export type EventBody = WithoutEid<CwaEvent>;

export interface QueueLimits {
  readonly events: number;
  readonly chars: number;
}

/** Where an event has got to. Each is called once, in this order. */
export interface EventWatch {
  /** It has gone out in an answer, which may have arrived or not. */
  onTold?(): void;
  /** The client has applied it. */
  onAcknowledged?(): void;
}

interface Queued {
  readonly event: CwaEvent;
  readonly chars: number;
  readonly watch: EventWatch | undefined;
  isTold: boolean;
}

export class EventQueue {
  private queued: Queued[] = [];
  private lastEid = 0;
  private chars = 0;

  constructor(private readonly limits: QueueLimits) {}

  get last(): number {
    return this.lastEid;
  }

  /** False: nobody has fetched for too long, the queue is full. */
  push(body: EventBody, watch?: EventWatch): boolean {
    this.lastEid += 1;
    // An approximation of its size in memory: what counts is that it has a bound.
    const chars = JSON.stringify(body).length;
    this.queued.push({ event: { ...body, eid: this.lastEid } as CwaEvent, chars, watch, isTold: false });
    this.chars += chars;
    return this.queued.length <= this.limits.events && this.chars <= this.limits.chars;
  }

  /**
   * What the client with this `AckID` has not seen. Equal: nothing. Higher than anything sent: nothing either, and nothing is
   * forgotten, until the server has caught up (1.7).
   */
  after(ackId: number, atMost: number): { readonly events: readonly CwaEvent[]; readonly ackId: number } {
    if (ackId > this.lastEid) return { events: [], ackId };
    this.acknowledge(ackId);
    const events = this.tell(atMost);
    return { events, ackId: events.at(-1)?.eid ?? ackId };
  }

  /** Everything that is still kept, seen or not: what a client gets whose last answer was lost, or that a fault plays a trick on. */
  all(atMost: number): { readonly events: readonly CwaEvent[]; readonly ackId: number } {
    const events = this.tell(atMost);
    return { events, ackId: events.at(-1)?.eid ?? this.lastEid };
  }

  hasAfter(ackId: number): boolean {
    return ackId < this.lastEid;
  }

  private tell(atMost: number): readonly CwaEvent[] {
    const told = this.queued.slice(0, atMost);
    for (const entry of told) {
      if (entry.isTold) continue;
      entry.isTold = true;
      entry.watch?.onTold?.();
    }
    return told.map(({ event }) => event);
  }

  private acknowledge(ackId: number): void {
    const remaining = this.queued.findIndex(({ event }) => event.eid > ackId);
    const acknowledged = this.queued.splice(0, remaining < 0 ? this.queued.length : remaining);
    for (const { chars, watch } of acknowledged) {
      this.chars -= chars;
      watch?.onAcknowledged?.();
    }
  }
}
