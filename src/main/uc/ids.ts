// Numbers that are given once: local ids of threads and messages, and request ids (protocol.md 2.1; ours never repeat one). The
// counters are part of the state; whoever reduces draws from a copy of them and gives the new ones back.

export interface IdCounters {
  readonly nextNumber: number;
  readonly nextRid: number;
}

export const firstIds: IdCounters = { nextNumber: 1, nextRid: 1 };

/** Neither of them gave what comes after. */
export const laterOf = (a: IdCounters, b: IdCounters): IdCounters => ({
  nextNumber: Math.max(a.nextNumber, b.nextNumber),
  nextRid: Math.max(a.nextRid, b.nextRid),
});

export type IdKind = 'rid' | 'conversation' | 'message' | 'event';

const prefixes = { rid: '', conversation: 'c', message: 'm', event: 'e' } as const;

export class Ids {
  constructor(private now: IdCounters) {}

  /** As they stand after what was drawn. */
  get counters(): IdCounters {
    return this.now;
  }

  /** Above everything that an earlier run has given. */
  startAt(number: number): void {
    this.now = { ...this.now, nextNumber: Math.max(this.now.nextNumber, number) };
  }

  draw(kind: IdKind): string {
    const { nextNumber, nextRid } = this.now;
    this.now = kind === 'rid' ? { nextNumber, nextRid: nextRid + 1 } : { nextNumber: nextNumber + 1, nextRid };
    return `${prefixes[kind]}${kind === 'rid' ? nextRid : nextNumber}`;
  }
}
