// Parley's windows: the main one, one a conversation, one for an invitation. Opens them, finds them again, remembers where they
// were. What a window shows is in its address; what it may do is nothing but the bridge.
import { BrowserWindow, nativeTheme, type BaseWindow } from 'electron';
import type { CommandId } from '../../shared/commands/commands';
import type { Log } from '../../shared/log';
import type { GuidePlace } from '../../shared/guide';
import type { EventName, Events } from '../../shared/ipc/contract';
import type { Settings } from '../../shared/settings';
import type { SettingsSection } from '../../shared/settings-sections';
import type { JsonFile } from '../store/settings';
import type { PageKind } from './app-scheme';
import { guardOwnPage, ownPagePreferences } from './page-guards';
import { createPageRecovery } from './page-recovery';
import { createRest } from './rest';
import { createWindowPlaces } from './window-places';

export interface WindowsOptions {
  /** Address of the page of a kind of window, without a fragment. */
  readonly pageUrl: (kind: PageKind) => string;
  readonly preloadPath: string;
  /** Developer tools may look into the pages. */
  readonly mayInspect: boolean;
  readonly iconPath: string;
  /** Where the windows were. */
  readonly boundsFile: JsonFile;
  /** Whoever is signed in, or was last, does not own this computer: nothing of theirs is written down, or stays on the screen. */
  readonly isGuest: () => boolean;
  readonly conversationsIn: () => Settings['conversationsIn'];
  /** Whether a hidden main window can be found again by its icon in the tray. */
  readonly hasTray: () => boolean;
  /** The main window was closed, and had to stay where it can be found. */
  readonly onKept: () => void;
  /** The main window was closed, and is in the tray now. */
  readonly onHidden: () => void;
  /** The main window is on the screen, for the first time or again. */
  readonly onShown: () => void;
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
  /** Where it is already; else where the setting has it. `messageId`: at this message. */
  openConversation(conversationId: string, messageId?: string): void;
  /** The message that it was opened at and that it does not show yet. */
  takeWantedMessage(conversationId: string): string | undefined;
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
  /** One that is open turns to the section, where one is named. */
  openSettings(section?: SettingsSection): void;
  /** At one of its pages; one that is open turns to it. */
  openGuide(place?: GuidePlace): void;
  /** The tray is gone, and a main window that was hidden in it could not be found any more. */
  unhideMain(): void;
  /** Closes the window whose page has this id; the main one hides in the tray, or is minimised where there is none. */
  close(webContentsId: number): void;
  closeConversation(conversationId: string): void;
  /** One conversation has become part of another: whatever shows it shows that one. */
  follow(from: string, into: string): void;
  /** Nobody is signed in any more: windows that showed what is theirs close; where somebody is at work on the program itself, they stay. */
  sessionEnded(): void;
  /** Its page hears what is said to it. */
  listens(webContentsId: number): void;
  /** Its page could not be drawn: whether it is to be tried again is asked. */
  notDrawn(webContentsId: number): void;
  /** Its page begins anew. */
  reload(webContentsId: number): void;
  /** Its page has nothing against being given up. */
  mayRest(webContentsId: number): void;
  isConversationFocused(conversationId: string): boolean;
  /** Asks for attention in the task bar: the conversation's window if there is one, else the main one. */
  flash(conversationId: string | undefined): void;
  broadcast<Name extends EventName>(name: Name, payload: Events[Name]): void;
  /** To the main window, or else to any other. Where there is none, the main one comes to hear it, in the tray where it was. */
  tellOne<Name extends EventName>(name: Name, payload: Events[Name]): void;
  /** The main window, if it has been opened. */
  main(): BrowserWindow | undefined;
}

type Kind = PageKind;

/** By their keys: they are about Parley and this computer, whoever is signed in. */
const ofProgram: ReadonlySet<string> = new Set<Kind>(['settings', 'guide', 'diagnostics', 'about']);

/** The canvas of the two themes, shown until the page has painted, so that a dark desktop gets no white flash. */
const backgrounds = { light: '#f3f7f6', dark: '#0e1615' };

export function createWindows(options: WindowsOptions): Windows {
  const {
    pageUrl,
    preloadPath,
    mayInspect,
    iconPath,
    boundsFile,
    isGuest,
    hasTray,
    onKept,
    onHidden,
    onShown,
    isQuitting,
    log,
  } = options;
  const { conversationsIn } = options;
  let pane: string | undefined;
  /** Until the page that shows the conversation has asked for it: it may be new. */
  const wantedMessages = new Map<string, string>();
  const byKey = new Map<string, BrowserWindow>();
  /** The main window was closed into the tray, or never was anywhere else; one that the system hides with its program was not. */
  let isInTray = false;
  /** Those that were maximised, until they are shown for the first time. */
  const toMaximize = new WeakSet<BrowserWindow>();
  /** What is for the main window's page alone, until it listens; undefined: it does. */
  let unheard: (() => void)[] | undefined;
  const places = createWindowPlaces({
    boundsFile,
    mayRemember: () => !isGuest(),
    conversationsIn,
    main: () => byKey.get('main'),
    count: (kind) => [...byKey.keys()].filter((key) => key.startsWith(kind)).length,
  });
  const { bringBack, notDrawn } = createPageRecovery({ isQuitting, log });

  const rest = createRest({
    isHidden: () => isInTray,
    ask: () => tellMain('window:rest', null),
    giveUp: () => byKey.get('main')?.destroy(),
  });

  /** `isUnseen`: the main one, in the tray. */
  function open(key: string, kind: Kind, hash: string, isUnseen = false): void {
    // One that comes when all have been told to close is told nothing, and Electron waits for it for ever.
    if (isQuitting()) return;
    if (kind === 'main') {
      isInTray = isUnseen;
      rest.shown();
    }
    const existing = byKey.get(key);
    if (existing) return reveal(existing);
    const place = places.next(kind);
    const window = new BrowserWindow({
      ...place.bounds,
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

    const writeDown = place.keep(window);
    if (place.isToMaximize) toMaximize.add(window);
    window.once('ready-to-show', () => {
      if (kind !== 'main' || !isInTray) appear(window);
    });
    if (kind === 'main') {
      unheard = [];
      window.on('show', onShown);
      window.on('show', () => {
        isInTray = false;
        rest.shown();
      });
      // Its page is loaded again after a crash.
      window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
        if (isMainFrame && !isSameDocument) unheard ??= [];
      });
      if (isInTray) rest.hidden();
    }
    window.on('close', (event) => {
      writeDown();
      if (kind === 'main' && !isQuitting()) {
        event.preventDefault();
        if (hasTray()) {
          isInTray = true;
          window.hide();
          rest.hidden();
          return onHidden();
        }
        window.minimize();
        onKept();
      }
    });
    window.on('closed', () => {
      // It may show another conversation by then than the one that it was opened for.
      for (const [each, known] of byKey) if (known === window) byKey.delete(each);
    });
    window.on('focus', () => window.flashFrame(false));
    // Some window managers make it the active one then, and Chromium does not notice: keys would lead nowhere.
    window.on('restore', () => {
      if (process.platform === 'linux' && !BrowserWindow.getFocusedWindow()) window.focus();
    });
    bringBack(window, kind);
    void window.loadURL(`${pageUrl(kind)}#${hash}`).catch(() => {
      // The development server went away, or the window was closed while loading: the window shows what there is.
    });
  }

  /** On the screen. Where it was maximised that shows it as well. */
  function appear(window: BrowserWindow, show = (): void => window.show()): void {
    if (toMaximize.delete(window)) window.maximize();
    else show();
  }

  function reveal(window: BrowserWindow): void {
    if (window.isMinimized()) window.restore();
    appear(window);
    window.focus();
  }

  /** The one window of its kind. `isWish`: one that is open turns to it, too. */
  function openAt(kind: Kind, hash: string, isWish: boolean): void {
    const existing = byKey.get(kind);
    open(kind, kind, hash);
    // Within the page: its view follows the address.
    if (existing && isWish) void existing.loadURL(`${pageUrl(kind)}#${hash}`).catch(() => undefined);
  }

  function showMain(command?: CommandId): void {
    open('main', 'main', '/main');
    if (command) tellMain('command:run', command);
  }

  /** Now, or as soon as its page listens. */
  function tellMain<Name extends EventName>(name: Name, payload: Events[Name]): void {
    const tell = (): void => {
      const main = byKey.get('main');
      if (main) sendTo(main, name, JSON.stringify(payload));
    };
    if (unheard) unheard.push(tell);
    else tell();
  }

  const isMain = (webContentsId: number): boolean => byKey.get('main')?.webContents.id === webContentsId;

  function runCommand(command: CommandId, where: BaseWindow | undefined): void {
    const window = [...byKey.values()].find((each) => each === where);
    if (window) sendTo(window, 'command:run', JSON.stringify(command));
    else showMain(command);
  }

  const conversationKey = (id: string): string => `conversation:${id}`;
  const conversationHash = (id: string): string => `/conversation/${encodeURIComponent(id)}`;

  function openWindow(id: string): void {
    open(conversationKey(id), 'conversation', conversationHash(id));
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
      if (byKey.size === 0) isInTray = true;
    },
    openConversation(id, messageId) {
      if (messageId !== undefined) wantedMessages.set(id, messageId);
      if (conversationsIn() === 'main' && !byKey.has(conversationKey(id))) openInMain(id);
      else openWindow(id);
      if (messageId !== undefined) broadcast('message:wanted', id);
    },
    takeWantedMessage(id) {
      const wanted = wantedMessages.get(id);
      wantedMessages.delete(id);
      return wanted;
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
    layoutChanged: () => places.layoutChanged(),
    openHistory({ words, person } = {}) {
      const query = new URLSearchParams({ ...(words && { words }), ...(person && { person }) }).toString();
      const hash = query === '' ? '/history' : `/history?${query}`;
      openAt('history', hash, query !== '');
    },
    openDiagnostics() {
      open('diagnostics', 'diagnostics', '/diagnostics');
    },
    openAbout() {
      open('about', 'about', '/about');
    },
    openSettings(section) {
      openAt('settings', section === undefined ? '/settings' : `/settings/${section}`, section !== undefined);
    },
    openGuide(place) {
      openAt('guide', place === undefined ? '/guide' : `/guide?page=${place}`, place !== undefined);
    },
    openInvitation(to) {
      const query = to.map(encodeURIComponent).join(',');
      open(`invitation:${query}`, 'invitation', query === '' ? '/invitation' : `/invitation?to=${query}`);
    },
    unhideMain() {
      if (!isInTray) return;
      const main = byKey.get('main');
      if (main) appear(main, () => main.showInactive());
      else showMain();
    },
    close(webContentsId) {
      for (const window of byKey.values()) if (window.webContents.id === webContentsId) window.close();
    },
    closeConversation(id) {
      if (pane === id) showInPane(undefined);
      byKey.get(conversationKey(id))?.close();
    },
    follow(from, into) {
      if (pane === from) showInPane(into);
      const key = conversationKey(from);
      const window = byKey.get(key);
      if (!window) return;
      if (pane === into || byKey.has(conversationKey(into))) return window.close();
      byKey.delete(key);
      byKey.set(conversationKey(into), window);
      // Within the page: its view follows the address.
      void window.loadURL(`${pageUrl('conversation')}#${conversationHash(into)}`).catch(() => undefined);
    },
    sessionEnded() {
      if (pane !== undefined) showInPane(undefined);
      for (const [key, window] of byKey) if (key !== 'main' && (isGuest() || !ofProgram.has(key))) window.close();
    },
    listens(webContentsId) {
      if (!isMain(webContentsId)) return;
      const waiting = unheard ?? [];
      unheard = undefined;
      for (const tell of waiting) tell();
    },
    notDrawn(webContentsId) {
      for (const window of byKey.values()) if (window.webContents.id === webContentsId) notDrawn(window);
    },
    reload(webContentsId) {
      for (const { webContents } of byKey.values()) if (webContents.id === webContentsId) webContents.reload();
    },
    mayRest(webContentsId) {
      if (isMain(webContentsId)) rest.mayRest();
    },
    isConversationFocused: (id) => byKey.get(pane === id ? 'main' : conversationKey(id))?.isFocused() ?? false,
    flash(id) {
      const window = (id === undefined ? undefined : byKey.get(conversationKey(id))) ?? byKey.get('main');
      if (window?.isVisible() && !window.isFocused()) window.flashFrame(true);
    },
    broadcast,
    tellOne(name, payload) {
      const other = [...byKey].find(([key, window]) => key !== 'main' && canBeTold(window))?.[1];
      const main = byKey.get('main');
      if (other && !(main && canBeTold(main))) return sendTo(other, name, JSON.stringify(payload));
      if (!main) open('main', 'main', '/main', true);
      tellMain(name, payload);
    },
    main: () => byKey.get('main'),
  };
}

/** The one way to tell a window something: it may be gone, or its page may be between two lives. */
function sendTo(window: BrowserWindow, name: EventName, json: string): void {
  if (canBeTold(window)) window.webContents.send(name, json);
}

function canBeTold(window: BrowserWindow): boolean {
  return !window.isDestroyed() && !window.webContents.isDestroyed() && !window.webContents.isCrashed();
}
