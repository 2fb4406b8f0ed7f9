import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Unfinished } from '../../shared/domain/undelivered';
import { createLeaving, type LeavingParts } from './leaving';

const lost: Unfinished = { unsent: 1, doubtful: 0, drafts: 1 };

const leavingWith = (parts: Partial<LeavingParts>) =>
  createLeaving({
    atStake: () => lost,
    show: () => undefined,
    onChanged: () => undefined,
    askOutside: async () => true,
    ...parts,
  });

describe('leaving', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('asks nothing where nothing would be lost', () => {
    const show = vi.fn();
    const leaving = leavingWith({ atStake: () => undefined, show });
    expect(leaving.mayLeave('quit')).toBeUndefined();
    expect(leaving.question()).toBeUndefined();
    expect(show).not.toHaveBeenCalled();
  });

  it.each([true, false])('tells the page what would be lost, and does as it is answered (%s)', async (isAgreed) => {
    const askOutside = vi.fn(async () => true);
    const leaving = leavingWith({ askOutside });
    const answer = leaving.mayLeave('sign-out');
    expect(leaving.question()).toEqual({ way: 'sign-out', lost });
    await vi.advanceTimersByTimeAsync(60_000);
    leaving.answer(isAgreed);
    expect(await answer).toBe(isAgreed);
    expect(leaving.question()).toBeUndefined();
    expect(askOutside).not.toHaveBeenCalled();
  });

  it('tells that there is a question, and that there is none any more', () => {
    const told: boolean[] = [];
    const leaving = leavingWith({ onChanged: () => void told.push(leaving.question() !== undefined) });
    void leaving.mayLeave('quit');
    leaving.answer(false);
    leaving.answer(true);
    expect(told).toEqual([true, false]);
  });

  it('answers an older wish with no when there is a newer one', async () => {
    const leaving = leavingWith({});
    const signOut = leaving.mayLeave('sign-out');
    const quit = leaving.mayLeave('quit');
    expect(await signOut).toBe(false);
    expect(leaving.question()?.way).toBe('quit');
    leaving.answer(true);
    expect(await quit).toBe(true);
  });

  it('asks by the desktop where no page comes for the question', async () => {
    const leaving = leavingWith({});
    const answer = leaving.mayLeave('quit');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await answer).toBe(true);
  });

  it('takes back what the desktop asks when a page comes after all', async () => {
    const signals: AbortSignal[] = [];
    const leaving = leavingWith({
      askOutside: (_question, signal) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    const answer = leaving.mayLeave('quit');
    await vi.advanceTimersByTimeAsync(60_000);
    leaving.question();
    leaving.answer(false);
    expect(await answer).toBe(false);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});
