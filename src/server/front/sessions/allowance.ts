// How much each user may ask for (protocol.md section 8), over all their sessions together: more of them do not buy more.
import type { Person } from '../../world';
import { TokenBucket } from './token-bucket';

export interface AllowanceLimits {
  readonly requestBurst: number;
  readonly requestsPerSecond: number;
}

export class Allowance {
  private readonly buckets = new Map<string, TokenBucket>();

  constructor(
    private readonly limits: AllowanceLimits,
    private readonly now: () => number,
  ) {}

  /** False: this user has asked for too much. `cost`: what a request that takes more than another does counts for. */
  take({ key }: Person, cost = 1): boolean {
    let bucket = this.buckets.get(key);
    if (!bucket) {
      bucket = new TokenBucket(this.limits.requestBurst, this.limits.requestsPerSecond, this.now);
      this.buckets.set(key, bucket);
    }
    return bucket.take(cost);
  }

  /** How many users are remembered. */
  get size(): number {
    return this.buckets.size;
  }

  /** Forgets who has asked for nothing lately: a full bucket is as good as a new one. */
  sweep(): void {
    for (const [key, bucket] of this.buckets) if (bucket.isFull) this.buckets.delete(key);
  }
}
