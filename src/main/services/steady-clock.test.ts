import { describe, expect, it } from 'vitest';
import { watchClock } from './steady-clock';

const hourMs = 3_600_000;
const yearMs = 365 * 24 * hourMs;

describe('a clock that is watched', () => {
  it.each([yearMs, -yearMs, hourMs])('is not trusted right after it was set by %d ms, and then again', (jump) => {
    const time = { wall: 1_800_000_000_000, real: 0 };
    const pass = (ms: number): void => {
      time.wall += ms;
      time.real += ms;
    };
    const clock = watchClock(
      () => time.wall,
      () => time.real,
    );
    pass(hourMs);
    expect(clock.wentSteadily()).toBe(true);
    time.wall += jump;
    pass(hourMs);
    expect(clock.wentSteadily()).toBe(false);
    pass(hourMs);
    expect(clock.wentSteadily()).toBe(true);
  });

  it('may be corrected by seconds', () => {
    const time = { wall: 1_800_000_000_000 };
    const clock = watchClock(
      () => time.wall,
      () => 0,
    );
    time.wall += 20_000;
    expect(clock.wentSteadily()).toBe(true);
  });
});
