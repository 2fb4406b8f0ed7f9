// A piece of state of a view that survives a crash and a restart. The main process keeps it, encrypted or in memory.
import { onBeforeUnmount, watch } from 'vue';
import { invoke } from '../bridge';
import { createDraftKeeper } from './draft-keeper';

/**
 * @param key `conversation:c1`, `invitation`, `invitation:…` (see `draft:save`)
 * @param read the state as text; empty: nothing is half-written
 * @param restore puts back what `read` once gave
 */
export function useDraft(key: string, read: () => string, restore: (value: string) => void): void {
  const keeper = createDraftKeeper(
    () => invoke('draft:load', key),
    (value) => invoke('draft:save', { key, value }),
  );
  watch(read, (value) => keeper.changed(value));
  void keeper.open().then((kept) => {
    if (kept !== undefined) restore(kept);
  });
  const flush = (): void => keeper.flush();
  window.addEventListener('pagehide', flush);
  onBeforeUnmount(() => {
    window.removeEventListener('pagehide', flush);
    flush();
  });
}
