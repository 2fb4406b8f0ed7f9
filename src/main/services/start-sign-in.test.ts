import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failureCodes, FailureError, type FailureCode } from '../../shared/domain/failure';
import { createStartSignIns, isTriedAgain } from './start-sign-in';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(...answers: readonly (FailureCode | boolean)[]) {
  const tries: number[] = [];
  const ends: boolean[] = [];
  const starts = createStartSignIns({
    signIn: {
      async signInAtStart() {
        const answer = answers[tries.push(Date.now()) - 1] ?? 'unreachable';
        if (typeof answer === 'string') throw new FailureError(answer);
        return answer;
      },
    },
    onChanged: () => undefined,
    log: () => undefined,
    delayMs: (tries) => tries * 1_000,
  });
  void starts.begin().then((needsPerson) => ends.push(needsPerson));
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  return { starts, tries, ends, pass };
}

describe('signing in at the start', () => {
  it('is tried again where nobody has refused anything', () => {
    expect(failureCodes.filter((code) => isTriedAgain({ code }))).toEqual([
      'unreachable',
      'unknown-host',
      'timeout',
      'tls',
      'server-error',
      'captive-portal',
      'stale-answers',
    ]);
  });

  it('waits longer and longer, says until when, and is over once it works', async () => {
    const { starts, tries, ends, pass } = setUp('unknown-host', 'unreachable', true);
    await pass(0);
    expect(starts.state()).toEqual({
      isUnderWay: true,
      failure: { code: 'unknown-host', detail: undefined },
      retryAt: Date.now() + 1_000,
    });
    await pass(1_000);
    expect(tries).toHaveLength(2);
    await pass(1_999);
    expect(tries).toHaveLength(2);
    await pass(1);
    expect([tries.length, ends, starts.state()]).toEqual([3, [false], undefined]);
  });

  it('stops for what only a person can put right, and says it', async () => {
    for (const code of ['wrong-password', 'certificate', 'server-not-allowed'] as const) {
      const { starts, tries, ends, pass } = setUp('unreachable', code);
      await pass(60_000);
      expect([tries.length, ends]).toEqual([2, [true]]);
      expect(starts.state()).toMatchObject({ isUnderWay: false, failure: { code } });
      starts.signingIn();
      expect(starts.state()).toBeUndefined();
    }
  });

  it('does not wait when it is told to try now, and no longer when somebody does something else', async () => {
    const { starts, tries, ends, pass } = setUp();
    await pass(0);
    starts.tryNow();
    await pass(0);
    expect([tries.length, starts.isWaiting()]).toEqual([2, true]);
    starts.signingIn();
    await pass(120_000);
    expect([tries.length, ends, starts.state()]).toEqual([2, [false], undefined]);
  });

  it('is nothing where a person has to do it', async () => {
    const { starts, ends, pass } = setUp(false);
    await pass(0);
    expect([ends, starts.state()]).toEqual([[true], undefined]);
  });
});
