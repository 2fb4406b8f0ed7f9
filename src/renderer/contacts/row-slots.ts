// Which element draws which row. With a key of the search most rows are others: an element that draws somebody who is gone is given to
// somebody who has come, since making one anew, and laying it out, is most of what a key costs. Pure.

/** The name of the element that draws a row, by the row's key. */
export type RowSlots = ReadonlyMap<string, string>;

/**
 * Who stays keeps the element; who comes has one that is free, or a new one.
 *
 * @param keys of the rows that are drawn alike, from above
 * @param held the key of a row whose element nobody else is to have: the keyboard is in it
 */
export function slotRows(before: RowSlots, keys: readonly string[], held?: string): RowSlots {
  const isDrawn = new Set(keys);
  const free = [...before].flatMap(([key, slot]) => (isDrawn.has(key) || key === held ? [] : [slot]));
  const taken = new Set(before.values());
  const slots = new Map<string, string>();
  let next = 0;
  for (const key of keys) slots.set(key, before.get(key) ?? free.shift() ?? newSlot());
  return slots;

  function newSlot(): string {
    while (taken.has(`slot-${next}`)) next += 1;
    const slot = `slot-${next}`;
    taken.add(slot);
    return slot;
  }
}
