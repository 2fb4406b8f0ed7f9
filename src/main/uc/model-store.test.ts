import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyChanges } from '../../shared/domain/apply-changes';
import { emptyModel, type Change, type ChangeBatch, type Model } from '../../shared/domain/model';
import { createEnvironment } from './environment';
import { ModelStore } from './model-store';

const contact = (at: number, name = `Person ${at}`): Change => ({
  kind: 'contact',
  contact: { uri: `sip:p${at}@example.com`, name, groupIds: [], tag: false },
});
const many = (count: number): Change[] => Array.from({ length: count }, (_, at) => contact(at));
const apply = (batches: readonly ChangeBatch[], from: Model = emptyModel): Model =>
  batches.reduce((model, { changes }) => applyChanges(model, changes), from);

describe('ModelStore', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp() {
    const store = new ModelStore(createEnvironment());
    const batches: ChangeBatch[] = [];
    store.onChanges((batch) => batches.push(batch));
    return { store, batches };
  }

  it('tells of many changes in batches of limited size, numbered without a gap', () => {
    const { store, batches } = setUp();
    store.apply(many(1_000));
    expect(batches).toEqual([]);
    vi.runAllTimers();
    expect(batches.map(({ seq }) => seq)).toEqual(batches.map((_, index) => index + 1));
    expect(Math.max(...batches.map(({ changes }) => changes.length))).toBeLessThanOrEqual(250);
    expect(apply(batches)).toEqual(store.snapshot().model);
  });

  it('numbers a snapshot so that it goes on with the next batch', () => {
    const { store, batches } = setUp();
    store.apply(many(600));
    const { seq, model } = store.snapshot();
    expect(model.contacts.size).toBe(600);
    store.apply([contact(1, 'changed')]);
    vi.runAllTimers();
    expect(
      apply(
        batches.filter((batch) => batch.seq > seq),
        model,
      ),
    ).toEqual(store.snapshot().model);
  });

  it('keeps the order when a listener changes something while it is told, and reads the model', () => {
    const { store, batches } = setUp();
    let hasAnswered = false;
    const isInStep: boolean[] = [];
    store.onChanges(() => {
      const { seq, model } = store.snapshot();
      // Everything that a snapshot holds has a number up to its own.
      isInStep.push(batches.every((batch) => batch.seq <= seq) && model.contacts.size === 600);
      if (hasAnswered) return;
      hasAnswered = true;
      store.apply([contact(599, 'changed')]);
      store.flush();
    });
    store.apply(many(600));
    vi.runAllTimers();
    expect(apply(batches).contacts.get('sip:p599@example.com')?.name).toBe('changed');
    expect(apply(batches)).toEqual(store.snapshot().model);
    expect(batches.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(isInStep).toEqual([true, true, true, true]);
  });

  it('tells signals after the batches that hold what they speak of', () => {
    const { store } = setUp();
    const told: string[] = [];
    store.onChanges(({ seq }) => told.push(`batch ${seq}`));
    store.onSignal(({ kind }) => told.push(kind));
    store.apply(many(300), [{ kind: 'notice', text: 'n' }]);
    vi.runAllTimers();
    expect(told).toEqual(['batch 1', 'batch 2', 'notice']);
  });
});
