// The names of the elements that draw the rows in sight: for people shared (row-slots.ts), for whatever else the row's own.
import { computed, type Ref } from 'vue';
import type { ListRow } from './contact-rows';
import { slotRows, type RowSlots } from './row-slots';

const idStart = 'row-';
/** Of the element of a row, as long as it draws that one. */
export const rowIdOf = (key: string): string => idStart + key;

export function useRowSlots(
  visible: Readonly<Ref<readonly { readonly row: ListRow }[]>>,
  tree: Readonly<Ref<HTMLElement | null>>,
): (row: ListRow) => string {
  const slots = computed<RowSlots>((before) => {
    const people = visible.value.flatMap(({ row }) => (row.kind === 'contact' ? [row.key] : []));
    return slotRows(before ?? new Map(), people, heldIn(tree.value));
  });
  return ({ key }) => slots.value.get(key) ?? key;
}

/** A button of a row that has gone is pressed for nobody else. */
function heldIn(tree: HTMLElement | null): string | undefined {
  const focused = document.activeElement;
  if (!tree || !focused || focused === tree || !tree.contains(focused)) return undefined;
  return focused.closest('[role="treeitem"]')?.id.slice(idStart.length);
}
