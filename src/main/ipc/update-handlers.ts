// A newer Parley that waits to be installed.
import type { updateMethods } from '../../shared/ipc/update-methods';
import type { MethodHandlers } from '../ipc';

export function updateHandlers(restart: () => void): Pick<MethodHandlers, keyof typeof updateMethods> {
  return { 'update:restart': () => restart() };
}
