// Lines of a menu stand between entries, and nowhere else: whoever puts a menu together, or leaves entries out, need not think of them.
// (Electron does the same with the system's own menus.)
import type { MenuEntry } from './menu-entry';

/** Without lines at the beginning, at the end, and beside another line. */
export function tidySeparators(entries: readonly MenuEntry[]): readonly MenuEntry[] {
  const isLine = (entry: MenuEntry | undefined): boolean => entry?.kind === 'separator';
  const last = entries.findLastIndex((entry) => !isLine(entry));
  return entries.slice(0, last + 1).filter((entry, at) => !isLine(entry) || (at > 0 && !isLine(entries[at - 1])));
}
