// Something said before anybody can hear it: kept until there is a listener.

export interface HeldBack<T> {
  readonly say: (value: T) => void;
  /** Gets what was said so far, in order, and from now on everything at once. There is one listener. */
  listen(listener: (value: T) => void): void;
}

export function holdBack<T>(): HeldBack<T> {
  const early: T[] = [];
  let hear = (value: T): void => void early.push(value);
  return {
    say: (value) => hear(value),
    listen(listener) {
      hear = listener;
      for (const value of early.splice(0)) listener(value);
    },
  };
}
