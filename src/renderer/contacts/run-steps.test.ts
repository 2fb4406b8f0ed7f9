import { describe, expect, it } from 'vitest';
import { FailureError, type FailureCode } from '../../shared/domain/failure';
import { runSteps } from './run-steps';

const items = Array.from({ length: 100 }, (_, at) => at);
const failing =
  (at: number, code: FailureCode) =>
  async (item: number): Promise<void> => {
    await Promise.resolve();
    if (item === at) throw new FailureError(code);
  };

describe('runSteps', () => {
  it('does all of them, and goes on after one that is refused', async () => {
    const counts: number[] = [];
    const { done, refused, left } = await runSteps(items, failing(3, 'not-allowed'), (count) => counts.push(count), {
      isStopped: () => false,
    });
    expect(done).toHaveLength(99);
    expect(refused).toEqual([{ item: 3, failure: { code: 'not-allowed' } }]);
    expect(left).toEqual([]);
    expect(counts.at(-1)).toBe(100);
  });

  it.each(['unreachable', 'not-connected', 'not-signed-in'] as const)(
    'asks for no more once there is no way to the server (%s)',
    async (code) => {
      const { done, refused, left } = await runSteps(items, failing(0, code), () => undefined, {
        isStopped: () => false,
      });
      expect(refused).toHaveLength(1);
      expect(left.length).toBeGreaterThan(0);
      expect([...done, ...refused.map(({ item }) => item), ...left].sort((a, b) => a - b)).toEqual(items);
    },
  );

  it('stops when somebody says so, and loses nobody', async () => {
    let count = 0;
    const { done, left } = await runSteps(
      items,
      () => Promise.resolve(),
      (so) => (count = so),
      { isStopped: () => count >= 10 },
    );
    expect(left.length).toBeGreaterThan(0);
    expect(done.length + left.length).toBe(100);
  });

  it('ends at once where nobody waits any more, and says of what is on its way that nothing is known', async () => {
    let isStopped = false;
    let giveUp = (): void => undefined;
    const givenUp = new Promise<void>((resolve) => (giveUp = resolve));
    const { done, refused, left } = await runSteps(
      items,
      async (item) => {
        if (item < 5) return;
        if (item === 24) {
          isStopped = true;
          giveUp();
        }
        // The server is gone: it answers nobody any more.
        await new Promise(() => undefined);
      },
      () => undefined,
      { isStopped: () => isStopped, givenUp },
    );
    expect(done).toEqual([0, 1, 2, 3, 4]);
    expect(refused).toEqual(
      Array.from({ length: 20 }, (_, at) => ({ item: at + 5, failure: { code: 'unknown-outcome' } })),
    );
    expect(left).toEqual(items.slice(25));
  });
});
