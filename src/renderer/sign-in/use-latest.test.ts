import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref, type EffectScope } from 'vue';
import { useLatest } from './use-latest';

let scope: EffectScope;
beforeEach(() => {
  vi.useFakeTimers();
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

/** Answers `ask` was called with and that have not been given. */
function questions() {
  const open: { about: string; answer: (text: string) => void; fail: () => void }[] = [];
  const ask = ([about]: readonly [string]): Promise<string> =>
    new Promise((answer, reject) => open.push({ about, answer, fail: () => reject(new Error('no')) }));
  return { open, ask };
}
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe('useLatest', () => {
  it('answers at once about what is there at first', async () => {
    const { open, ask } = questions();
    const answer = scope.run(() => useLatest(() => ['a'] as const, ask, ''))!;
    expect(answer.value).toBe('');
    open[0]!.answer('of a');
    await settled();
    expect(answer.value).toBe('of a');
  });

  it('lets no late answer take the place of the newest one', async () => {
    const { open, ask } = questions();
    const typed = ref('a');
    const answer = scope.run(() => useLatest(() => [typed.value] as const, ask, ''))!;
    typed.value = 'b';
    await nextTick();
    open[1]!.answer('of b');
    await settled();
    open[0]!.answer('of a');
    await settled();
    expect(answer.value).toBe('of b');
  });

  it('knows nothing while it asks again, or when asking fails', async () => {
    const { open, ask } = questions();
    const typed = ref('a');
    const answer = scope.run(() => useLatest(() => [typed.value] as const, ask, ''))!;
    open[0]!.answer('of a');
    await settled();
    typed.value = 'b';
    await nextTick();
    expect(answer.value).toBe('');
    open[1]!.fail();
    await settled();
    expect(answer.value).toBe('');
  });

  it('waits until the typing stops, if told to, and not after the end', async () => {
    const { open, ask } = questions();
    const typed = ref('a');
    scope.run(() => useLatest(() => [typed.value] as const, ask, '', 300));
    await vi.advanceTimersByTimeAsync(299);
    typed.value = 'ab';
    await nextTick();
    await vi.advanceTimersByTimeAsync(299);
    expect(open).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(open.map(({ about }) => about)).toEqual(['ab']);
    typed.value = 'abc';
    await nextTick();
    scope.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(open).toHaveLength(1);
  });
});
