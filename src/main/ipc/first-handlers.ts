// What every page asks for before it draws anything.
import type { ModelSnapshot } from '../../shared/domain/model';
import type { firstMethods } from '../../shared/ipc/first-methods';
import type { Managed } from '../../shared/managed';
import type { MethodHandlers } from '../ipc';
import type { WindowSettings } from '../services/window-settings';
import { createSnapshots } from './snapshots';

export function firstHandlers(
  settings: Pick<WindowSettings, 'now'>,
  managed: Managed,
  snapshot: () => ModelSnapshot,
  ready: Promise<void>,
): Pick<MethodHandlers, keyof typeof firstMethods> {
  const snapshots = createSnapshots(snapshot);
  return {
    'settings:get': () => ready.then(() => settings.now()),
    'settings:managed': () => managed,
    'model:snapshot': ({ isFirst }, { senderId }) => JSON.stringify(snapshots.next(senderId, isFirst)),
  };
}
