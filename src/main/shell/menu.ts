// The application menu: standard roles, and what the shell itself can do.
import type { BaseWindow, BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { t } from './language';

export interface MenuActions {
  newConversation(): void;
  history(): void;
  testConnection(): void;
  about(): void;
  open(): void;
  quit(): void;
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
  const newConversation: MenuItemConstructorOptions = {
    id: 'new-conversation',
    label: t('shell.menu.newConversation'),
    accelerator: 'CmdOrCtrl+N',
    click: () => actions.newConversation(),
  };
  const about: MenuItemConstructorOptions = { id: 'about', label: t('about.title'), click: () => actions.about() };
  // As the role `appMenu` has it, which would show a panel of its own about Parley.
  const macMenu: MenuItemConstructorOptions = {
    label: t('shell.appName'),
    submenu: [
      about,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
  const development: MenuItemConstructorOptions[] = isDevelopment
    ? [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
    : [];

  return [
    ...(isMac ? [macMenu] : []),
    {
      label: t('shell.menu.file'),
      submenu: [
        newConversation,
        { label: t('shell.menu.open'), accelerator: 'CmdOrCtrl+1', click: () => actions.open() },
        {
          id: 'history',
          label: t('shell.menu.history'),
          accelerator: 'CmdOrCtrl+Shift+H',
          click: () => actions.history(),
        },
        { type: 'separator' },
        { role: 'close', accelerator: 'CmdOrCtrl+W' },
        ...(isMac
          ? []
          : [
              {
                label: t('shell.menu.quit'),
                accelerator: 'Ctrl+Q',
                click: () => actions.quit(),
              } satisfies MenuItemConstructorOptions,
            ]),
      ],
    },
    // With the role alone the platform gives it the right items: undo, cut, copy, paste, paste without style, select all.
    { label: t('shell.menu.edit'), role: 'editMenu' },
    {
      label: t('shell.menu.view'),
      submenu: [
        { role: 'resetZoom' },
        { id: 'zoom-in', label: t('shell.menu.zoomIn'), accelerator: 'CmdOrCtrl+Plus', click: zoomIn },
        // The key next to it, without Shift, as every browser takes it.
        { label: t('shell.menu.zoomIn'), accelerator: 'CmdOrCtrl+=', visible: false, click: zoomIn },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...development,
      ],
    },
    { label: t('shell.menu.window'), role: 'windowMenu' },
    {
      label: t('shell.menu.help'),
      role: 'help',
      submenu: [
        { label: t('shell.menu.testConnection'), click: () => actions.testConnection() },
        ...(isMac ? [] : [{ type: 'separator' } satisfies MenuItemConstructorOptions, about]),
      ],
    },
  ];
}
