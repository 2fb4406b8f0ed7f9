// Where in a menu somebody is. The entries may be made anew while it is open, so that the way is told by their labels. Pure.
import type { MenuEntry, MenuSubmenu } from './menu-entry';

/** The labels of the submenus, from the outside in. */
export type MenuPath = readonly string[];

/** Undefined: at the top, also where what the path leads to is not there any more. */
export function submenuAt(entries: readonly MenuEntry[], path: MenuPath): MenuSubmenu | undefined {
  let found: MenuSubmenu | undefined;
  for (const label of path) {
    found = (found?.entries ?? entries).find(
      (entry): entry is MenuSubmenu => isSubmenu(entry) && entry.label === label,
    );
    if (!found) return undefined;
  }
  return found;
}

export function entriesAt(entries: readonly MenuEntry[], path: MenuPath): readonly MenuEntry[] {
  return submenuAt(entries, path)?.entries ?? entries;
}

const isSubmenu = (entry: MenuEntry): entry is MenuSubmenu => entry.kind === 'submenu';
