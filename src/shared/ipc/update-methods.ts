// A newer Parley that waits to be installed.
import { method } from './define';
import { Nothing } from './values';

export const updateMethods = {
  /** Asks first where something typed would be lost. Does nothing when there is no update. */
  'update:restart': method(Nothing).returns<void>(),
} as const;
