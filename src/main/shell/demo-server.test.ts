import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDemoServer, type ServerThread } from './demo-server';

class FakeThread implements ServerThread {
  readonly posted: unknown[] = [];
  isTerminated = false;
  private readonly messageListeners: ((message: unknown) => void)[] = [];
  private readonly exitListeners: ((code: number) => void)[] = [];

  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  on(event: 'message' | 'error', listener: (value: unknown) => void): void {
    if (event === 'message') this.messageListeners.push(listener);
  }
  once(_event: 'exit', listener: (code: number) => void): void {
    this.exitListeners.push(listener);
  }
  say(message: unknown): void {
    for (const listener of this.messageListeners) listener(message);
  }
  exit(code: number): void {
    for (const listener of this.exitListeners.splice(0)) listener(code);
  }
}

const demo = { user: 'EXAMPLE\\you', password: 'demo' };
const listening = { kind: 'listening', url: 'http://127.0.0.1:40123', demo };

function setUp() {
  const threads: FakeThread[] = [];
  const system = { givesThreads: true };
  const server = createDemoServer({
    startThread() {
      if (!system.givesThreads) throw new Error('no thread');
      const thread = new FakeThread();
      threads.push(thread);
      return thread;
    },
    log: () => {},
  });
  return { threads, server, system };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('createDemoServer', () => {
  it('starts once for everybody who asks, and tells where it is and who one is', async () => {
    const { threads, server } = setUp();
    const starts = [server.start(), server.start()];
    threads[0]!.say(listening);
    expect(await Promise.all(starts)).toEqual(Array(2).fill({ url: listening.url, ...demo }));
    expect(threads).toHaveLength(1);
    expect(threads[0]!.posted).toEqual([{ kind: 'start', options: { demo: true, holdMs: 25_000, port: 0 } }]);
  });

  it.each([
    ['says that it failed', (thread: FakeThread) => thread.say({ kind: 'failed', message: 'no port' }), 'unreachable'],
    ['ends before it listens', (thread: FakeThread) => thread.exit(1), 'unreachable'],
    ['says nothing', () => vi.advanceTimersByTime(60_000), 'timeout'],
  ])('fails when the thread %s, and can be tried again', async (_, happen, code) => {
    const { threads, server } = setUp();
    const start = server.start();
    happen(threads[0]!);
    await expect(start).rejects.toMatchObject({ code });
    const again = server.start();
    threads[1]!.say(listening);
    expect((await again).url).toBe(listening.url);
  });

  it('believes no address but one of this computer', async () => {
    const { threads, server } = setUp();
    const start = server.start();
    threads[0]!.say({ ...listening, url: 'http://203.0.113.9:80' });
    vi.advanceTimersByTime(60_000);
    await expect(start).rejects.toMatchObject({ code: 'timeout' });
  });

  it('comes back on the same port with the same password when it dies, a limited number of times', async () => {
    const { threads, server } = setUp();
    const start = server.start();
    threads[0]!.say(listening);
    await start;
    for (let index = 0; index < 20; index += 1) {
      threads.at(-1)!.exit(139);
      await vi.advanceTimersByTimeAsync(5_000);
      threads.at(-1)!.say(listening);
    }
    expect(threads[1]!.posted).toEqual([
      { kind: 'start', options: { demo: true, holdMs: 25_000, port: 40123 }, visitorPassword: 'demo' },
    ]);
    expect(threads).toHaveLength(6);
  });

  it('comes back as often as need be from deaths that are far apart', async () => {
    const { threads, server } = setUp();
    const start = server.start();
    threads[0]!.say(listening);
    await start;
    for (let index = 0; index < 20; index += 1) {
      await vi.advanceTimersByTimeAsync(3_600_000);
      threads.at(-1)!.exit(139);
      await vi.advanceTimersByTimeAsync(5_000);
      threads.at(-1)!.say(listening);
    }
    expect(threads).toHaveLength(21);
  });

  it('comes back also when that has failed at first: its port was taken, or there was no thread to have', async () => {
    const { threads, server, system } = setUp();
    const start = server.start();
    threads[0]!.say(listening);
    await start;
    threads[0]!.exit(139);
    await vi.advanceTimersByTimeAsync(5_000);
    threads[1]!.say({ kind: 'failed', message: 'the port is taken' });
    system.givesThreads = false;
    await vi.advanceTimersByTimeAsync(700);
    expect(threads).toHaveLength(2);
    system.givesThreads = true;
    await vi.advanceTimersByTimeAsync(700);
    expect(threads).toHaveLength(3);
    threads[2]!.say(listening);
    expect(await server.start()).toEqual({ url: listening.url, ...demo });
    expect(threads).toHaveLength(3);
  });

  it('does not come back from a failure that it was stopped before', async () => {
    const { threads, server } = setUp();
    const start = server.start();
    threads[0]!.say(listening);
    await start;
    threads[0]!.exit(139);
    await vi.advanceTimersByTimeAsync(5_000);
    server.stop();
    threads[1]!.exit(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(threads).toHaveLength(2);
  });

  it('says that it cannot be reached where there is no thread to have, and can be tried again', async () => {
    const { threads, server, system } = setUp();
    system.givesThreads = false;
    await expect(server.start()).rejects.toMatchObject({ code: 'unreachable' });
    system.givesThreads = true;
    const again = server.start();
    threads[0]!.say(listening);
    expect((await again).url).toBe(listening.url);
  });

  it('stops when told to, and does not come back', async () => {
    const { threads, server } = setUp();
    const start = server.start();
    threads[0]!.say(listening);
    await start;
    server.stop();
    expect(threads[0]!.posted.at(-1)).toEqual({ kind: 'stop' });
    threads[0]!.exit(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(threads).toHaveLength(1);
    expect(threads[0]!.isTerminated).toBe(false);
  });

  it('ends a thread that does not stop', async () => {
    const { threads, server } = setUp();
    const start = server.start();
    threads[0]!.say(listening);
    await start;
    server.stop();
    vi.advanceTimersByTime(10_000);
    expect(threads[0]!.isTerminated).toBe(true);
  });
});
