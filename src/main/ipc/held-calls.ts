// A page may ask for something before what answers is there: its calls wait then, and are answered in the order in which they came.
import type { InvokeEvent, InvokeListeners } from '../ipc';

type Listener = (event: InvokeEvent, ...args: unknown[]) => Promise<unknown>;

export interface HeldCalls extends InvokeListeners {
  /** Resolves when one of these has been called, also if it was before. */
  asked(...names: readonly string[]): Promise<void>;
}

/**
 * Listens at once to every channel of `names`; what is said to the result then answers. Who may ask, and for what, is looked at there
 * (`bindMethods`), also for calls that have waited.
 */
export function holdCalls(ipc: InvokeListeners, names: readonly string[]): HeldCalls {
  const answers = new Map<string, (listener: Listener) => void>();
  const asked = new Map<string, Promise<void>>();
  for (const name of names) {
    const listening = new Promise<Listener>((resolve) => answers.set(name, resolve));
    let say = (): void => undefined;
    asked.set(name, new Promise((resolve) => (say = resolve)));
    ipc.handle(name, async (event, ...args) => {
      say();
      return (await listening)(event, ...args);
    });
  }
  function askedFor(name: string): Promise<void> {
    const one = asked.get(name);
    if (!one) throw new Error(`${name} is not held`);
    return one;
  }
  return {
    asked: (...wanted) => Promise.race(wanted.map(askedFor)),
    handle(channel, listener) {
      const answer = answers.get(channel);
      if (answer) answer(listener);
      else ipc.handle(channel, listener);
    },
    removeHandler: (channel) => ipc.removeHandler(channel),
  };
}
