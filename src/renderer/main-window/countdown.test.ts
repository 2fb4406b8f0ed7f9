import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, ref } from 'vue';
import { secondsLeft, useCountdown } from './countdown';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

describe('secondsLeft', () => {
  it('rounds up, and never goes below zero', () => {
    expect([4_001, 4_000, 1, 0, -5_000].map(secondsLeft)).toEqual([5, 4, 1, 0, 0]);
  });

  it('is never more than the engine waits', () => {
    expect(secondsLeft(7_200_000)).toBe(60);
  });
});

describe('useCountdown', () => {
  const start = () => {
    const moment = ref<number | undefined>(1_008_000);
    const scope = effectScope();
    const seconds = scope.run(() => useCountdown(() => moment.value))!;
    return { moment, seconds, scope };
  };

  it('counts down to the moment, and anew to the next one', async () => {
    const { moment, seconds, scope } = start();
    expect(seconds.value).toBe(8);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(seconds.value).toBe(5);
    moment.value = Date.now() + 21_000;
    await vi.advanceTimersByTimeAsync(0);
    expect(seconds.value).toBe(21);
    moment.value = undefined;
    await vi.advanceTimersByTimeAsync(0);
    expect(seconds.value).toBe(0);
    scope.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ticks only while something is counted', async () => {
    const { moment, seconds, scope } = start();
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(8_100);
    expect(seconds.value).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    moment.value = Date.now() + 2_000;
    await vi.advanceTimersByTimeAsync(1_100);
    expect(seconds.value).toBe(1);
    moment.value = undefined;
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
    scope.stop();
  });

  for (const [way, jump] of [
    ['back', -7_200_000],
    ['forward', 7_200_000],
  ] as const) {
    it(`goes on evenly when the clock is set ${way}`, async () => {
      const { seconds, scope } = start();
      vi.setSystemTime(Date.now() + jump);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(seconds.value).toBe(6);
      scope.stop();
    });
  }
});
