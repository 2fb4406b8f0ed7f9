import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDemoServer, type ServerProcess } from './demo-server';

class FakeProcess implements ServerProcess {
  readonly posted: unknown[] = [];
  isKilled = false;
  private readonly messageListeners: ((message: unknown) => void)[] = [];
  private readonly exitListeners: ((code: number) => void)[] = [];

  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  kill(): boolean {
    this.isKilled = true;
    return true;
  }
  on(_event: 'message', listener: (message: unknown) => void): void {
    this.messageListeners.push(listener);
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
  const processes: FakeProcess[] = [];
  const server = createDemoServer({
    fork() {
      const process = new FakeProcess();
      processes.push(process);
      return process;
    },
    log: () => {},
  });
  return { processes, server };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('createDemoServer', () => {
  it('starts once for everybody who asks, and tells where it is and who one is', async () => {
    const { processes, server } = setUp();
    const starts = [server.start(), server.start()];
    processes[0]!.say(listening);
    expect(await Promise.all(starts)).toEqual(Array(2).fill({ url: listening.url, ...demo }));
    expect(processes).toHaveLength(1);
    expect(processes[0]!.posted).toEqual([{ kind: 'start', options: { demo: true, holdMs: 25_000, port: 0 } }]);
  });

  it.each([
    [
      'says that it failed',
      (process: FakeProcess) => process.say({ kind: 'failed', message: 'no port' }),
      'unreachable',
    ],
    ['ends before it listens', (process: FakeProcess) => process.exit(1), 'unreachable'],
    ['says nothing', () => vi.advanceTimersByTime(60_000), 'timeout'],
  ])('fails when the process %s, and can be tried again', async (_, happen, code) => {
    const { processes, server } = setUp();
    const start = server.start();
    happen(processes[0]!);
    await expect(start).rejects.toMatchObject({ code });
    const again = server.start();
    processes[1]!.say(listening);
    expect((await again).url).toBe(listening.url);
  });

  it('believes no address but one of this computer', async () => {
    const { processes, server } = setUp();
    const start = server.start();
    processes[0]!.say({ ...listening, url: 'http://203.0.113.9:80' });
    vi.advanceTimersByTime(60_000);
    await expect(start).rejects.toMatchObject({ code: 'timeout' });
  });

  it('comes back on the same port with the same password when it dies, a limited number of times', async () => {
    const { processes, server } = setUp();
    const start = server.start();
    processes[0]!.say(listening);
    await start;
    for (let index = 0; index < 20; index += 1) {
      processes.at(-1)!.exit(139);
      await vi.advanceTimersByTimeAsync(5_000);
      processes.at(-1)!.say(listening);
    }
    expect(processes[1]!.posted).toEqual([
      { kind: 'start', options: { demo: true, holdMs: 25_000, port: 40123 }, visitorPassword: 'demo' },
    ]);
    expect(processes).toHaveLength(6);
  });

  it('comes back as often as need be from deaths that are far apart', async () => {
    const { processes, server } = setUp();
    const start = server.start();
    processes[0]!.say(listening);
    await start;
    for (let index = 0; index < 20; index += 1) {
      await vi.advanceTimersByTimeAsync(3_600_000);
      processes.at(-1)!.exit(139);
      await vi.advanceTimersByTimeAsync(5_000);
      processes.at(-1)!.say(listening);
    }
    expect(processes).toHaveLength(21);
  });

  it('stops when told to, and does not come back', async () => {
    const { processes, server } = setUp();
    const start = server.start();
    processes[0]!.say(listening);
    await start;
    server.stop();
    expect(processes[0]!.posted.at(-1)).toEqual({ kind: 'stop' });
    processes[0]!.exit(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(processes).toHaveLength(1);
    expect(processes[0]!.isKilled).toBe(false);
  });

  it('ends a process that does not stop', async () => {
    const { processes, server } = setUp();
    const start = server.start();
    processes[0]!.say(listening);
    await start;
    server.stop();
    vi.advanceTimersByTime(10_000);
    expect(processes[0]!.isKilled).toBe(true);
  });
});
