// The contact list of the last run, in the window that shows it while Parley signs in by itself: from when the main process has it until the
// session has told one, or until it is said that there will be none.
import { shallowRef, watch, type ShallowRef } from 'vue';
import { isListTold, listToShow, talksToShow, type LastList, type ListToShow } from '../../shared/domain/last-list';
import type { Change, Model } from '../../shared/domain/model';
import { invoke, listen } from '../bridge';

/** A long list comes in pieces: half of it does not take the place of a whole one. */
const listPauseMs = 250;

export interface ShownLastList {
  /** Undefined: none, or none any more. */
  readonly list: Readonly<ShallowRef<ListToShow | undefined>>;
  /** Shows it where there is one; resolves when that is known. Of no use but to the window that shows the list. */
  readonly open: () => Promise<void>;
}

/** @param told what the main process has told of the session */
export function useLastList(told: Readonly<ShallowRef<Model>>): ShownLastList {
  const list = shallowRef<ListToShow>();
  let isOver = false;

  function drop(): void {
    isOver = true;
    list.value = undefined;
  }

  let wholeTimer: ReturnType<typeof setTimeout> | undefined;
  watch(
    [() => told.value.groups, () => told.value.contacts],
    () => {
      if (list.value === undefined || !isListTold(told.value)) return;
      clearTimeout(wholeTimer);
      wholeTimer = setTimeout(drop, listPauseMs);
    },
    { flush: 'sync' },
  );

  /** They take longer: the history is opened for them. */
  async function addTalks(): Promise<void> {
    const json = await invoke('contacts:last-talks').catch(() => null);
    if (json === null || !list.value) return;
    list.value = { ...list.value, talks: talksToShow(JSON.parse(json) as Change[]) };
  }

  return {
    list,
    async open() {
      listen('last-list:over', drop);
      const json = await invoke('contacts:last-list').catch(() => null);
      if (json === null || isOver || isListTold(told.value)) return;
      list.value = listToShow(JSON.parse(json) as LastList);
      void addTalks();
    },
  };
}
