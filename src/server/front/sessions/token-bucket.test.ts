import { describe, expect, it } from 'vitest';
import { TokenBucket } from './token-bucket';

describe('TokenBucket', () => {
  it('allows a burst, then so much a second', () => {
    let now = 0;
    const bucket = new TokenBucket(3, 2, () => now);
    const taken = (): number => [1, 2, 3, 4, 5].filter(() => bucket.take()).length;
    expect(taken()).toBe(3);
    now = 500;
    expect(taken()).toBe(1);
    now = 60_000;
    expect(taken()).toBe(3);
  });
});
