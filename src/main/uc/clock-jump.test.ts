// The clock on the wall is set by hours, forward and back, in the middle of everything: nothing that is measured goes by it. And a
// computer that slept for hours: everything that was due comes at once, and must be no storm.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Desk, fastClock, until } from './testing/desk';

const lee = 'sip:lee@example.com';
const hourMs = 3_600_000;

let desk: Desk;
let jumpMs: number;

beforeEach(async () => {
  desk = await Desk.open();
  jumpMs = 0;
  desk.newEngine({ now: () => fastClock.now() + jumpMs, monotonicNow: fastClock.now });
});
afterEach(() => desk.close());

const texts = (id: string): (string | undefined)[] => desk.model.messages.get(id)?.map(({ body }) => body.text) ?? [];

describe('a clock that jumps', () => {
  it('keeps messages in the order in which they were said', async () => {
    await desk.signIn();
    const id = await desk.connected([lee]);
    jumpMs = -3 * hourMs;
    await desk.engine.sendMessage(id, { text: 'two' });
    const message = { kind: 'messageReceived', sender: lee, message: { content: 'three' } } as const;
    desk.service.push({ kind: 'conference', confId: 3, updates: [message] });
    await until(() => texts(id).includes('three'), 'the answer');
    jumpMs = -9 * hourMs;
    await desk.engine.sendMessage(id, { text: 'four' });
    expect(texts(id)).toEqual(['Hi', 'two', 'three', 'four']);
  });

  for (const [way, jump] of [
    ['back', -5 * hourMs],
    ['forward', 5 * hourMs],
  ] as const) {
    it(`asks as long as ever what became of a lost request when it is set ${way}`, async () => {
      await desk.signIn();
      let commands = 0;
      desk.service.intercept = (channel) => (channel === 'command' && ++commands === 1 ? { drop: true } : undefined);
      const began = fastClock.now();
      const adding = desk.engine.addContact({ uri: lee, name: 'Lee', groupIds: [] });
      const settled = expect(adding).rejects.toMatchObject({ code: 'unknown-outcome' });
      await until(() => commands > 0, 'sent');
      jumpMs = jump;
      await settled;
      expect(fastClock.now() - began, 'not before an event had time to come').toBeGreaterThan(9_000);
      expect(desk.isOnline).toBe(true);
    });

    it(`comes back after trouble when it is set ${way}`, async () => {
      await desk.signIn();
      desk.service.intercept = (channel) => (channel === 'data' ? { status: 503 } : undefined);
      await until(() => desk.model.connection.kind === 'reconnecting', 'reconnecting');
      jumpMs = jump;
      desk.service.intercept = () => undefined;
      await until(() => desk.isOnline, 'online');
    });
  }
});

/** Timers that stand still while the computer sleeps, and are all due when it wakes. */
class SleepyTimers {
  private readonly waiting = new Map<object, { readonly run: () => void; readonly handle: unknown }>();
  isAsleep = false;
  private due: (() => void)[] = [];

  setTimeout = (run: () => void, delayMs: number): unknown => {
    const key = {};
    const fire = (): void => {
      this.waiting.delete(key);
      run();
    };
    const handle = fastClock.timers.setTimeout(() => (this.isAsleep ? this.due.push(fire) : fire()), delayMs);
    this.waiting.set(key, { run: fire, handle });
    return key;
  };

  clearTimeout = (key: unknown): void => {
    const found = this.waiting.get(key as object);
    if (!found) return;
    this.waiting.delete(key as object);
    fastClock.timers.clearTimeout(found.handle);
    this.due = this.due.filter((run) => run !== found.run);
  };

  wake(): void {
    this.isAsleep = false;
    for (const { run, handle } of [...this.waiting.values()]) {
      fastClock.timers.clearTimeout(handle);
      run();
    }
    this.due = [];
  }
}

describe('a computer that slept', () => {
  it('asks once for what was missed, and does nothing twice that was due in its sleep', async () => {
    const timers = new SleepyTimers();
    desk.newEngine({ now: fastClock.now, timers });
    const { service, engine } = desk;
    service.pollWaitMs = 3_000;
    await desk.signIn();
    const ids = await conversations(5);
    await engine.setAvailability('busy');
    for (const id of ids) void engine.run({ kind: 'typing', id, isTyping: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const [posts, polls] = [service.posts.length, service.polls.length];

    timers.isAsleep = true;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(service.polls.length - polls, 'polls in the sleep').toBeLessThanOrEqual(1);
    const before = service.polls.length;
    timers.wake();
    engine.retryNow();
    engine.retryNow();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(service.polls.length - before, 'polls').toBeLessThanOrEqual(3);
    // The own state once more, and that nobody is typing any longer.
    expect(service.posts.slice(posts).flat().length, 'requests').toBeLessThanOrEqual(1 + 2 * ids.length);
    expect(desk.isOnline).toBe(true);
  });

  async function conversations(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 1; n <= count; n++) ids.push(await desk.connected([`sip:p${n}@example.com`], n));
    return ids;
  }
});
