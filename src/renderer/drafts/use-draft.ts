// A piece of state of a view that survives a crash and a restart. The main process keeps it, encrypted or in memory.
import { nextTick, onBeforeUnmount, watch } from 'vue';
import type { ReturnedDraft, ToldReturn } from '../../shared/domain/undelivered';
import { invoke, listen } from '../bridge';
import { createDraftKeeper, type DraftKeeper } from './draft-keeper';

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
 * @returns `lookAgain`: somebody else's are kept now; what stands in the window counts, and else what is found. `saved`: what stands there
 *   is kept before anything that is asked for after it
 */
export function useDraft(
  key: string,
  read: () => string,
  restore: (value: string) => void,
  joining?: Joining,
): { readonly lookAgain: () => void; readonly saved: () => Promise<{ readonly key: string; readonly value: string }> } {
  /** Of what has returned, the last that the draft has in it. */
  let newest = 0;
  const newKeeper = (): DraftKeeper =>
    createDraftKeeper(
      async () => {
        const { value, number } = await invoke('draft:open', key);
        newest = number;
        return value;
      },
      (value) => invoke('draft:save', { key, value }),
      joining?.late,
    );
  let keeper = newKeeper();
  watch(read, (value) => keeper.changed(value));
  /** Came back while the draft is loaded. */
  let early: ToldReturn[] | undefined = [];
  const takeBack = (returned: ToldReturn): void => {
    if (returned.number > newest) joining?.returned?.(returned);
  };
  const open = async (): Promise<void> => {
    const kept = await keeper.open();
    if (kept !== undefined) restore(kept);
    const waiting = early ?? [];
    early = undefined;
    waiting.forEach(takeBack);
  };
  void open();
  const stop = listen('draft:returned', (returned) => {
    if (returned.key !== key) return;
    if (early) early.push(returned);
    else takeBack(returned);
  });
  const flush = (): void => keeper.flush();
  window.addEventListener('pagehide', flush);
  onBeforeUnmount(() => {
    stop();
    window.removeEventListener('pagehide', flush);
    flush();
  });
  return {
    async saved() {
      // What was changed just now has come to the keeper by then.
      await nextTick();
      flush();
      return { key, value: read() };
    },
    lookAgain() {
      const value = read();
      keeper.flush();
      keeper = newKeeper();
      if (value === '') void open();
      else keeper.changed(value);
    },
  };
}
