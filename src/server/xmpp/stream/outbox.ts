// What has been given to a stream and is not known to have arrived (XEP-0198, 4): kept in order, within bounds, until the service says
// how many it has.
import type { XmlElement } from './element';

export interface OutboxLimits {
  readonly stanzas: number;
  readonly chars: number;
}

export interface Parcel {
  readonly stanza: XmlElement;
  readonly written: string;
  /** Somebody waits for the answer, and learns of a break by that. */
  readonly isRequest: boolean;
  readonly onAcked?: () => void;
}

/** The counters of the wire begin anew after so many. */
const wrap = 2 ** 32;

export class Outbox {
  /** The first `sent` of them have gone out on this session. */
  private parcels: Parcel[] = [];
  private sent = 0;
  private chars = 0;
  /** What the service has said last, or what both begin with. */
  private acked = 0;

  constructor(private readonly limits: OutboxLimits) {}

  /** False where too much waits already. */
  add(parcel: Parcel): boolean {
    const { stanzas, chars } = this.limits;
    if (this.parcels.length >= stanzas || this.chars + parcel.written.length > chars) return false;
    this.parcels.push(parcel);
    this.chars += parcel.written.length;
    return true;
  }

  get hasUnacked(): boolean {
    return this.sent > 0;
  }

  /** What has not gone out yet; from now on it has. */
  takeUnsent(): readonly Parcel[] {
    const unsent = this.parcels.slice(this.sent);
    this.sent = this.parcels.length;
    return unsent;
  }

  /** The service has so many; what has arrived by that, or undefined where it cannot have so many. */
  acknowledge(count: number): readonly Parcel[] | undefined {
    const more = (count - this.acked + wrap) % wrap;
    if (more > this.sent) return undefined;
    const arrived = this.parcels.splice(0, more);
    this.sent -= more;
    this.acked = count;
    for (const { written } of arrived) this.chars -= written.length;
    return arrived;
  }

  /** The session goes on, on another connection: what has not arrived goes out again. */
  rewind(): void {
    this.sent = 0;
  }

  /** The session is over, and another one counts from 0: all that is not known to have arrived. */
  clear(): readonly Parcel[] {
    const { parcels } = this;
    this.parcels = [];
    this.sent = 0;
    this.chars = 0;
    this.acked = 0;
    return parcels;
  }
}
