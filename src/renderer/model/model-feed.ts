// Keeps a copy of the model in step with the main process: one snapshot, slice by slice, then numbered batches in order.
// Batches that arrive before the snapshot is whole wait; a gap in the numbers asks for a new snapshot. No Vue in here.
import { ModelDraft } from '../../shared/domain/apply-changes';
import { emptyModel, type ChangeBatch, type Model, type SnapshotSlice } from '../../shared/domain/model';
import { createShowPace } from './show-pace';

export interface ModelSource {
  /** `isFirst`: of a new snapshot; else the one after the slice before. */
  readonly snapshotSlice: (isFirst: boolean) => Promise<SnapshotSlice>;
  readonly onChanges: (listener: (batch: ChangeBatch) => void) => () => void;
}

export interface ModelFeed {
  /** Resolves when the first snapshot is shown. */
  readonly opened: Promise<void>;
  readonly stop: () => void;
}

/** A snapshot that could not be had is asked for again after this; the main process is busy, not far away. */
const retryDelayMs = 500;

export function openModelFeed(source: ModelSource, show: (model: Model) => void): ModelFeed {
  /** Undefined until the first snapshot is whole. */
  let current: { seq: number; readonly draft: ModelDraft } | undefined;
  let waiting: ChangeBatch[] = [];
  let isFetching = false;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let resolveOpened: () => void;
  const opened = new Promise<void>((resolve) => (resolveOpened = resolve));
  const pace = createShowPace(() => current && show(current.draft.finish()));

  const unsubscribe = source.onChanges((batch) => {
    waiting.push(batch);
    if (!isFetching) catchUp();
  });
  void fetchSnapshot();

  async function fetchSnapshot(): Promise<void> {
    isFetching = true;
    try {
      const draft = new ModelDraft(emptyModel);
      let slice: SnapshotSlice;
      let isFirst = true;
      do {
        slice = await source.snapshotSlice(isFirst);
        if (isStopped) return;
        isFirst = false;
        for (const change of slice.changes) draft.apply(change);
      } while (!slice.isLast);
      const { seq } = slice;
      current = { seq, draft };
      isFetching = false;
      // Main numbers batches before it sends them: one that is older than the snapshot is already part of it.
      waiting = waiting.filter((batch) => batch.seq > seq);
      pace.ask();
      resolveOpened();
      catchUp();
    } catch {
      // Whatever the reason, a window without a model is of no use: ask again.
      retrySoon();
    }
  }

  function retrySoon(): void {
    if (isStopped) return;
    isFetching = true;
    timer = setTimeout(() => void fetchSnapshot(), retryDelayMs);
  }

  /** Applies what is in order; whatever is left then has a gap before it. */
  function catchUp(): void {
    if (!current) return;
    const pending = waiting.sort((a, b) => a.seq - b.seq);
    waiting = [];
    let isNew = false;
    for (const [index, batch] of pending.entries()) {
      if (batch.seq <= current.seq) continue;
      if (batch.seq !== current.seq + 1) {
        waiting = pending.slice(index);
        break;
      }
      for (const change of batch.changes) current.draft.apply(change);
      current.seq = batch.seq;
      isNew = true;
    }
    if (isNew) pace.ask();
    if (waiting.length > 0) void fetchSnapshot();
  }

  return {
    opened,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      pace.stop();
      unsubscribe();
    },
  };
}
