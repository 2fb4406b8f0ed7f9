// Hands the model to the windows in slices, one a call, so that neither the main process nor the window is busy with it for long.
import { changesOf, take } from '../../shared/domain/changes-of';
import { FailureError } from '../../shared/domain/failure';
import type { Change, ModelSnapshot, SnapshotSlice } from '../../shared/domain/model';

export interface Snapshots {
  /** `isFirst`: of a new snapshot; what this window did not take of an earlier one is forgotten. */
  next(windowId: number, isFirst: boolean): SnapshotSlice;
}

/** Some hundred kilobytes of JSON: written and read in a few milliseconds. */
const usualSliceSize = 500;
/** Windows that ask at the same time. One that closed half-way never takes the rest; it makes room for others in the end. */
const atOnce = 16;

export function createSnapshots(snapshot: () => ModelSnapshot, sliceSize = usualSliceSize): Snapshots {
  const open = new Map<number, { readonly seq: number; readonly rest: Iterator<Change, void> }>();
  return {
    next(windowId, isFirst) {
      if (isFirst) {
        const { seq, model } = snapshot();
        open.delete(windowId);
        open.set(windowId, { seq, rest: changesOf(model) });
        for (const oldest of open.keys()) if (open.size > atOnce) open.delete(oldest);
      }
      const current = open.get(windowId);
      if (!current) throw new FailureError('not-found', 'no snapshot was begun');
      const changes = take(current.rest, sliceSize);
      const isLast = changes.length < sliceSize;
      if (isLast) open.delete(windowId);
      return { seq: current.seq, changes, isLast };
    },
  };
}
