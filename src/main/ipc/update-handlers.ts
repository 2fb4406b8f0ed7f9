// A newer Parley that waits to be installed.
import type { updateCalls } from '../../shared/ipc/update-calls';
import type { CallHandlers } from '../ipc';

export function updateHandlers(restart: () => void): Pick<CallHandlers, keyof typeof updateCalls> {
  return { 'update:restart': () => restart() };
}
