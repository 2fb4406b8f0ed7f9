// A rate limit that allows bursts: so much at once, and then as much as comes back each second.

export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(
    private readonly capacity: number,
    private readonly perSecond: number,
    private readonly now: () => number,
  ) {
    this.tokens = capacity;
    this.filledAt = now();
  }

  /** `cost`: what a request that takes more than another does counts for; a full bucket is always enough. */
  take(cost = 1): boolean {
    this.fill();
    const price = Math.min(cost, this.capacity);
    if (this.tokens < price) return false;
    this.tokens -= price;
    return true;
  }

  get isFull(): boolean {
    this.fill();
    return this.tokens === this.capacity;
  }

  private fill(): void {
    const now = this.now();
    this.tokens = Math.min(this.capacity, this.tokens + ((now - this.filledAt) / 1_000) * this.perSecond);
    this.filledAt = now;
  }
}
