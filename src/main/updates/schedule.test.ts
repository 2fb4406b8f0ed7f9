import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { scheduleChecks } from './schedule';

describe('the times of checks', () => {
  let stop = (): void => {};
  let wake = (): void => {};
  let sleptS = 0;
  const check = vi.fn(() => Promise.resolve(true));

  beforeEach(() => {
    vi.useFakeTimers();
    check.mockReset().mockResolvedValue(true);
    sleptS = 0;
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  function start(random = 0.5): void {
    stop = scheduleChecks({
      check,
      uptimeSeconds: () => performance.now() / 1_000 + sleptS,
      onResume(listener) {
        wake = listener;
        return () => (wake = () => {});
      },
      random: () => random,
      pace: { quietS: 100, everyS: 10_000 },
    });
  }
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);

  it('leave the start alone, then come every few hours', async () => {
    start();
    await pass(149);
    expect(check).not.toHaveBeenCalled();
    await pass(1);
    expect(check).toHaveBeenCalledOnce();
    await pass(14_999);
    expect(check).toHaveBeenCalledOnce();
    await pass(1);
    expect(check).toHaveBeenCalledTimes(2);
  });

  it('are not the same for everybody', async () => {
    start(0);
    await pass(100);
    expect(check).toHaveBeenCalledOnce();
    stop();
    check.mockClear();
    start(0.99);
    await pass(198);
    expect(check).not.toHaveBeenCalled();
    await pass(2);
    expect(check).toHaveBeenCalledOnce();
  });

  it('leave a computer alone that has just woken, however long it slept', async () => {
    start();
    await pass(150);
    sleptS = 50_000;
    wake();
    await pass(149);
    expect(check).toHaveBeenCalledOnce();
    await pass(1);
    expect(check).toHaveBeenCalledTimes(2);
  });

  it('are not put off for ever by a computer that wakes often', async () => {
    start();
    await pass(150);
    for (let times = 0; times < 20; times++) {
      await pass(1_000);
      wake();
    }
    expect(check.mock.calls.length).toBeGreaterThan(1);
  });

  it('are over when it is not worth asking any more, also after waking', async () => {
    check.mockResolvedValue(false);
    start();
    await pass(150);
    wake();
    await pass(100_000);
    expect(check).toHaveBeenCalledOnce();
  });

  it('are over with the program', async () => {
    start();
    stop();
    wake();
    await pass(100_000);
    expect(check).not.toHaveBeenCalled();
  });

  it('end with the program also while one is under way', async () => {
    let answer = (_goesOn: boolean): void => {};
    check.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    start();
    await pass(150);
    stop();
    answer(true);
    await pass(100_000);
    expect(check).toHaveBeenCalledOnce();
  });
});
