import { describe, expect, it } from 'vitest';
import { applyChanges } from '../../shared/domain/apply-changes';
import { emptyModel, type Change, type Model, type SnapshotSlice } from '../../shared/domain/model';
import { createSnapshots, type Snapshots } from './snapshots';

const contact = (at: number): Change => ({
  kind: 'contact',
  contact: { uri: `sip:p${at}@example.com`, name: `Person ${at}`, groupIds: [1], tag: false },
});
const modelOf = (count: number): Model =>
  applyChanges(
    emptyModel,
    Array.from({ length: count }, (_, at) => contact(at)),
  );

function readAll(snapshots: Snapshots, windowId: number): { readonly slices: readonly SnapshotSlice[]; model: Model } {
  const slices = [snapshots.next(windowId, true)];
  while (!slices.at(-1)!.isLast) slices.push(snapshots.next(windowId, false));
  return { slices, model: slices.reduce((model, { changes }) => applyChanges(model, changes), emptyModel) };
}

describe('createSnapshots', () => {
  it.each([0, 4, 5, 6, 100])('hands over a model with %i contacts whole, a few at a time', (count) => {
    const model = modelOf(count);
    const read = readAll(
      createSnapshots(() => ({ seq: 7, model }), 5),
      1,
    );
    expect(read.model).toEqual(model);
    expect(read.slices.every(({ seq, changes }) => seq === 7 && changes.length <= 5)).toBe(true);
  });

  it('goes on with the model as it was when the window began, whatever happens meanwhile, and for each window on its own', () => {
    let now = { seq: 1, model: modelOf(8) };
    const snapshots = createSnapshots(() => now, 5);
    const first = snapshots.next(1, true);
    now = { seq: 2, model: modelOf(30) };
    expect(readAll(snapshots, 2).model.contacts.size).toBe(30);
    const slices = [first, snapshots.next(1, false), snapshots.next(1, false)];
    expect(slices.map(({ seq }) => seq)).toEqual([1, 1, 1]);
    expect(slices.flatMap(({ changes }) => changes).filter(({ kind }) => kind === 'contact')).toHaveLength(8);
  });

  it('begins anew when it is asked to', () => {
    const snapshots = createSnapshots(() => ({ seq: 1, model: modelOf(20) }), 5);
    snapshots.next(1, true);
    snapshots.next(1, false);
    expect(readAll(snapshots, 1).model.contacts.size).toBe(20);
  });

  it('refuses to go on with what nobody began, or what has made room for others', () => {
    const snapshots = createSnapshots(() => ({ seq: 1, model: modelOf(20) }), 5);
    expect(() => snapshots.next(1, false)).toThrow();
    for (let windowId = 1; windowId <= 17; windowId++) snapshots.next(windowId, true);
    expect(() => snapshots.next(1, false)).toThrow();
    expect(snapshots.next(17, false).changes).toHaveLength(5);
  });
});
