// Keeps a copy of the model in step with the main process: one snapshot, then numbered batches in order.
// Batches that arrive before the snapshot wait; a gap in the numbers asks for a new snapshot. No Vue in here.
import { applyChanges } from '../../shared/domain/apply-changes';
import type { ChangeBatch, Model, ModelSnapshot } from '../../shared/domain/model';

export interface ModelSource {
  readonly snapshot: () => Promise<ModelSnapshot>;
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
  let current: ModelSnapshot | undefined;
  let waiting: ChangeBatch[] = [];
  let isFetching = false;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let resolveOpened: () => void;
  const opened = new Promise<void>((resolve) => (resolveOpened = resolve));

  const unsubscribe = source.onChanges((batch) => {
    waiting.push(batch);
    if (!isFetching) catchUp();
  });
  void fetchSnapshot();

  async function fetchSnapshot(): Promise<void> {
    isFetching = true;
    try {
      const snapshot = await source.snapshot();
      if (isStopped) return;
      current = snapshot;
      isFetching = false;
      // Main numbers batches before it sends them: one that is older than the snapshot is already part of it.
      waiting = waiting.filter((batch) => batch.seq > snapshot.seq);
      show(snapshot.model);
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
    let { seq, model } = current;
    const pending = waiting.sort((a, b) => a.seq - b.seq);
    waiting = [];
    for (const [index, batch] of pending.entries()) {
      if (batch.seq <= seq) continue;
      if (batch.seq !== seq + 1) {
        waiting = pending.slice(index);
        break;
      }
      model = applyChanges(model, batch.changes);
      seq = batch.seq;
    }
    if (seq !== current.seq) {
      current = { seq, model };
      show(model);
    }
    if (waiting.length > 0) void fetchSnapshot();
  }

  return {
    opened,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      unsubscribe();
    },
  };
}
