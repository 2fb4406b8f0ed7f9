// The tray icon: draws what `tray-menu.ts` computed, and only when it changed.
import { Menu, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import type { Model } from '../../shared/domain/model';
import { trayImage } from './icons';
import { trayView, type TrayAction, type TrayMenuItem } from './tray-menu';

export interface TrayIcon {
  update(model: Model): void;
  /** Electron registers an icon when it is made, with who is there to show it then. */
  renew(): void;
  stop(): void;
}

export function createTray(firstModel: Model, onAction: (action: TrayAction) => void): TrayIcon {
  const images = new Map<string, NativeImage>();
  let model = firstModel;
  let drawn = '';
  let tray: Tray | undefined;

  function image(icon: Parameters<typeof trayImage>[0], hasUnread: boolean): NativeImage {
    const key = `${icon} ${hasUnread}`;
    const known = images.get(key) ?? trayImage(icon, hasUnread);
    images.set(key, known);
    return known;
  }

  function make(): void {
    try {
      const { icon, hasUnread } = trayView(model);
      tray = new Tray(image(icon, hasUnread));
    } catch {
      // Without a tray Parley is reached by its windows and by starting it again.
      return;
    }
    tray.on('click', () => onAction({ kind: 'open' }));
    drawn = '';
    draw();
  }

  function draw(): void {
    const view = trayView(model);
    const key = JSON.stringify(view);
    if (!tray || tray.isDestroyed() || key === drawn) return;
    drawn = key;
    tray.setImage(image(view.icon, view.hasUnread));
    tray.setToolTip(view.tooltip);
    tray.setContextMenu(Menu.buildFromTemplate(view.menu.map((item) => toTemplate(item, onAction))));
  }

  function stop(): void {
    tray?.destroy();
    tray = undefined;
  }

  make();
  return {
    update(next) {
      model = next;
      draw();
    },
    renew() {
      stop();
      make();
    },
    stop,
  };
}

function toTemplate(item: TrayMenuItem, onAction: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (item.type) {
    case 'separator':
      return { type: 'separator' };
    case 'submenu':
      return { label: item.label, submenu: item.items.map((child) => toTemplate(child, onAction)) };
    case 'normal':
      return { label: item.label, click: () => onAction(item.action) };
    case 'radio':
      return { type: 'radio', label: item.label, checked: item.checked, click: () => onAction(item.action) };
  }
}
