// A newer Parley that waits to be installed.
import { call } from './define';
import { Nothing } from './values';

export const updateCalls = {
  /** Asks first where something typed would be lost. Does nothing when there is no update. */
  'update:restart': call(Nothing).returns<void>(),
} as const;
