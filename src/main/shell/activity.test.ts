import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onlineModel } from './model-for-tests';
import { watchActivity } from './activity';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(idle: () => number = () => 0) {
  const failure = { code: 'unreachable' } as const;
  const world = { isOnline: true, isReconnecting: false, wake: () => {} };
  const engine = {
    noteUserActivity: vi.fn(),
    retryNow: vi.fn(),
    snapshot: () => ({
      seq: 0,
      model: onlineModel(
        world.isReconnecting ? { connection: { kind: 'reconnecting', failure, attempt: 1, retryAt: 0 } } : {},
      ),
    }),
  };
  const stop = watchActivity(engine, {
    idleSeconds: idle,
    isOnline: () => world.isOnline,
    onWake(listener) {
      world.wake = listener;
      return () => {
        world.wake = () => {};
      };
    },
  });
  return { engine, world, stop };
}

describe('watchActivity', () => {
  it('tells of a person who uses the computer, and not of an idle one', () => {
    let idleSeconds = 2;
    const { engine } = setUp(() => idleSeconds);
    vi.advanceTimersByTime(60_000);
    const calls = engine.noteUserActivity.mock.calls.length;
    expect(calls).toBeGreaterThan(0);
    idleSeconds = 300;
    vi.advanceTimersByTime(600_000);
    expect(engine.noteUserActivity).toHaveBeenCalledTimes(calls);
  });

  it('gives up asking where the desktop cannot tell', () => {
    const idle = vi.fn(() => {
      throw new Error('not supported');
    });
    const { engine } = setUp(idle);
    vi.advanceTimersByTime(600_000);
    expect(idle).toHaveBeenCalledTimes(1);
    expect(engine.noteUserActivity).not.toHaveBeenCalled();
  });

  it('tries again at once when the network is back, and once only', () => {
    const { engine, world } = setUp();
    world.isReconnecting = true;
    world.isOnline = false;
    vi.advanceTimersByTime(10_000);
    expect(engine.retryNow).not.toHaveBeenCalled();
    world.isOnline = true;
    vi.advanceTimersByTime(30_000);
    expect(engine.retryNow).toHaveBeenCalledTimes(1);
  });

  it('tries again when the computer wakes, until it is stopped', () => {
    const { engine, world, stop } = setUp();
    world.wake();
    expect(engine.retryNow).toHaveBeenCalledTimes(1);
    stop();
    world.wake();
    vi.advanceTimersByTime(60_000);
    expect(engine.retryNow).toHaveBeenCalledTimes(1);
    expect(engine.noteUserActivity).not.toHaveBeenCalled();
  });
});
