// Being told to end, from outside.

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves at the first of SIGINT, SIGTERM and SIGHUP; a second one ends the program at once, as ever. */
export function nextEndSignal(): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      for (const signal of signals) process.off(signal, end);
      done();
    };
    for (const signal of signals) process.on(signal, end);
  });
}

/** `first` and `second` resolve at the first of them and at the next one; a third ends the program at once. */
export function endSignals(): { readonly first: Promise<void>; readonly second: Promise<void> } {
  const first = nextEndSignal();
  return { first, second: first.then(nextEndSignal) };
}
