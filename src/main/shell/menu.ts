// The application menu: standard roles, and what the table of commands says. It shows their keys; those that the page of a window acts
// on itself it does not take from it.
import type { BaseWindow, BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { acceleratorOf } from '../../shared/commands/chord';
import { chordsOf, commandOf, type CommandId } from '../../shared/commands/commands';
import { t } from './language';

export interface MenuActions {
  newConversation(): void;
  history(): void;
  testConnection(): void;
  about(): void;
  settings(): void;
  guide(): void;
  open(): void;
  quit(): void;
  /** What the page of the window does that has the focus. */
  run(command: CommandId, window: BaseWindow | undefined): void;
}

/** About 300 %: beyond that a window shows too little to find the way back. Electron's own item knows no end. */
const maxZoomLevel = 6;

function zoomIn(_item: unknown, window: BaseWindow | undefined): void {
  if (!window || !('webContents' in window)) return;
  const { webContents } = window as BrowserWindow;
  webContents.zoomLevel = Math.min(maxZoomLevel, webContents.zoomLevel + 0.5);
}

export function applicationMenu(
  platform: NodeJS.Platform,
  isDevelopment: boolean,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';

  /** Name and keys of a command, for an item that does it. */
  function named(id: CommandId): MenuItemConstructorOptions {
    const [chord] = chordsOf(commandOf(id), platform);
    return { id, label: t(`commands.names.${id}`), ...(chord && { accelerator: acceleratorOf(chord) }) };
  }
  const does = (id: CommandId, click: () => void): MenuItemConstructorOptions => ({ ...named(id), click });
  /** The page hears the keys first, and knows whether they are meant for it. */
  const ofPage = (id: CommandId): MenuItemConstructorOptions => ({
    ...named(id),
    registerAccelerator: false,
    click: (_item, window) => actions.run(id, window),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };

  const about = does('about', () => actions.about());
  const settings = does('settings', () => actions.settings());
  // As the role `appMenu` has it, which would show a panel of its own about Parley.
  const macMenu: MenuItemConstructorOptions = {
    label: t('shell.appName'),
    submenu: [
      about,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { ...named('quit'), role: 'quit' },
    ],
  };
  const development: MenuItemConstructorOptions[] = isDevelopment
    ? [separator, { role: 'reload' }, { role: 'toggleDevTools' }]
    : [];

  return [
    ...(isMac ? [macMenu] : []),
    {
      label: t('shell.menu.file'),
      submenu: [
        does('newConversation', () => actions.newConversation()),
        does('showContacts', () => actions.open()),
        does('history', () => actions.history()),
        separator,
        { ...named('closeWindow'), role: 'close' },
        ...(isMac ? [] : [settings, does('quit', () => actions.quit())]),
      ],
    },
    // With the role alone the platform gives it the right items: undo, cut, copy, paste, paste without style, select all.
    { label: t('shell.menu.edit'), role: 'editMenu' },
    {
      label: t('shell.menu.view'),
      submenu: [
        { ...named('zoomReset'), role: 'resetZoom' },
        { ...named('zoomIn'), click: zoomIn },
        // The key next to it, without Shift, as every browser takes it.
        ...chordsOf(commandOf('zoomIn'), platform)
          .slice(1)
          .map((chord) => ({
            label: t('commands.names.zoomIn'),
            accelerator: acceleratorOf(chord),
            visible: false,
            click: zoomIn,
          })),
        { ...named('zoomOut'), role: 'zoomOut' },
        separator,
        ofPage('nextRegion'),
        ofPage('previousRegion'),
        separator,
        { ...named('fullScreen'), role: 'togglefullscreen' },
        ...development,
      ],
    },
    {
      label: t('shell.menu.go'),
      submenu: [
        ofPage('switcher'),
        separator,
        ofPage('previousConversation'),
        ofPage('nextConversation'),
        ofPage('previousUnread'),
        ofPage('nextUnread'),
        separator,
        ofPage('find'),
        ofPage('newestMessage'),
        ofPage('readAll'),
      ],
    },
    { label: t('shell.menu.window'), role: 'windowMenu' },
    {
      label: t('shell.menu.help'),
      role: 'help',
      submenu: [
        does('guide', () => actions.guide()),
        ofPage('keys'),
        does('diagnostics', () => actions.testConnection()),
        ...(isMac ? [] : [separator, about]),
      ],
    },
  ];
}
