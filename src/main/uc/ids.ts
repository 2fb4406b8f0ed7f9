// Numbers that are given once: local ids of threads and messages, and request ids (protocol.md 2.1; ours never repeat one).

export class Ids {
  private nextNumber = 1;
  private nextRid = 1;

  /** Above everything that an earlier run has given. */
  startAt(number: number): void {
    this.nextNumber = Math.max(this.nextNumber, number);
  }

  newConversationId(): string {
    return `c${this.nextNumber++}`;
  }

  newMessageId(): string {
    return `m${this.nextNumber++}`;
  }

  newEventId(): string {
    return `e${this.nextNumber++}`;
  }

  newRid(): string {
    return String(this.nextRid++);
  }
}
