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
    const { done, refused, left } = await runSteps(
      items,
      failing(3, 'not-allowed'),
      (count) => counts.push(count),
      () => false,
    );
    expect(done).toHaveLength(99);
    expect(refused).toEqual([{ item: 3, failure: { code: 'not-allowed' } }]);
    expect(left).toEqual([]);
    expect(counts.at(-1)).toBe(100);
  });

  it('asks for no more once there is no way to the server', async () => {
    const { done, refused, left } = await runSteps(
      items,
      failing(0, 'unreachable'),
      () => undefined,
      () => false,
    );
    expect(refused).toHaveLength(1);
    expect(left.length).toBeGreaterThan(0);
    expect([...done, ...refused.map(({ item }) => item), ...left].sort((a, b) => a - b)).toEqual(items);
  });

  it('stops when somebody says so, and loses nobody', async () => {
    let count = 0;
    const { done, left } = await runSteps(
      items,
      () => Promise.resolve(),
      (so) => (count = so),
      () => count >= 10,
    );
    expect(left.length).toBeGreaterThan(0);
    expect(done.length + left.length).toBe(100);
  });
});
