import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onlineModel } from './testing/model';
import { watchActivity } from './activity';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(idle: () => number = () => 0) {
  const failure = { code: 'unreachable' } as const;
  const world = {
    isOnline: true,
    waitsToSignIn: false,
    state: 'online' as 'online' | 'reconnecting' | 'signed-out',
    addresses: '192.0.2.7',
    proxy: 'DIRECT',
    sleptMs: 0,
    resume: () => {},
    unlock: () => {},
  };
  const done: string[] = [];
  const engine = {
    noteUserActivity: vi.fn(),
    retryNow: () => void done.push('retry'),
    snapshot: () => ({
      seq: 0,
      model: onlineModel(
        world.state === 'reconnecting'
          ? { connection: { kind: 'reconnecting', failure, attempt: 1, retryAt: 0 } }
          : world.state === 'signed-out'
            ? { connection: { kind: 'signed-out' } }
            : {},
      ),
    }),
  };
  const began = performance.now();
  const watch = watchActivity(engine, {
    idleSeconds: idle,
    isOnline: () => world.isOnline,
    waitsToSignIn: () => world.waitsToSignIn,
    addresses: () => world.addresses,
    proxy: async () => world.proxy,
    uptimeSeconds: () => 5_000 + (performance.now() - began + world.sleptMs) / 1_000,
    renewConnections: async () => void done.push('renew'),
    onResume(listener) {
      world.resume = listener;
      return () => (world.resume = () => {});
    },
    onUnlock(listener) {
      world.unlock = listener;
      return () => (world.unlock = () => {});
    },
  });
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  return { engine, world, watch, done, pass };
}

describe('watchActivity', () => {
  it('closes what goes by the way of before when another one was set, and tries by the new one, whatever the state', async () => {
    const { watch, done, pass } = setUp();
    watch.otherWay();
    await pass(0);
    expect(done).toEqual(['renew', 'retry']);
  });

  it('tells of a person who uses the computer, and not of an idle one', async () => {
    let idleSeconds = 2;
    const { engine, pass } = setUp(() => idleSeconds);
    await pass(60_000);
    const calls = engine.noteUserActivity.mock.calls.length;
    expect(calls).toBeGreaterThan(0);
    idleSeconds = 300;
    await pass(600_000);
    expect(engine.noteUserActivity).toHaveBeenCalledTimes(calls);
  });

  it('gives up asking where the desktop cannot tell', async () => {
    const idle = vi.fn(() => {
      throw new Error('not supported');
    });
    const { engine, pass } = setUp(idle);
    await pass(600_000);
    expect(idle).toHaveBeenCalledTimes(1);
    expect(engine.noteUserActivity).not.toHaveBeenCalled();
  });

  it('does nothing as long as nothing happens, whatever the clock on the wall says', async () => {
    const { world, done, pass } = setUp();
    await pass(60_000);
    vi.setSystemTime(Date.now() + 5 * 3_600_000);
    await pass(60_000);
    world.state = 'reconnecting';
    vi.setSystemTime(Date.now() - 9 * 3_600_000);
    await pass(60_000);
    expect(done).toEqual([]);
  });

  it('tries again at once when the network is back, and once only', async () => {
    const { world, done, pass } = setUp();
    world.state = 'reconnecting';
    world.isOnline = false;
    await pass(10_000);
    expect(done).toEqual([]);
    world.isOnline = true;
    await pass(30_000);
    expect(done).toEqual(['renew', 'retry']);
  });

  it('tries again at once on another network, and leaves what is under way alone while it is online', async () => {
    const { world, done, pass } = setUp();
    world.addresses = '198.51.100.3';
    await pass(30_000);
    expect(done).toEqual(['retry']);
    world.state = 'reconnecting';
    world.addresses = '';
    await pass(30_000);
    expect(done).toEqual(['retry']);
    world.addresses = '203.0.113.9 2001:db8::9';
    await pass(30_000);
    expect(done).toEqual(['retry', 'renew', 'retry']);
  });

  it('tries again at once through another proxy, when the way before led nowhere', async () => {
    const { world, done, pass } = setUp();
    world.proxy = 'PROXY a.example.com:3128';
    world.state = 'reconnecting';
    await pass(30_000);
    expect(done).toEqual([]);
    world.proxy = 'PROXY b.example.com:3128';
    await pass(30_000);
    expect(done).toEqual(['renew', 'retry']);
  });

  it('starts afresh when the computer wakes, once for all that tells of it', async () => {
    const { world, done, pass } = setUp();
    await pass(60_000);
    world.sleptMs = 8 * 3_600_000;
    world.resume();
    await pass(30_000);
    expect(done).toEqual(['renew', 'retry']);
    world.sleptMs += 3_600_000;
    await pass(3_000);
    world.resume();
    world.resume();
    await pass(30_000);
    expect(done).toEqual(['renew', 'retry', 'renew', 'retry']);
  });

  it('notices a sleep that nobody told of', async () => {
    const { world, done, pass } = setUp();
    world.sleptMs = 60_000;
    await pass(30_000);
    expect(done).toEqual(['renew', 'retry']);
  });

  it('tries again when the screen is unlocked', () => {
    const { world, done } = setUp();
    world.unlock();
    expect(done).toEqual(['retry']);
  });

  it('tries again for a person even where connections cannot be renewed', async () => {
    const { world, watch, done, pass } = setUp();
    world.state = 'reconnecting';
    watch.retryNow();
    await pass(0);
    expect(done).toEqual(['renew', 'retry']);
  });

  it('is silent after it was stopped, and about a person who is signed out', async () => {
    const { engine, world, watch, done, pass } = setUp();
    world.state = 'signed-out';
    world.addresses = '198.51.100.3';
    await pass(10_000);
    watch.stop();
    world.state = 'reconnecting';
    world.addresses = '203.0.113.9';
    world.resume();
    world.unlock();
    engine.noteUserActivity.mockClear();
    await pass(60_000);
    expect(done).toEqual([]);
    expect(engine.noteUserActivity).not.toHaveBeenCalled();
  });
});

describe('a renewal that does not end', () => {
  it('is not waited for', async () => {
    const retryNow = vi.fn();
    const failure = { code: 'unreachable' } as const;
    const watch = watchActivity(
      {
        noteUserActivity: () => undefined,
        retryNow,
        snapshot: () => ({
          seq: 0,
          model: onlineModel({ connection: { kind: 'reconnecting', failure, attempt: 1, retryAt: 0 } }),
        }),
      },
      {
        idleSeconds: () => 60,
        isOnline: () => true,
        waitsToSignIn: () => false,
        addresses: () => '',
        proxy: async () => '',
        uptimeSeconds: () => 1,
        renewConnections: () => new Promise(() => undefined),
        onResume: () => () => undefined,
        onUnlock: () => () => undefined,
      },
    );
    watch.retryNow();
    await vi.advanceTimersByTimeAsync(999);
    expect(retryNow).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(retryNow).toHaveBeenCalledTimes(1);
    watch.stop();
  });

  it('tries at once on another network where the server is waited for to sign in', async () => {
    const { world, done, pass } = setUp();
    world.state = 'signed-out';
    world.addresses = '198.51.100.4';
    await pass(3_000);
    expect(done).toEqual([]);
    world.waitsToSignIn = true;
    world.addresses = '203.0.113.9';
    await pass(3_000);
    expect(done).toEqual(['renew', 'retry']);
  });
});
