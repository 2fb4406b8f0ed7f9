import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Unfinished } from '../../shared/domain/undelivered';
import { createLeaving, leavingWords, type LeavingParts } from './leaving';

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

  it('asks while messages of another program are being added, and says what stays', () => {
    const leaving = leavingWith({ atStake: () => undefined, isImporting: () => true });
    void leaving.mayLeave('quit');
    expect(leaving.question()).toEqual({ way: 'quit', isImporting: true });
    expect(leavingWords(leaving.question()!).text).toContain('What was added stays');
    void leaving.mayChange({ to: 'Lee', ends: [], isKept: true });
    expect(leaving.question()).toMatchObject({ way: 'switch', isImporting: true });
  });

  it('asks before a change of the account where conversations end, something is lost, or it will hardly work', async () => {
    const nothing = { to: 'Lee', ends: [], isKept: true };
    expect(leavingWith({ atStake: () => undefined }).mayChange(nothing)).toBeUndefined();
    for (const [change, atStake] of [
      [{ ...nothing, ends: ['Kim'] }, undefined],
      [{ ...nothing, failure: { code: 'unreachable' } as const }, undefined],
      [nothing, lost],
    ] as const) {
      const leaving = leavingWith({ atStake: () => atStake });
      const answer = leaving.mayChange(change);
      expect(leaving.question()).toEqual({ way: 'switch', change, ...(atStake && { lost: atStake }) });
      leaving.answer(true);
      expect(await answer).toBe(true);
    }
  });

  it('says in one text what would come of it', () => {
    const change = {
      to: 'Lee',
      ends: ['Kim Okafor', 'Sam Roth'],
      isKept: false,
      failure: { code: 'timeout' } as const,
    };
    expect(leavingWords({ way: 'switch', change, lost })).toEqual({
      title: 'Change to Lee?',
      text:
        'Signing in to that account will hardly work just now. Conversations that end with it: Kim Okafor and Sam Roth. ' +
        '1 message that is not sent yet and 1 draft will be lost: nothing of this session is kept on this computer.',
    });
    expect(leavingWords({ way: 'quit', lost }).title).toBe('Quit anyway?');
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
