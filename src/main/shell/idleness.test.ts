import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { activityAfter, watchIdleness } from './idleness';

const limits = { idleAfterMinutes: 5, awayAfterMinutes: 15, lockCountsAsIdle: true };

describe('activityAfter', () => {
  it.each([
    [0, undefined, 'active'],
    [299, undefined, 'active'],
    [300, undefined, 'idle'],
    [1_199, undefined, 'idle'],
    [1_200, undefined, 'away'],
    [0, 0, 'idle'],
    [0, 899, 'idle'],
    [0, 900, 'away'],
    [1_200, 0, 'away'],
  ] as const)('is after %d s without input, locked for %s s, %s', (idleS, lockedForS, expected) => {
    expect(activityAfter(idleS, lockedForS, limits)).toBe(expected);
  });

  it.each([
    [0, 899, 'active'],
    [300, 899, 'idle'],
    [1_200, 0, 'away'],
  ] as const)(
    'is by the input alone where a lock does not count: after %d s, locked for %d s, %s',
    (idleS, lockedForS, expected) => {
      expect(activityAfter(idleS, lockedForS, { ...limits, lockCountsAsIdle: false })).toBe(expected);
    },
  );
});

describe('watching', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function watch() {
    const told: string[] = [];
    const state = { idleS: 0, isOnline: true, fails: false, limits };
    let lock = (): void => undefined;
    let unlock = (): void => undefined;
    const stop = watchIdleness({
      idleSeconds: () => state.idleS,
      onLock: (listener) => ((lock = listener), () => undefined),
      onUnlock: (listener) => ((unlock = listener), () => undefined),
      limits: () => state.limits,
      tell: (activity) => {
        told.push(activity);
        return state.fails ? Promise.reject(new Error('lost')) : Promise.resolve();
      },
      keepActive: () => void told.push('keep'),
      isOnline: () => state.isOnline,
    });
    return { told, state, stop, lock: () => lock(), unlock: () => unlock() };
  }

  it('tells of a locked screen at once, and of its end', async () => {
    const { told, lock, unlock, stop } = watch();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told).toEqual([]);
    lock();
    expect(told).toEqual(['idle']);
    await vi.advanceTimersByTimeAsync(900_000);
    expect(told).toEqual(['idle', 'away']);
    unlock();
    expect(told).toEqual(['idle', 'away', 'active']);
    stop();
  });

  it('tells once more what did not arrive, and a new session what the last one knew', async () => {
    const { told, state, stop } = watch();
    state.idleS = 400;
    state.fails = true;
    await vi.advanceTimersByTimeAsync(5_000);
    state.fails = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual(['idle', 'idle']);
    state.isOnline = false;
    await vi.advanceTimersByTimeAsync(5_000);
    state.isOnline = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told).toEqual(['idle', 'idle', 'idle']);
    stop();
  });

  it('keeps somebody active who wants to be so for longer than the server waits', async () => {
    const { told, state, stop } = watch();
    state.limits = { ...limits, idleAfterMinutes: 30 };
    state.idleS = 600;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual(['keep', 'keep']);
    stop();
  });
});
