// What every page asks for before it draws anything. Answered as soon as there is a window (`main/composition/first-answers.ts`).
import * as v from 'valibot';
import type { Managed } from '../managed';
import type { SettingsNow } from '../settings-edit';
import { method } from './define';
import { Nothing } from './values';

export const firstMethods = {
  'settings:get': method(Nothing).returns<SettingsNow>(),
  /** What an administrator has set; the same as long as the program runs. */
  'settings:managed': method(Nothing).returns<Managed>(),
  /**
   * The model as it is now, slice by slice: `isFirst` begins anew, every later one gets the slice after the one before. JSON of a
   * `SnapshotSlice`: a text crosses the context bridge as it is, while an object is copied there piece by piece. What happens
   * after the snapshot's number comes by `model:changes`.
   */
  'model:snapshot': method(v.strictObject({ isFirst: v.boolean() })).returns<string>(),
  /**
   * JSON of the `LastList` to be shown while Parley signs in by itself at its start; null: none, or none any more. Resolves when that is
   * known, for which a key store is asked.
   */
  'contacts:last-list': method(Nothing).returns<string | null>(),
} as const;
