// What every page asks for before it draws anything.
import type { LastList } from '../../shared/domain/last-list';
import type { ModelSnapshot } from '../../shared/domain/model';
import type { firstMethods } from '../../shared/ipc/first-methods';
import type { Managed } from '../../shared/managed';
import type { MethodHandlers } from '../ipc';
import type { WindowSettings } from '../services/window-settings';
import { createSnapshots } from './snapshots';

/** What of people there is to show. */
export interface Shown {
  readonly snapshot: () => ModelSnapshot;
  /** Of the last run; undefined: none is to be shown. */
  readonly lastList: () => Promise<LastList | undefined>;
}

export function firstHandlers(
  settings: Pick<WindowSettings, 'now'>,
  managed: Managed,
  { snapshot, lastList }: Shown,
  ready: Promise<void>,
): Pick<MethodHandlers, keyof typeof firstMethods> {
  const snapshots = createSnapshots(snapshot);
  return {
    'settings:get': () => ready.then(() => settings.now()),
    'settings:managed': () => managed,
    async 'contacts:last-list'() {
      const list = await lastList();
      return list ? JSON.stringify(list) : null;
    },
    'model:snapshot': ({ isFirst }, { senderId }) => JSON.stringify(snapshots.next(senderId, isFirst)),
  };
}
