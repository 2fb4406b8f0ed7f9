// How many requests of one account, or of one stranger's address, are being answered at the same time. Behind a balancer connections tell
// nothing of whose they are; this does.

export class UnderWay {
  private readonly counts = new Map<string, number>();

  constructor(private readonly atMost: number) {}

  /** How many keys have something under way. */
  get size(): number {
    return this.counts.size;
  }

  /** Undefined: there are too many; else what to call, once, when it is over. */
  enter(key: string): (() => void) | undefined {
    const count = this.counts.get(key) ?? 0;
    if (count >= this.atMost) return undefined;
    this.counts.set(key, count + 1);
    return () => {
      const left = (this.counts.get(key) ?? 1) - 1;
      if (left > 0) this.counts.set(key, left);
      else this.counts.delete(key);
    };
  }
}
