// The windows. They are there before most of what they show and tell: the page of the first one is drawn before the rest is read.
import { app, nativeTheme } from 'electron';
import { join } from 'node:path';
import type { PageKind } from '../shell/app-scheme';
import { holdBack } from '../shell/held-back';
import { appIconPath } from '../shell/icons';
import type { Life } from '../shell/life';
import type { Log } from '../shell/log';
import { createWindows } from '../shell/windows';
import type { Stores } from './stores';

export type ProgramWindows = ReturnType<typeof openWindows>;

/** `programFolder`: where the built main process lies. */
export function openWindows(
  { settings, open }: Stores,
  { pageUrl, programFolder }: { readonly pageUrl: (kind: PageKind) => string; readonly programFolder: string },
  life: Life,
  log: Log,
) {
  const applyTheme = (): void => {
    nativeTheme.themeSource = settings.get().theme;
  };
  applyTheme();
  life.onEnd(settings.onChanged(applyTheme));

  const says = {
    /** The main window was to be closed while there is no tray: it was minimised in place of that. */
    mainKept: holdBack<void>(),
    mainHidden: holdBack<void>(),
    mainShown: holdBack<void>(),
  };
  /** Until somebody knows: nobody has signed in, and on Linux no tray was found. */
  let known = { isGuest: () => false, hasTray: () => process.platform !== 'linux' };
  const windows = createWindows({
    pageUrl,
    preloadPath: join(programFolder, '../preload/index.js'),
    mayInspect: !app.isPackaged,
    iconPath: appIconPath,
    boundsFile: open('windows'),
    isGuest: () => known.isGuest(),
    conversationsIn: () => settings.get().conversationsIn,
    hasTray: () => known.hasTray(),
    onKept: says.mainKept.say,
    onHidden: says.mainHidden.say,
    onShown: says.mainShown.say,
    isQuitting: () => life.isQuitting(),
    log,
  });
  life.onEnd(settings.onChanged(() => windows.layoutChanged()));
  return {
    windows,
    says,
    /** From now on this is known. */
    ask: (answers: typeof known) => void (known = answers),
  };
}
