// Which entries of a long menu are shown for what somebody types. Pure.
import { searchText, textMatcher } from '../contacts/search-text';
import type { MenuAction, MenuEntry, MenuSubmenu } from './menu-entry';

/** More choices than fit at a glance: the menu gets a field to find one by its name. */
const atAGlance = 12;

export function isLong(entries: readonly MenuEntry[]): boolean {
  return entries.filter(isChoice).length > atAGlance;
}

/** Those that can be chosen and have every word of the text at the beginning of some word; without a text all entries as they are. */
export function filterEntries(entries: readonly MenuEntry[], text: string): readonly MenuEntry[] {
  if (text.trim() === '') return entries;
  const matches = textMatcher(text);
  return entries.filter((entry) => isChoice(entry) && matches(searchText(entry.label)));
}

const isChoice = (entry: MenuEntry): entry is MenuAction | MenuSubmenu =>
  entry.kind !== 'separator' && entry.kind !== 'label';
