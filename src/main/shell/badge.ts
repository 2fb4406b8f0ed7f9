// The number on the dock or task bar icon. Windows has no number but an overlay image.
import { app, type BrowserWindow } from 'electron';
import { unreadOverlay } from './icons';
import { t } from './language';

export function createBadge(mainWindow: () => BrowserWindow | undefined): (count: number) => void {
  let shown = 0;
  return (count) => {
    if (count === shown) return;
    shown = count;
    if (process.platform === 'win32') {
      const window = mainWindow();
      if (window && !window.isDestroyed())
        window.setOverlayIcon(count === 0 ? null : unreadOverlay(), count === 0 ? '' : t('shell.unread', {}, count));
    } else {
      app.setBadgeCount(count);
    }
  };
}
