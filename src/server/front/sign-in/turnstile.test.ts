import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../testing/manual-clock';
import { Turnstile, type Passenger } from './turnstile';

const never = (): AbortSignal => new AbortController().signal;

function setUp(atOnce = 2, eachMs = 12_000, random = () => 0) {
  const clock = createManualClock();
  const turnstile = new Turnstile({ atOnce, eachMs }, clock, random);
  const passed: string[] = [];
  const refused: string[] = [];
  const come = (name: string, more: Partial<Passenger> = {}, key = 'dana'): void => {
    const passenger = { line: {}, gone: never(), until: clock.now() + 25_000, ...more };
    void turnstile.pass(key, passenger).then((isThrough) => (isThrough ? passed : refused).push(name));
  };
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 500) {
      clock.advance(Math.min(left, 500));
      await settle();
    }
  };
  return { clock, turnstile, come, pass, settle, passed, refused };
}

describe('a turnstile', () => {
  it('lets the first few through at once, and the others one by one with gaps that grow', async () => {
    const { come, pass, settle, passed, clock } = setUp();
    const times: number[] = [];
    const start = clock.now();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) come(name, { until: start + 60_000 });
    await settle();
    while (passed.length < 6) {
      const before = passed.length;
      await pass(500);
      if (passed.length > before) times.push(clock.now() - start);
    }
    expect(times).toEqual([1_000, 3_000, 7_000, 11_000]);
    expect(clock.pending).toBe(0);
  });

  it('lets no more through in the long run than its pace, however many come', async () => {
    const { come, pass, settle, passed } = setUp();
    for (let second = 0; second < 600; second += 1) {
      come('guess');
      come('guess');
      await pass(1_000);
    }
    await settle();
    expect(passed.length).toBeGreaterThan(40);
    expect(passed.length).toBeLessThanOrEqual(2 + 600 / 12 + 4);
  });

  it('lets who was not there before go first', async () => {
    const { come, pass, settle, passed } = setUp(1);
    const lines = [{}, {}, {}];
    for (const line of lines) come('guess', { line, gone: AbortSignal.abort() });
    await settle();
    for (const line of lines) come('guess again', { line });
    come('owner');
    await pass(2_000);
    expect(passed).toEqual(['guess', 'owner']);
  });

  it('lets them through as they came, as long as all are in time', async () => {
    const { come, pass, settle, passed } = setUp(1, 12_000, () => 0.99);
    come('first');
    await settle();
    for (const name of ['a', 'b']) come(name);
    await pass(1_000);
    come('c');
    await pass(20_000);
    expect(passed).toEqual(['first', 'a', 'b', 'c']);
  });

  it('draws where too many wait for that', async () => {
    const { come, pass, settle, passed } = setUp(1, 12_000, () => 0.7);
    come('first');
    await settle();
    for (const name of ['a', 'b', 'c', 'd', 'e']) come(name);
    await pass(1_000);
    expect(passed).toEqual(['first', 'd']);
  });

  it('lets nobody wait for longer than they say, nor for who is gone', async () => {
    const { clock, come, pass, settle, refused, passed } = setUp(1, 60_000);
    const gone = new AbortController();
    come('first');
    come('second');
    await pass(1_000);
    await settle();
    come('short', { until: clock.now() + 500 });
    come('leaves', { gone: gone.signal });
    gone.abort();
    await pass(1_000);
    expect([passed, refused]).toEqual([
      ['first', 'second'],
      ['leaves', 'short'],
    ]);
    expect(clock.pending).toBe(0);
  });

  it('forgets one that was none, and in time all', async () => {
    const { turnstile, come, pass, settle, passed } = setUp(1);
    for (let at = 0; at < 20; at += 1) {
      come('right');
      await settle();
      turnstile.takeBack('dana');
    }
    expect(passed).toHaveLength(20);
    come('wrong');
    come('waits');
    await pass(1_000);
    await pass(30_000);
    come('at once');
    await settle();
    expect(passed.slice(20)).toEqual(['wrong', 'waits', 'at once']);
  });

  it('remembers no more than ten thousand, and those that were there last', async () => {
    const { turnstile, come, settle, passed } = setUp(1);
    for (let at = 0; at < 10_500; at += 1) {
      if (at % 1_000 === 0) come('dana', { gone: AbortSignal.abort() });
      come('x', {}, `user-${at}`);
    }
    await settle();
    expect(turnstile.size).toBe(10_000);
    expect(passed.filter((name) => name === 'dana')).toHaveLength(1);
  });

  it('is not shut by a clock that was set back', async () => {
    const { clock, come, pass, settle, passed } = setUp(1);
    come('first');
    await settle();
    clock.advance(-3_600_000);
    come('second');
    await pass(12_000);
    expect(passed).toEqual(['first', 'second']);
  });

  it('lets nobody wait when it stops', async () => {
    const { clock, turnstile, come, settle, refused } = setUp(1);
    for (const name of ['first', 'second', 'third']) come(name);
    await settle();
    turnstile.stop();
    await settle();
    expect(refused).toEqual(['second', 'third']);
    expect(clock.pending).toBe(0);
  });
});
