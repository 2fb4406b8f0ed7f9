// The menus of fields, of every page that there will be.
import { app, Menu } from 'electron';
import { createFieldMenus, type FieldMenus } from '../shell/field-menu';

/** Before there is a window. */
export function offerFieldMenus(isOwnPage: (url: string) => boolean): FieldMenus {
  const menus = createFieldMenus({
    isOwnPage,
    popUp: (entries) => Menu.buildFromTemplate(entries).popup(),
  });
  app.on('web-contents-created', (_event, contents) => menus.follow(contents));
  return menus;
}
