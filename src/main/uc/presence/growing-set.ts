// A set that only grows, as plain data: adding gives a new one and leaves the one before as it was. It is kept in parts, each more than
// twice the next, so that ten thousand people who are heard of one by one are not copied ten thousand times.

export type GrowingSet<T> = readonly ReadonlySet<T>[];

export const includes = <T>(parts: GrowingSet<T>, value: T): boolean => parts.some((part) => part.has(value));

export const sizeOf = (parts: GrowingSet<unknown>): number => parts.reduce((sum, { size }) => sum + size, 0);

/** `values`: none of them is in it yet. */
export function withAll<T>(parts: GrowingSet<T>, values: ReadonlySet<T>): GrowingSet<T> {
  if (values.size === 0) return parts;
  let count = parts.length;
  let size = values.size;
  while (count > 0 && (parts[count - 1]?.size ?? 0) <= 2 * size) {
    count -= 1;
    size += parts[count]?.size ?? 0;
  }
  const merged = new Set<T>();
  for (const part of [...parts.slice(count), values]) for (const value of part) merged.add(value);
  return [...parts.slice(0, count), merged];
}
