import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import { whenIdle } from './when-idle';

let now = 0;
let idle: (() => void) | undefined;

beforeEach(() => {
  now = 0;
  idle = undefined;
  vi.stubGlobal('requestIdleCallback', (run: () => void) => {
    idle = run;
    return 1;
  });
  vi.stubGlobal('cancelIdleCallback', () => (idle = undefined));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function goOn(): void {
  const run = idle;
  idle = undefined;
  run?.();
}

/** Ten steps of a millisecond each. */
function work() {
  let done = 0;
  function* steps() {
    for (let step = 0; step < 10; step += 1) {
      now += 1;
      done += 1;
      yield;
    }
  }
  const scope = effectScope();
  const begin = scope.run(() => whenIdle(steps))!;
  return { begin, done: () => done, stop: () => scope.stop() };
}

describe('work while nothing else is to be done', () => {
  it('begins when there is time, and not before', () => {
    const { begin, done } = work();
    begin();
    expect(done()).toBe(0);
    goOn();
    expect(done()).toBeGreaterThan(0);
  });

  it('gives way after a few milliseconds and is done in the end', () => {
    const { begin, done } = work();
    begin();
    goOn();
    expect(done()).toBe(4);
    goOn();
    goOn();
    expect(done()).toBe(10);
    expect(idle).toBeUndefined();
  });

  it('begins anew where it is told to', () => {
    const { begin, done } = work();
    begin();
    goOn();
    begin();
    for (let turn = 0; turn < 3; turn += 1) goOn();
    expect(done()).toBe(14);
  });

  it('ends with its view', () => {
    const { begin, done, stop } = work();
    begin();
    goOn();
    stop();
    goOn();
    expect(done()).toBe(4);
  });
});
