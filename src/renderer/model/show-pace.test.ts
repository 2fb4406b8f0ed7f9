import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createShowPace } from './show-pace';

describe('createShowPace', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp(costMs: number) {
    const shownAt: number[] = [];
    const pace = createShowPace(
      () => {
        shownAt.push(Date.now() - startedAt);
        // Drawing takes its time, and nothing else has a turn meanwhile.
        vi.setSystemTime(Date.now() + costMs);
      },
      () => Date.now(),
    );
    const startedAt = Date.now();
    return { pace, shownAt };
  }

  it('shows a change on its own at once', () => {
    const { pace, shownAt } = setUp(30);
    pace.ask();
    expect(shownAt).toEqual([0]);
    vi.advanceTimersByTime(1_000);
    pace.ask();
    expect(shownAt).toHaveLength(2);
  });

  it('shows what came meanwhile once, and leaves the window twice the time that drawing takes', () => {
    const { pace, shownAt } = setUp(30);
    for (let at = 0; at < 10; at++) pace.ask();
    expect(shownAt).toEqual([0]);
    vi.advanceTimersByTime(1_000);
    expect(shownAt).toHaveLength(2);
    expect(shownAt[1]! - 30).toBeGreaterThanOrEqual(60);
    expect(shownAt[1]! - 30).toBeLessThan(70);
  });

  it('needs no rest after what is drawn quickly', () => {
    const { pace, shownAt } = setUp(10);
    pace.ask();
    pace.ask();
    vi.advanceTimersByTime(3);
    expect(shownAt).toHaveLength(2);
  });

  it('never waits longer than a person would take for a hang', () => {
    const { pace, shownAt } = setUp(5_000);
    pace.ask();
    pace.ask();
    vi.advanceTimersByTime(310);
    expect(shownAt).toHaveLength(2);
  });

  it('shows nothing more once stopped', () => {
    const { pace, shownAt } = setUp(1);
    pace.ask();
    pace.ask();
    pace.stop();
    vi.advanceTimersByTime(1_000);
    expect(shownAt).toHaveLength(1);
  });
});
