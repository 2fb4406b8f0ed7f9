// The menu of the program's own icon: set where the system has one, and only when it changed.
import { app, Menu } from 'electron';
import type { Model } from '../../shared/domain/model';
import { dockMenu, jumpTasks } from './jump-list';
import { toTemplate } from './tray';
import type { TrayAction } from './tray-menu';

/** @param onAction what was chosen in the Dock; a task of Windows comes as another start */
export function createProgramIcon(onAction: (action: TrayAction) => void): { update(model: Model): void } {
  let drawn = '';
  /** Whether what is told now is not what stands there. */
  function isNews(view: unknown): boolean {
    const key = JSON.stringify(view);
    const isAnother = key !== drawn;
    drawn = key;
    return isAnother;
  }
  return {
    update(model) {
      if (process.platform === 'darwin') {
        const items = dockMenu(model);
        if (isNews(items)) app.dock?.setMenu(Menu.buildFromTemplate(items.map((item) => toTemplate(item, onAction))));
      } else if (process.platform === 'win32' && app.isPackaged) {
        const tasks = jumpTasks(model);
        if (isNews(tasks))
          app.setUserTasks(
            tasks.map((task) => ({ ...task, program: process.execPath, iconPath: process.execPath, iconIndex: 0 })),
          );
      }
    },
  };
}
