// Being told to end, from outside.

/** Resolves at the first of SIGINT, SIGTERM and SIGHUP; a second one ends the program at once, as ever. */
export function nextEndSignal(): Promise<void> {
  return new Promise((done) => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    const end = (): void => {
      for (const signal of signals) process.off(signal, end);
      done();
    };
    for (const signal of signals) process.on(signal, end);
  });
}
