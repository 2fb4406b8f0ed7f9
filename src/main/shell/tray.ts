// The tray icon: draws what `tray-menu.ts` computed, and only when it changed.
import { Menu, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import type { Model } from '../../shared/domain/model';
import { trayImage } from './icons';
import { trayView, type TrayAction, type TrayMenuItem } from './tray-menu';

export interface TrayIcon {
  /** @param isWaiting signing in at the start waits for a server */
  update(model: Model, isWaiting: boolean): void;
  /** Electron registers an icon when it is made, with who is there to show it then. */
  renew(): void;
  stop(): void;
}

export function createTray(firstModel: Model, onAction: (action: TrayAction) => void): TrayIcon {
  const images = new Map<string, NativeImage>();
  /** Electron never lets go of a menu that a tray had: there are few, and each is made once. */
  const menus = new Map<string, Menu>();
  let shownMenu = '';
  let model = firstModel;
  let isWaiting = false;
  let drawn = '';
  let tray: Tray | undefined;

  function image(icon: Parameters<typeof trayImage>[0], hasUnread: boolean): NativeImage {
    const key = `${icon} ${hasUnread}`;
    const known = images.get(key) ?? trayImage(icon, hasUnread);
    images.set(key, known);
    return known;
  }

  function menuOf(items: readonly TrayMenuItem[]): Menu {
    const key = withoutChecks(items);
    const known = menus.get(key) ?? Menu.buildFromTemplate(items.map((item) => toTemplate(item, onAction)));
    menus.set(key, known);
    checkAgain(known, items);
    return known;
  }

  function make(): void {
    try {
      const { icon, hasUnread } = trayView(model, isWaiting);
      tray = new Tray(image(icon, hasUnread));
    } catch {
      // Without a tray Parley is reached by its windows and by starting it again.
      return;
    }
    tray.on('click', () => onAction({ kind: 'open' }));
    drawn = '';
    shownMenu = '';
    draw();
  }

  function draw(): void {
    const view = trayView(model, isWaiting);
    const key = JSON.stringify(view);
    if (!tray || tray.isDestroyed() || key === drawn) return;
    drawn = key;
    tray.setImage(image(view.icon, view.hasUnread));
    tray.setToolTip(view.tooltip);
    const menu = JSON.stringify(view.menu);
    if (menu === shownMenu) return;
    shownMenu = menu;
    tray.setContextMenu(menuOf(view.menu));
  }

  function stop(): void {
    tray?.destroy();
    tray = undefined;
  }

  make();
  return {
    update(next, waits) {
      model = next;
      isWaiting = waits;
      draw();
    },
    renew() {
      stop();
      make();
    },
    stop,
  };
}

/** What a menu is made of, whichever of its choices is checked; one without any is another, for none can be unchecked. */
function withoutChecks(items: readonly TrayMenuItem[]): string {
  let isAnyChecked = false;
  const text = JSON.stringify(items, (name, value: unknown) => {
    if (name !== 'checked') return value;
    isAnyChecked ||= value === true;
    return undefined;
  });
  return `${isAnyChecked} ${text}`;
}

/** A click has checked another one meanwhile. */
function checkAgain(menu: Menu, items: readonly TrayMenuItem[]): void {
  items.forEach((item, at) => {
    const shown = menu.items[at];
    if (!shown) return;
    if (item.type === 'submenu' && shown.submenu) checkAgain(shown.submenu, item.items);
    else if (item.type === 'radio' && item.checked) shown.checked = true;
  });
}

export function toTemplate(item: TrayMenuItem, onAction: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (item.type) {
    case 'separator':
      return { type: 'separator' };
    case 'label':
      return { label: item.label, enabled: false };
    case 'submenu':
      return { label: item.label, submenu: item.items.map((child) => toTemplate(child, onAction)) };
    case 'normal':
      return { label: item.label, click: () => onAction(item.action) };
    case 'radio':
      return { type: 'radio', label: item.label, checked: item.checked, click: () => onAction(item.action) };
  }
}
