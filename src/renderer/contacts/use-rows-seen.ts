// Rows that come into sight by themselves: what is shown beside the list from now on, a group that was just made, where the keyboard
// comes back to.
import { onMounted, watch, type Ref } from 'vue';
import { useRecentsStore } from '../recents/recents-store';
import type { ListRow } from './contact-rows';
import { useContactsStore } from './contacts-store';

export interface RowsSeenOptions {
  readonly rows: Readonly<Ref<readonly ListRow[]>>;
  readonly tree: Readonly<Ref<HTMLElement | null>>;
  readonly activate: (index: number) => void;
  readonly scrollTo: (index: number) => void;
  /** Shown beside the list. */
  readonly isCurrent: (row: ListRow) => boolean;
}

export function useRowsSeen({ rows, tree, activate, scrollTo, isCurrent }: RowsSeenOptions): void {
  const contacts = useContactsStore();
  const recents = useRecentsStore();

  /** The keyboard comes back from a conversation beside the list. */
  watch(
    () => recents.focusAsked,
    (asked) => {
      if (!asked) return;
      activate(rows.value.findIndex((row) => row.kind === 'recent' && row.recent.id === asked.id));
      tree.value?.focus();
    },
    { flush: 'post' },
  );

  /** Shown beside the list from now on: its row is seen, as soon as it is there. After what keeps the list still has scrolled. */
  let isToBeSeen = false;
  watch(
    [(): string | undefined => recents.current, (): number => rows.value.findIndex(isCurrent)],
    ([now, index], [before]) => {
      if (now !== before) isToBeSeen = now !== undefined;
      if (!isToBeSeen || index < 0) return;
      isToBeSeen = false;
      scrollTo(index);
    },
    { flush: 'post' },
  );

  /** A group that somebody has made is seen. */
  function showNewGroup(): void {
    const id = contacts.newGroup;
    const index = rows.value.findIndex((row) => row.kind === 'section' && row.group?.id === id);
    if (id === undefined || index < 0) return;
    contacts.newGroup = undefined;
    activate(index);
  }
  watch([(): number | undefined => contacts.newGroup, rows], showNewGroup, { flush: 'post' });
  onMounted(showNewGroup);
}
