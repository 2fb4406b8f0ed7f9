// The engine's domain state: moves on change by change, tells of it in numbered batches, a few of limited size a tick.
import { ModelDraft } from '../../shared/domain/apply-changes';
import { emptyModel, type Change, type ChangeBatch, type Model, type ModelSnapshot } from '../../shared/domain/model';
import type { Signal, Unsubscribe } from './engine';
import type { Environment } from './environment';

/** Changes in a batch: what a window takes in without a pause that somebody could notice. */
const batchSize = 250;

export class ModelStore {
  private readonly draft = new ModelDraft(emptyModel);
  private finished: Model = this.draft.finish();
  private seq = 0;
  private changes: Change[] = [];
  private signals: Signal[] = [];
  private timer: unknown;
  private isTelling = false;
  private readonly changeListeners = new Set<(batch: ChangeBatch) => void>();
  private readonly signalListeners = new Set<(signal: Signal) => void>();
  private readonly waiters = new Set<() => void>();

  constructor(private readonly environment: Environment) {}

  /** As it stands now, batches that are not told yet included. */
  get model(): Model {
    return this.draft.current;
  }

  apply(changes: readonly Change[], signals: readonly Signal[] = []): void {
    for (const change of changes) {
      this.draft.apply(change);
      this.changes.push(change);
    }
    for (const signal of signals) this.signals.push(signal);
    if (this.changes.length + this.signals.length === 0) return;
    this.timer ??= this.environment.timers.setTimeout(() => this.flush(), 0);
    if (changes.length > 0) for (const check of [...this.waiters]) check();
  }

  snapshot(): ModelSnapshot {
    // What is not told yet is told now, so that the number fits the model.
    this.flush();
    return { seq: this.seq, model: this.finished };
  }

  onChanges(listener: (batch: ChangeBatch) => void): Unsubscribe {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  onSignal(listener: (signal: Signal) => void): Unsubscribe {
    this.signalListeners.add(listener);
    return () => this.signalListeners.delete(listener);
  }

  /** Resolves with what `read` finds, now or later; with undefined when the time is up. */
  waitFor<T>(read: (model: Model) => T | undefined, timeoutMs: number): Promise<T | undefined> {
    return new Promise((resolve) => {
      const { timers } = this.environment;
      const end = (value: T | undefined): void => {
        timers.clearTimeout(timer);
        this.waiters.delete(check);
        resolve(value);
      };
      const check = (): void => {
        const value = read(this.model);
        if (value !== undefined) end(value);
      };
      const timer = timers.setTimeout(() => end(undefined), timeoutMs);
      this.waiters.add(check);
      check();
    });
  }

  /** Signals come after the batches that hold what they speak of. */
  flush(): void {
    // What a listener changes while it is told has its turn in the next tick, after everything that is older.
    if (this.isTelling) return;
    this.environment.timers.clearTimeout(this.timer);
    this.timer = undefined;
    const { signals } = this;
    const batches = this.takeBatches();
    this.signals = [];
    this.isTelling = true;
    for (const batch of batches) {
      for (const listener of [...this.changeListeners]) this.tell(() => listener(batch));
    }
    for (const signal of signals) {
      for (const listener of [...this.signalListeners]) this.tell(() => listener(signal));
    }
    this.isTelling = false;
  }

  /** All have their numbers before the first one is told: the finished model is that of the last. */
  private takeBatches(): readonly ChangeBatch[] {
    const { changes } = this;
    if (changes.length === 0) return [];
    this.changes = [];
    this.finished = this.draft.finish();
    const batches: ChangeBatch[] = [];
    for (let start = 0; start < changes.length; start += batchSize) {
      this.seq += 1;
      batches.push({ seq: this.seq, changes: changes.slice(start, start + batchSize) });
    }
    return batches;
  }

  dispose(): void {
    this.environment.timers.clearTimeout(this.timer);
    this.timer = undefined;
    this.changeListeners.clear();
    this.signalListeners.clear();
  }

  /** One listener that fails must not keep the news from the others. */
  private tell(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.environment.log('listener', { error });
    }
  }
}
