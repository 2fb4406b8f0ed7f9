import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import { secondsUntil, useNow } from './countdown';

describe('secondsUntil', () => {
  it.each([
    [10_000, 0, 10],
    [10_000, 9_001, 1],
    [10_000, 10_000, 0],
    [10_000, 12_345, 0],
  ])('from %i at %i is %i', (moment, now, seconds) => expect(secondsUntil(moment, now)).toBe(seconds));
});

describe('useNow', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000 }));
  afterEach(() => void vi.useRealTimers());

  it('moves on while its component lives, and stops with it', () => {
    const scope = effectScope();
    const now = scope.run(() => useNow(500))!;
    vi.advanceTimersByTime(1_000);
    expect(now.value).toBe(2_000);
    scope.stop();
    vi.advanceTimersByTime(5_000);
    expect(now.value).toBe(2_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});
