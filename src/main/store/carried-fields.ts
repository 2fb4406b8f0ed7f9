// What a small file of the profile has that this Parley does not understand: a newer one may know more. It is carried along whenever the
// file is written, and counts for nothing here. Pure.
import { isDeepStrictEqual } from 'node:util';

type Fields = Readonly<Record<string, unknown>>;

/** Of one value; a file must not grow without end with what nobody here reads. */
const mostCarried = 250_000;

export function isCarried(value: unknown): boolean {
  return (JSON.stringify(value) ?? '').length <= mostCarried;
}

/**
 * What to write in place of `stored` when its entries are `next`.
 * @param understood what is read of an entry; undefined: it makes no sense here
 */
export function carriedEntries(
  stored: Fields,
  next: Fields,
  understood: (name: string, value: unknown) => unknown,
): Record<string, unknown> {
  const carried = Object.entries(stored).filter(([name, value]) => {
    if (!isCarried(value)) return false;
    const read = understood(name, value);
    // An entry that was not changed may say more than is read of it; one that was taken out is gone with all that it said.
    if (read === undefined) return !Object.hasOwn(next, name);
    return Object.hasOwn(next, name) && isDeepStrictEqual(read, next[name]);
  });
  return { ...next, ...Object.fromEntries(carried) };
}

/** Of a list the entries that make no sense here, to stand before the others. */
export function carriedList(stored: unknown, understands: (entry: unknown) => boolean): readonly unknown[] {
  const strange = Array.isArray(stored) ? stored.filter((entry) => !understands(entry)) : [];
  return isCarried(strange) ? strange : [];
}
