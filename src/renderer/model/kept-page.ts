// What lives in this page alone, and would be gone with it: work that goes on, a wish that waits, what nobody has read yet. Whoever has such
// a thing says so here; nothing of it is to be seen in the page by rule.
import { onScopeDispose } from 'vue';

const holders = new Set<() => boolean>();

/** The page is not given up as long as `isHeld` says so. */
export function keepsPage(isHeld: () => boolean): void {
  holders.add(isHeld);
  onScopeDispose(() => holders.delete(isHeld), true);
}

export function isPageKept(): boolean {
  return [...holders].some((isHeld) => isHeld());
}
