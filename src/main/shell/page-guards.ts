// What pages may do, ours and strangers': as little as can be. What Chromium and Electron do by themselves is said here all the same,
// so that no other default and no later change takes a wall away unseen.
import type { Session, WebContents, WebPreferences } from 'electron';

/** Of every window, whatever it shows. */
export const walls = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
} as const satisfies WebPreferences;

/**
 * Chromium's network does not go there. Left to itself every session, also one whose pages are not spell checked, asks a server of
 * Chromium's maker for the dictionary of the system's language.
 */
const noDictionaries = 'file:///no-dictionaries/';

export interface OwnPage {
  readonly preloadPath: string;
  readonly platform: NodeJS.Platform;
  /** Developer tools: while Parley is developed. */
  readonly mayInspect: boolean;
}

export function ownPagePreferences({ preloadPath, platform, mayInspect }: OwnPage): WebPreferences {
  return {
    ...walls,
    preload: preloadPath,
    devTools: mayInspect,
    // Where the system has a spell checker. Chromium's own would fetch its dictionaries from a server of its maker.
    spellcheck: platform === 'darwin' || platform === 'win32',
  };
}

/** A page of somebody else's, such as that of single sign-on. */
export function strangersPagePreferences(session: Session): WebPreferences {
  return { ...walls, session, spellcheck: false };
}

/** A page of ours goes nowhere, opens nothing and embeds nothing. */
export function guardOwnPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** A stranger's page stays on the web, in its window, and goes with it. */
export function guardStrangersPage(contents: WebContents): void {
  const keep = (event: { readonly preventDefault: () => void }, url: string): void => {
    if (!isWeb(url)) event.preventDefault();
  };
  contents.on('will-navigate', (event, url) => keep(event, url));
  contents.on('will-redirect', (event, url) => keep(event, url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // A provider's pop-up continues in the same window.
  contents.setWindowOpenHandler(({ url }) => {
    if (isWeb(url)) contents.loadURL(url).catch(() => undefined);
    return { action: 'deny' };
  });
  // Asked whether it may be left, it does not say no: Electron would call off the end of Parley for it.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
}

export function isWeb(url: string): boolean {
  return /^https?:\/\//iu.test(url);
}

/** No page gets anything of the computer: neither asked for, nor had already, no device, no file. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerDictionaryDownloadURL(noDictionaries);
}
