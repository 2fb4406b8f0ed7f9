import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyModel, type Change, type ChangeBatch, type Model, type ModelSnapshot } from '../../shared/domain/model';
import { openModelFeed } from './model-feed';

const note = (text: string): Change => ({
  kind: 'policy',
  policy: { canAppearOffline: true, notice: text, composingRefreshS: 60 },
});
const batch = (seq: number): ChangeBatch => ({ seq, changes: [note(`after ${seq}`)] });
const snapshot = (seq: number): ModelSnapshot => ({
  seq,
  model: { ...emptyModel, policy: { ...emptyModel.policy, notice: `snapshot ${seq}` } },
});

function setUp() {
  const requests: { resolve: (value: ModelSnapshot) => void; reject: (error: Error) => void }[] = [];
  let emit: (batch: ChangeBatch) => void = () => {};
  const shown: string[] = [];
  const unsubscribe = vi.fn();
  const feed = openModelFeed(
    {
      snapshot: () => new Promise((resolve, reject) => requests.push({ resolve, reject })),
      onChanges: (listener) => {
        emit = listener;
        return unsubscribe;
      },
    },
    (model: Model) => shown.push(model.policy.notice),
  );
  return {
    requests,
    shown,
    feed,
    unsubscribe,
    emit: (seq: number) => emit(batch(seq)),
    answer: async (index: number, seq: number) => {
      requests[index]!.resolve(snapshot(seq));
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

describe('openModelFeed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('shows the snapshot, then every batch in order', async () => {
    const { shown, emit, answer, requests } = setUp();
    await answer(0, 3);
    emit(4);
    emit(5);
    expect(shown).toEqual(['snapshot 3', 'after 4', 'after 5']);
    expect(requests).toHaveLength(1);
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
