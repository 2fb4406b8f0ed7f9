// What a page asks for before it draws anything (`shared/ipc/first-methods.ts`), answered out of little as soon as there is a window: most of
// the program is read after that, and no page waits for it.
import { app } from 'electron';
import { emptyModel } from '../../shared/domain/model';
import { firstMethods } from '../../shared/ipc/first-methods';
import { methodNames } from '../../shared/ipc/names';
import { bindMethods, type InvokeListeners } from '../ipc';
import { firstHandlers, type Shown } from '../ipc/first-handlers';
import { holdCalls } from '../ipc/held-calls';
import { managedOf } from '../policy/managed';
import { readLastList } from '../services/read-last-list';
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
  const lastList = readLastList({
    file: stores.lastList,
    isWished: stores.settings.get().signInAtStart && stores.rules.isPublicComputer !== true,
    ready: stores.ready,
    account: stores.accountAtStart,
  });
  // Before anybody can have signed in.
  let shown: Shown = { snapshot: () => ({ seq: 0, model: emptyModel }), lastList: () => lastList };
  const managed = managedOf(stores.policy, app.isPackaged);
  const handlers = firstHandlers(
    windowSettings,
    managed,
    { snapshot: () => shown.snapshot(), lastList: () => shown.lastList() },
    stores.ready,
  );
  life.onEnd(bindMethods({ ipc, methods: firstMethods, handlers, isOwnPage, log }));
  return {
    windowSettings,
    /** What else is asked, also what was asked before somebody could answer. */
    calls: holdCalls(
      ipc,
      methodNames.filter((name) => !(name in firstMethods)),
    ),
    /** As it was read; whether it is still to be shown is for the session to say. */
    lastList,
    /** From now on there is a session. */
    shows: (now: Shown) => void (shown = now),
  };
}
