// The best of many, without putting all of them in order: there may be thousands, and a few are shown. Pure.

/** `compare` as for `sort`: negative where the first is better. */
export function best<Item>(items: Iterable<Item>, most: number, compare: (a: Item, b: Item) => number): Item[] {
  const kept: Item[] = [];
  for (const item of items) {
    const last = kept[most - 1];
    if (last !== undefined && compare(item, last) >= 0) continue;
    let at = kept.length;
    while (at > 0 && compare(item, kept[at - 1]!) < 0) at -= 1;
    kept.splice(at, 0, item);
    if (kept.length > most) kept.pop();
  }
  return kept;
}
