// The number on the dock or task bar icon. Windows has no number but an overlay image, which belongs to the button of a window.
import { app, type BrowserWindow } from 'electron';
import { unreadOverlay } from './icons';
import { t } from './language';

export interface Badge {
  set(count: number): void;
  /** The main window has a button in the task bar again, which knows of nothing. */
  redraw(): void;
}

export function createBadge(mainWindow: () => BrowserWindow | undefined, platform = process.platform): Badge {
  let shown = 0;
  function draw(): void {
    if (platform !== 'win32') return void app.setBadgeCount(shown);
    const window = mainWindow();
    if (window && !window.isDestroyed())
      window.setOverlayIcon(shown === 0 ? null : unreadOverlay(), shown === 0 ? '' : t('shell.unread', {}, shown));
  }
  return {
    set(count) {
      if (count === shown) return;
      shown = count;
      draw();
    },
    redraw() {
      if (platform === 'win32' && shown > 0) draw();
    },
  };
}
