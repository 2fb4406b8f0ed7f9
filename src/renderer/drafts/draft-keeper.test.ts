import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraftKeeper } from './draft-keeper';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function keeper(kept = '') {
  const saved: string[] = [];
  const late: string[] = [];
  return {
    saved,
    late,
    keeper: createDraftKeeper(
      async () => kept,
      async (value) => void saved.push(value),
      (value) => void late.push(value),
    ),
  };
}

describe('a draft', () => {
  it('comes back exactly', async () => {
    expect(await keeper(' half ').keeper.open()).toBe(' half ');
    expect(await keeper('').keeper.open()).toBeUndefined();
  });

  it('never takes the place of what was typed while it was loaded', async () => {
    const { keeper: draft, late } = keeper('old');
    const opening = draft.open();
    draft.changed('new');
    expect(await opening).toBeUndefined();
    // Nor is it forgotten.
    expect(late).toEqual(['old']);
  });

  it('is saved while somebody types without a pause, with the newest text', async () => {
    const { keeper: draft, saved } = keeper();
    for (let count = 1; count <= 30; count++) {
      draft.changed('x'.repeat(count));
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(saved.length).toBeGreaterThan(1);
    draft.flush();
    expect(saved.at(-1)).toBe('x'.repeat(30));
  });

  it('is forgotten when the text is emptied', async () => {
    const { keeper: draft, saved } = keeper('old');
    draft.changed('');
    await vi.runAllTimersAsync();
    expect(saved).toEqual(['']);
  });
});
