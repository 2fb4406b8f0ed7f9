// Polls that are held and then ended by something on the way (field notes: gateways do so after two or three seconds). That is a
// normal end as long as commands get through; when none has lately, a harmless one is sent to find out (`CommandQueue.probe`).
// Nothing of this is documented (section 8): the numbers are our choice.

/** Ended sooner than this, a poll was not held but failed. */
const heldAfterMs = 1_500;
/** A command that was answered speaks for the connection this long. */
const trustMs = 15_000;
/** A server with something to say answers the next poll; this many that end badly all the same, and the data channel is broken. */
const maxWithoutEvent = 3;

/** What a poll means that ended without an answer. `counts`: it failed. */
type PollEnd = 'counts' | 'again' | 'probe';

export class HeldPolls {
  private answeredAt = -Infinity;
  /** A command was answered whose event is still to come. */
  private owesEvent = false;
  private endsWithoutEvent = 0;
  private isInDoubt = false;

  /** A poll was answered. */
  polled(): void {
    this.owesEvent = false;
    this.endsWithoutEvent = 0;
    this.isInDoubt = false;
  }

  /** `owesEvent`: the server tells the rest on the data channel (1.8). */
  commandAnswered(now: number, owesEvent: boolean): void {
    this.answeredAt = now;
    this.isInDoubt = false;
    if (!owesEvent || this.owesEvent) return;
    this.owesEvent = true;
    this.endsWithoutEvent = 0;
  }

  /** True: together with the poll before it this is trouble. */
  commandFailed(): boolean {
    this.answeredAt = -Infinity;
    return this.isInDoubt;
  }

  ended(startedAt: number, now: number): PollEnd {
    if (now - startedAt < heldAfterMs) return 'counts';
    if (this.owesEvent && startedAt >= this.answeredAt) {
      this.endsWithoutEvent += 1;
      if (this.endsWithoutEvent >= maxWithoutEvent) return 'counts';
    }
    if (now - this.answeredAt <= trustMs) return 'again';
    this.isInDoubt = true;
    return 'probe';
  }
}
