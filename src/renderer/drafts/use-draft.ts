// A piece of state of a view that survives a crash and a restart. The main process keeps it, encrypted or in memory.
import { onBeforeUnmount, watch } from 'vue';
import type { ReturnedDraft } from '../../shared/domain/undelivered';
import { invoke, listen } from '../bridge';
import { createDraftKeeper } from './draft-keeper';

/** What comes while somebody writes, so that neither takes the place of the other. */
export interface Joining {
  /** What was kept is there only after the first keys; absent: what is written counts, and what was kept is forgotten. */
  readonly late: (kept: string) => void;
  /** Words that could not be sent. */
  readonly returned?: (returned: ReturnedDraft) => void;
}

/**
 * @param key `conversation:c1`, `invitation`, `invitation:…` (see `draft:save`)
 * @param read the state as text; empty: nothing is half-written
 * @param restore puts back what `read` once gave
 */
export function useDraft(key: string, read: () => string, restore: (value: string) => void, joining?: Joining): void {
  const keeper = createDraftKeeper(
    () => invoke('draft:load', key),
    (value) => invoke('draft:save', { key, value }),
    joining?.late,
  );
  watch(read, (value) => keeper.changed(value));
  /** Came back while the draft is loaded, which has them in it or was read just before. */
  let early: ReturnedDraft[] | undefined = [];
  void keeper.open().then((kept) => {
    if (kept !== undefined) restore(kept);
    const missing = early?.filter(({ words }) => !read().includes(words)) ?? [];
    early = undefined;
    for (const each of missing) joining?.returned?.(each);
  });
  const stop = listen('draft:returned', (returned) => {
    if (returned.key !== key) return;
    if (early) early.push(returned);
    else joining?.returned?.(returned);
  });
  const flush = (): void => keeper.flush();
  window.addEventListener('pagehide', flush);
  onBeforeUnmount(() => {
    stop();
    window.removeEventListener('pagehide', flush);
    flush();
  });
}
