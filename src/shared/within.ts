// A limit of time for what may never come.

/**
 * What `promise` comes to, or `late()` when it has not after so many milliseconds; what it comes to later is nobody's.
 * `late` may throw. Default: undefined.
 */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined>;
export async function within<T, U>(ms: number, promise: Promise<T>, late: () => U): Promise<T | U>;
export async function within<T>(
  ms: number,
  promise: Promise<T>,
  late: () => unknown = () => undefined,
): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms))).then(late);
  try {
    return await Promise.race([promise, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
