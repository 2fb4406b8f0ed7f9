// What a page asks for before it draws anything (`shared/ipc/first-methods.ts`), answered out of little as soon as there is a window: most of
// the program is read after that, and no page waits for it.
import { app } from 'electron';
import { emptyModel, type ModelSnapshot } from '../../shared/domain/model';
import { firstMethods } from '../../shared/ipc/first-methods';
import { methodNames } from '../../shared/ipc/names';
import { bindMethods, type InvokeListeners } from '../ipc';
import { firstHandlers } from '../ipc/first-handlers';
import { holdCalls } from '../ipc/held-calls';
import { managedOf } from '../policy/managed';
import { createWindowSettings } from '../services/window-settings';
import type { Life } from '../shell/life';
import type { Log } from '../shell/log';
import type { Stores } from './stores';
import type { ProgramWindows } from './windows';

export function answerFirst(
  stores: Stores,
  {
    ipc,
    isOwnPage,
    windows,
  }: {
    readonly ipc: InvokeListeners;
    readonly isOwnPage: (url: string) => boolean;
    readonly windows: Pick<ProgramWindows['windows'], 'broadcast'>;
  },
  life: Life,
  log: Log,
) {
  const windowSettings = createWindowSettings(stores.settings);
  life.onEnd(() => windowSettings.stop());
  // Whoever was answered is told of all that changes from then on.
  life.onEnd(windowSettings.onChanged((changed) => windows.broadcast('settings:changed', changed)));
  // Before anybody can have signed in.
  let snapshot = (): ModelSnapshot => ({ seq: 0, model: emptyModel });
  const managed = managedOf(stores.policy, app.isPackaged);
  const handlers = firstHandlers(windowSettings, managed, () => snapshot(), stores.ready);
  life.onEnd(bindMethods({ ipc, methods: firstMethods, handlers, isOwnPage, log }));
  return {
    windowSettings,
    /** What else is asked, also what was asked before somebody could answer. */
    calls: holdCalls(
      ipc,
      methodNames.filter((name) => !(name in firstMethods)),
    ),
    /** From now on there is one. */
    modelIs: (is: () => ModelSnapshot) => void (snapshot = is),
  };
}
