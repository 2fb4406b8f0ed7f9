// Parley's windows: the main one, one a conversation, one for an invitation. Opens them, finds them again, remembers where they
// were. What a window shows is in its address; what it may do is nothing but the bridge.
import { BrowserWindow, dialog, nativeTheme, screen, type BaseWindow } from 'electron';
import type { CommandId } from '../../shared/commands/commands';
import type { Log } from '../../shared/log';
import type { EventName, Events } from '../../shared/ipc/contract';
import type { Settings } from '../../shared/settings';
import type { JsonFile } from '../store/settings';
import type { PageKind } from './app-scheme';
import { createCrashLimit } from './crash-limit';
import { keepPlace, type KeptPlace } from './kept-place';
import { guardOwnPage, ownPagePreferences } from './page-guards';
import { followDisplays } from './follow-displays';
import { savedPlace, setupOf, withPlace } from './kept-places';
import { fitBounds, isOver, moveInto, placeClear, wasMaximized, type Bounds, type Size } from './window-bounds';
import { askFor, readFrame } from './window-frame';
import { t } from './language';

export interface WindowsOptions {
  /** Address of the page of a kind of window, without a fragment. */
  readonly pageUrl: (kind: PageKind) => string;
  readonly preloadPath: string;
  /** Developer tools may look into the pages. */
  readonly mayInspect: boolean;
  readonly iconPath: string;
  /** Where the windows were. */
  readonly boundsFile: JsonFile;
  /** Whether where they are may be written down: not for a guest. */
  readonly mayRemember: () => boolean;
  readonly conversationsIn: () => Settings['conversationsIn'];
  /** Whether a hidden main window can be found again by its icon in the tray. */
  readonly hasTray: () => boolean;
  /** The main window was closed, and had to stay where it can be found. */
  readonly onKept: () => void;
  /** Whether closing the main window really closes it. */
  readonly isQuitting: () => boolean;
  readonly log: Log;
}

export interface Windows {
  /** `command`: what it is to do when it is there. */
  showMain(command?: CommandId): void;
  /** A menu's choice, for the page of this window; for the main one where it is none of ours. */
  runCommand(command: CommandId, where: BaseWindow | undefined): void;
  /** Parley was started with the computer: no window, as long as the tray has its icon. */
  stayHidden(): void;
  /** Where it is already; else where the setting has it. */
  openConversation(conversationId: string): void;
  /** The conversation that the main window shows beside the list. */
  pane(): string | undefined;
  closePane(): void;
  /** From the main window into one of its own. */
  popOut(conversationId: string): void;
  /** From its own window into the main one. */
  moveBack(conversationId: string): void;
  /** The setting has changed, perhaps. What is open stays where it is. */
  layoutChanged(): void;
  openInvitation(to: readonly string[]): void;
  /** With what is to be searched for there; one that is open searches for it, too. */
  openHistory(asked?: { readonly words?: string | undefined; readonly person?: string | undefined }): void;
  openDiagnostics(): void;
  openAbout(): void;
  /** The tray is gone, and a main window that was hidden in it could not be found any more. */
  unhideMain(): void;
  /** Closes the window whose page has this id; the main one hides in the tray, or is minimised where there is none. */
  close(webContentsId: number): void;
  closeConversation(conversationId: string): void;
  closeAllButMain(): void;
  isConversationFocused(conversationId: string): boolean;
  /** Asks for attention in the task bar: the conversation's window if there is one, else the main one. */
  flash(conversationId: string | undefined): void;
  broadcast<Name extends EventName>(name: Name, payload: Events[Name]): void;
  /** To the main window, or else to any other. @returns whether there is one */
  tellOne<Name extends EventName>(name: Name, payload: Events[Name]): boolean;
  /** The main window, if it has been opened. */
  main(): BrowserWindow | undefined;
}

type Kind = PageKind;
/** Under what name a place is written down. */
type PlaceName = Kind | 'main-with-pane';

const sizes: Readonly<Record<PlaceName, { readonly preferred: Size; readonly min: Size }>> = {
  main: { preferred: { width: 380, height: 720 }, min: { width: 320, height: 480 } },
  'main-with-pane': { preferred: { width: 1000, height: 720 }, min: { width: 320, height: 480 } },
  conversation: { preferred: { width: 640, height: 600 }, min: { width: 360, height: 360 } },
  invitation: { preferred: { width: 600, height: 560 }, min: { width: 400, height: 420 } },
  diagnostics: { preferred: { width: 600, height: 680 }, min: { width: 400, height: 420 } },
  about: { preferred: { width: 480, height: 640 }, min: { width: 320, height: 400 } },
  history: { preferred: { width: 960, height: 680 }, min: { width: 480, height: 400 } },
};

/** The canvas of the two themes, shown until the page has painted, so that a dark desktop gets no white flash. */
const backgrounds = { light: '#f3f7f6', dark: '#0e1615' };

/** A page that has not answered for this long after it was found to hang does not come back by itself. */
const hangPatienceMs = 15_000;

/** Those that are used along with the contact list open beside it. */
const besideMainKinds: ReadonlySet<Kind> = new Set(['conversation', 'invitation']);

/** A second window of a kind opens this far off the last one's place. */
const cascadePx = 28;

export function createWindows(options: WindowsOptions): Windows {
  const { pageUrl, preloadPath, mayInspect, iconPath, boundsFile, mayRemember, hasTray, onKept, isQuitting, log } =
    options;
  const { conversationsIn } = options;
  let pane: string | undefined;
  /** As the main window is laid out now; its place is another one in each. */
  let layout = conversationsIn();
  const byKey = new Map<string, BrowserWindow>();
  let placeOfMain: KeptPlace | undefined;
  /** The main window is in the tray, or never was anywhere else: one that is not visible is hidden, and not just new. */
  let hasHidden = false;
  const crashQuestions = new Map<Kind, Promise<boolean>>();
  let frame = readFrame(boundsFile.store['frame']);

  function open(key: string, kind: Kind, hash: string): void {
    // One that comes when all have been told to close is told nothing, and Electron waits for it for ever.
    if (isQuitting()) return;
    const existing = byKey.get(key);
    if (existing) return reveal(existing);
    const place = placeOf(kind);
    const wished = 'x' in place ? place : undefined;
    const asked = wished && askFor(wished, frame, topAt(wished));
    const isToMaximize = wasMaximized(saved(kind));
    const window = new BrowserWindow({
      ...(asked ?? place),
      minWidth: sizes[kind].min.width,
      minHeight: sizes[kind].min.height,
      title: 'Parley',
      icon: iconPath,
      show: false,
      autoHideMenuBar: true,
      fullscreenable: kind !== 'main',
      backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
      webPreferences: ownPagePreferences({ preloadPath, platform: process.platform, mayInspect }),
    });
    byKey.set(key, window);
    guardOwnPage(window.webContents);

    const kept = keepPlace(window, {
      wished,
      asked,
      frame: { get: () => frame, set: (seen) => (frame = seen) },
      topAt,
    });

    window.once('ready-to-show', () => {
      if (isToMaximize) window.maximize();
      else window.show();
    });
    window.on('close', (event) => {
      saveBounds(kind, window, kept.get());
      if (kind === 'main' && !isQuitting()) {
        event.preventDefault();
        if (hasTray()) {
          hasHidden = true;
          return window.hide();
        }
        window.minimize();
        onKept();
      }
    });
    window.on('closed', () => byKey.delete(key));
    window.on('focus', () => window.flashFrame(false));
    // Some window managers make it the active one then, and Chromium does not notice: keys would lead nowhere.
    window.on('restore', () => {
      if (process.platform === 'linux' && !BrowserWindow.getFocusedWindow()) window.focus();
    });
    if (kind === 'main') placeOfMain = kept;
    followDisplays(window, kept, (place) => askFor(place, frame, topAt(place)));
    bringBack(window, kind);
    void window.loadURL(`${pageUrl(kind)}#${hash}`).catch(() => {
      // The development server went away, or the window was closed while loading: the window shows what there is.
    });
  }

  /** A page that crashed or hangs is loaded again, and shows what the main process knows: the same as before. */
  function bringBack(window: BrowserWindow, kind: Kind): void {
    const mayGoOn = createCrashLimit();
    let hangTimer: ReturnType<typeof setTimeout> | undefined;

    window.webContents.on('render-process-gone', (_event, { reason }) => {
      clearTimeout(hangTimer);
      if (reason === 'clean-exit' || isQuitting() || window.isDestroyed()) return;
      log('the page of a window is gone', { kind, reason });
      if (mayGoOn()) window.webContents.reload();
      else void askAfterCrashes(kind).then((isToGoOn) => goOnOrEnd(window, isToGoOn));
    });
    window.on('unresponsive', () => {
      if (window.webContents.isDevToolsOpened()) return;
      log('the page of a window hangs', { kind });
      clearTimeout(hangTimer);
      hangTimer = setTimeout(() => {
        if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
      }, hangPatienceMs);
    });
    window.on('responsive', () => clearTimeout(hangTimer));
    window.on('closed', () => clearTimeout(hangTimer));
  }

  /** Windows of a kind share a renderer, and go together: one question for all of them. */
  function askAfterCrashes(kind: Kind): Promise<boolean> {
    const asked =
      crashQuestions.get(kind) ??
      dialog
        .showMessageBox({
          type: 'warning',
          message: t('shell.crashed'),
          detail: t('shell.crashedText'),
          buttons: [t('ui.retry'), t('ui.close')],
          defaultId: 0,
          cancelId: 1,
        })
        .then(({ response }) => response === 0)
        .finally(() => crashQuestions.delete(kind));
    crashQuestions.set(kind, asked);
    return asked;
  }

  function goOnOrEnd(window: BrowserWindow, isToGoOn: boolean): void {
    if (window.isDestroyed()) return;
    if (isToGoOn) window.webContents.reload();
    // Not `close`: that would only hide the main one, or ask a page that is not there. It is made anew when it is opened again.
    else window.destroy();
  }

  function nameOf(kind: Kind): PlaceName {
    return kind === 'main' && layout === 'main' ? 'main-with-pane' : kind;
  }

  function layoutChanged(): void {
    if (conversationsIn() === layout) return;
    const main = byKey.get('main');
    if (main && placeOfMain) saveBounds('main', main, placeOfMain.get());
    layout = conversationsIn();
    if (!main || main.isMaximized()) return;
    const now = main.getBounds();
    placeOfMain?.put(moveInto({ ...now, ...placeOf('main') }, workAreaOf(now)));
  }

  function placeOf(kind: Kind): Size | Bounds {
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    const fitting = fitBounds(saved(kind), areas, sizes[nameOf(kind)]);
    const peers = [...byKey.keys()].filter((key) => key.startsWith(kind)).length;
    const shift = (peers % 8) * cascadePx;
    const shifted = 'x' in fitting ? { ...fitting, x: fitting.x + shift, y: fitting.y + shift } : undefined;
    const beside = besideMainKinds.has(kind) ? besideMain(kind, shifted ?? fitting) : undefined;
    // Straight down, as a step aside would lead over the contact list or off the display.
    return beside ? { ...beside, y: beside.y + shift } : (shifted ?? fitting);
  }

  /** The contact list stays in sight, also if a window was moved over it once. Absent: the wish leaves it so. */
  function besideMain(kind: Kind, wish: Size | Bounds): Bounds | undefined {
    const main = byKey.get('main');
    if (!main?.isVisible() || main.isMinimized()) return undefined;
    const place = main.getBounds();
    if ('x' in wish && !isOver(wish, place)) return undefined;
    const area = workAreaOf(place);
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const elsewhere = areas.filter(({ x, y }) => x !== area.x || y !== area.y);
    const preferred = { width: wish.width, height: wish.height };
    return placeClear({ preferred, min: sizes[kind].min }, place, [area, ...elsewhere], frame);
  }

  const saved = (kind: Kind): unknown => savedPlace(boundsFile.store, setupNow(), nameOf(kind));

  function saveBounds(kind: Kind, window: BrowserWindow, bounds: Bounds): void {
    if (!mayRemember()) return;
    // Hidden: written down when it was hidden.
    if (!window.isVisible() && !window.isMinimized()) return;
    try {
      const place = { ...bounds, isMaximized: window.isMaximized() };
      boundsFile.store = { ...withPlace(boundsFile.store, setupNow(), nameOf(kind), place), frame };
    } catch {
      // A profile that cannot be written to: the window opens at its usual place next time.
    }
  }

  function showMain(command?: CommandId): void {
    open('main', 'main', '/main');
    const main = byKey.get('main');
    if (command && main) sendTo(main, 'command:run', JSON.stringify(command));
  }

  function runCommand(command: CommandId, where: BaseWindow | undefined): void {
    const window = [...byKey.values()].find((each) => each === where);
    if (window) sendTo(window, 'command:run', JSON.stringify(command));
    else showMain(command);
  }

  const conversationKey = (id: string): string => `conversation:${id}`;

  function openWindow(id: string): void {
    open(conversationKey(id), 'conversation', `/conversation/${encodeURIComponent(id)}`);
  }

  function showInPane(id: string | undefined): void {
    pane = id;
    broadcast('pane:changed', id ?? null);
  }

  function openInMain(id: string): void {
    showInPane(id);
    showMain();
  }

  function broadcast<Name extends EventName>(name: Name, payload: Events[Name]): void {
    const json = JSON.stringify(payload);
    for (const window of byKey.values()) sendTo(window, name, json);
  }

  return {
    showMain,
    runCommand,
    stayHidden() {
      // A start that finds Parley running changes nothing.
      if (byKey.size === 0) hasHidden = true;
    },
    openConversation(id) {
      if (conversationsIn() === 'main' && !byKey.has(conversationKey(id))) openInMain(id);
      else openWindow(id);
    },
    pane: () => pane,
    closePane: () => showInPane(undefined),
    popOut(id) {
      if (pane === id) showInPane(undefined);
      openWindow(id);
    },
    moveBack(id) {
      byKey.get(conversationKey(id))?.close();
      openInMain(id);
    },
    layoutChanged,
    openHistory({ words, person } = {}) {
      const query = new URLSearchParams({ ...(words && { words }), ...(person && { person }) }).toString();
      const hash = query === '' ? '/history' : `/history?${query}`;
      const existing = byKey.get('history');
      open('history', 'history', hash);
      // Within the page: its view follows the address.
      if (existing && query !== '') void existing.loadURL(`${pageUrl('history')}#${hash}`).catch(() => undefined);
    },
    openDiagnostics() {
      open('diagnostics', 'diagnostics', '/diagnostics');
    },
    openAbout() {
      open('about', 'about', '/about');
    },
    openInvitation(to) {
      const query = to.map(encodeURIComponent).join(',');
      open(`invitation:${query}`, 'invitation', query === '' ? '/invitation' : `/invitation?to=${query}`);
    },
    unhideMain() {
      const main = byKey.get('main');
      if (!main && hasHidden) return showMain();
      // Not before its first page has been painted: it shows itself then.
      if (main && hasHidden && !main.isVisible() && !main.isMinimized()) main.showInactive();
    },
    close(webContentsId) {
      for (const window of byKey.values()) if (window.webContents.id === webContentsId) window.close();
    },
    closeConversation(id) {
      if (pane === id) showInPane(undefined);
      byKey.get(conversationKey(id))?.close();
    },
    closeAllButMain() {
      if (pane !== undefined) showInPane(undefined);
      for (const [key, window] of byKey) if (key !== 'main') window.close();
    },
    isConversationFocused: (id) => byKey.get(pane === id ? 'main' : conversationKey(id))?.isFocused() ?? false,
    flash(id) {
      const window = (id === undefined ? undefined : byKey.get(conversationKey(id))) ?? byKey.get('main');
      if (window?.isVisible() && !window.isFocused()) window.flashFrame(true);
    },
    broadcast,
    tellOne(name, payload) {
      const window = [byKey.get('main'), ...byKey.values()].find((each) => each && canBeTold(each));
      if (window) sendTo(window, name, JSON.stringify(payload));
      return window !== undefined;
    },
    main: () => byKey.get('main'),
  };
}

function workAreaOf(place: Bounds): Bounds {
  return screen.getDisplayMatching(place).workArea;
}

function setupNow(): string {
  return setupOf(screen.getAllDisplays());
}

const topAt = (place: Bounds): number => workAreaOf(place).y;

/** The one way to tell a window something: it may be gone, or its page may be between two lives. */
function sendTo(window: BrowserWindow, name: EventName, json: string): void {
  if (canBeTold(window)) window.webContents.send(name, json);
}

function canBeTold(window: BrowserWindow): boolean {
  return !window.isDestroyed() && !window.webContents.isDestroyed() && !window.webContents.isCrashed();
}

function reveal(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
