import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changesOf } from '../../shared/domain/changes-of';
import { emptyModel, type Change, type ChangeBatch, type Model, type SnapshotSlice } from '../../shared/domain/model';
import { openModelFeed } from './model-feed';

const note = (text: string): Change => ({
  kind: 'policy',
  policy: { canAppearOffline: true, userNotice: text, searchedFields: [], composingRefreshS: 60, lacks: [] },
});
const batch = (seq: number): ChangeBatch => ({ seq, changes: [note(`after ${seq}`)] });

function setUp() {
  const requests: { isFirst: boolean; resolve: (value: SnapshotSlice) => void; reject: (error: Error) => void }[] = [];
  let emit: (batch: ChangeBatch) => void = () => {};
  const shown: string[] = [];
  const unsubscribe = vi.fn();
  const feed = openModelFeed(
    {
      snapshotSlice: (isFirst) => new Promise((resolve, reject) => requests.push({ isFirst, resolve, reject })),
      onChanges: (listener) => {
        emit = listener;
        return unsubscribe;
      },
    },
    (model: Model) => shown.push(model.policy.userNotice),
  );
  const settle = async (): Promise<void> => void (await vi.advanceTimersByTimeAsync(1));
  return {
    requests,
    shown,
    feed,
    unsubscribe,
    emit: (seq: number) => emit(batch(seq)),
    /** As time passes between two things that a person would tell apart. */
    emitLater: async (seq: number) => {
      await vi.advanceTimersByTimeAsync(20);
      emit(batch(seq));
    },
    answer: async (index: number, seq: number) => {
      const model: Model = { ...emptyModel, policy: { ...emptyModel.policy, userNotice: `snapshot ${seq}` } };
      requests[index]!.resolve({ seq, changes: [...changesOf(model)], isLast: true });
      await settle();
    },
    slice: async (index: number, seq: number, changes: readonly Change[], isLast: boolean) => {
      requests[index]!.resolve({ seq, changes, isLast });
      await settle();
    },
  };
}

describe('openModelFeed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('shows the snapshot, then every batch in order', async () => {
    const { shown, emitLater, answer, requests } = setUp();
    await answer(0, 3);
    await emitLater(4);
    await emitLater(5);
    expect(shown).toEqual(['snapshot 3', 'after 4', 'after 5']);
    expect(requests).toHaveLength(1);
  });

  it('shows what comes at once together, and misses nothing of it', async () => {
    const { shown, emit, answer } = setUp();
    await answer(0, 3);
    for (let seq = 4; seq <= 50; seq++) emit(seq);
    await vi.runAllTimersAsync();
    expect(shown.length).toBeLessThan(10);
    expect(shown.at(-1)).toBe('after 50');
  });

  it('puts a snapshot of several slices together and shows nothing of it before it is whole', async () => {
    const { shown, emit, slice, requests } = setUp();
    await slice(0, 3, [note('first')], false);
    emit(4);
    await slice(1, 3, [note('second')], false);
    expect(shown).toEqual([]);
    await slice(2, 3, [note('third')], true);
    expect(requests.map(({ isFirst }) => isFirst)).toEqual([true, false, false]);
    expect(shown.at(-1)).toBe('after 4');
  });

  it('begins anew when a later slice cannot be had', async () => {
    const { shown, slice, answer, requests } = setUp();
    await slice(0, 3, [note('first')], false);
    requests[1]!.reject(new Error('forgotten'));
    await vi.advanceTimersByTimeAsync(500);
    expect(requests.map(({ isFirst }) => isFirst)).toEqual([true, false, true]);
    await answer(2, 5);
    expect(shown).toEqual(['snapshot 5']);
  });

  it('keeps batches that arrive before the snapshot and applies only those that are newer', async () => {
    const { shown, emit, answer } = setUp();
    emit(2);
    emit(3);
    emit(4);
    expect(shown).toEqual([]);
    await answer(0, 3);
    expect(shown).toEqual(['snapshot 3', 'after 4']);
  });

  it('puts early batches in order even if they arrive out of it', async () => {
    const { shown, emit, answer, requests } = setUp();
    emit(3);
    emit(2);
    await answer(0, 1);
    expect(shown.at(-1)).toBe('after 3');
    expect(requests).toHaveLength(1);
  });

  it('ignores a batch that it has already applied', async () => {
    const { shown, emit, answer } = setUp();
    await answer(0, 3);
    emit(4);
    emit(4);
    emit(2);
    expect(shown).toEqual(['snapshot 3', 'after 4']);
  });

  it('asks for a new snapshot when a number is missing, and never shows a batch past the gap alone', async () => {
    const { shown, emit, answer, requests } = setUp();
    await answer(0, 3);
    emit(6);
    expect(requests).toHaveLength(2);
    emit(7);
    expect(requests).toHaveLength(2);
    expect(shown).toEqual(['snapshot 3']);
    await answer(1, 6);
    expect(shown).toEqual(['snapshot 3', 'snapshot 6', 'after 7']);
  });

  it('asks again when the new snapshot is still behind the gap', async () => {
    const { emit, answer, requests, shown } = setUp();
    await answer(0, 3);
    emit(9);
    await answer(1, 7);
    expect(requests).toHaveLength(3);
    await answer(2, 9);
    expect(shown.at(-1)).toBe('snapshot 9');
  });

  it('asks again after a while when a snapshot fails', async () => {
    const { requests, shown, answer, emit } = setUp();
    requests[0]!.reject(new Error('busy'));
    await vi.advanceTimersByTimeAsync(499);
    emit(2);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(requests).toHaveLength(2);
    await answer(1, 1);
    expect(shown).toEqual(['snapshot 1', 'after 2']);
  });

  it('says when it is open, and shows nothing more once stopped', async () => {
    const { feed, answer, shown, unsubscribe } = setUp();
    let isOpen = false;
    void feed.opened.then(() => (isOpen = true));
    feed.stop();
    await answer(0, 1);
    expect(unsubscribe).toHaveBeenCalledOnce();
    expect(shown).toEqual([]);
    expect(isOpen).toBe(false);
  });
});
