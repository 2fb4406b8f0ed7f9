// Finding an entry of a menu by the beginning of its words. No DOM in here.

/** A key that comes later than that begins anew. */
const pauseMs = 1_000;

export interface TypeAhead {
  /**
   * The index of the entry to go to, if there is one. `current`: the one that the focus is on, or -1. `at`: the time of the key.
   * The same letter again and again goes through all that begin with it.
   */
  typed(key: string, labels: readonly string[], current: number, at: number): number | undefined;
  /** Whether a key at this time would go on with what was typed before. */
  isUnderWay(at: number): boolean;
  /** Other entries, another search. */
  reset(): void;
}

export function createTypeAhead(): TypeAhead {
  let search = '';
  let lastAt = -Infinity;
  const isUnderWay = (at: number): boolean => search !== '' && at - lastAt < pauseMs;

  return {
    isUnderWay,
    typed(key, labels, current, at) {
      search = isUnderWay(at) ? search + key.toLowerCase() : key.toLowerCase();
      lastAt = at;
      const isRepeated = [...search].every((sign) => sign === search[0]);
      const sought = isRepeated ? search.slice(0, 1) : search;
      // One letter looks behind the current entry; more of a word may still be this one.
      const first = Math.max(0, sought.length === 1 ? current + 1 : current);
      const found = labels
        .map((_, step) => (first + step) % labels.length)
        .find((index) => labels[index]?.trim().toLowerCase().startsWith(sought));
      return found === current ? undefined : found;
    },
    reset() {
      search = '';
    },
  };
}
