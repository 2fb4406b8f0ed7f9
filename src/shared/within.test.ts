import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { within } from './within';

const never = new Promise<never>(() => undefined);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('is what came in time, and leaves no timer behind', async () => {
  expect(await within(1_000, Promise.resolve('here'))).toBe('here');
  await expect(within(1_000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(vi.getTimerCount()).toBe(0);
});

it('is nothing, or what it is told to be, of what did not', async () => {
  const waited = [within(1_000, never), within(1_000, never, () => 'late')];
  await vi.advanceTimersByTimeAsync(999);
  expect(vi.getTimerCount()).toBe(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(await Promise.all(waited)).toEqual([undefined, 'late']);
});

it('fails where being late is a failure', async () => {
  const waited = within(1_000, never, () => {
    throw new Error('too late');
  });
  const failed = expect(waited).rejects.toThrow('too late');
  await vi.advanceTimersByTimeAsync(1_000);
  await failed;
});

it('does not care what becomes of it afterwards', async () => {
  let fail = (): void => undefined;
  const slow = new Promise<void>((_, reject) => (fail = () => reject(new Error('nobody is there'))));
  const waited = within(1_000, slow);
  await vi.advanceTimersByTimeAsync(1_000);
  await waited;
  fail();
  await vi.advanceTimersByTimeAsync(0);
});
