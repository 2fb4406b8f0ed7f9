// A page may ask for something before what answers is there: its calls wait then, and are answered in the order in which they came.
import type { InvokeEvent, InvokeListeners } from '../ipc';

type Listener = (event: InvokeEvent, ...args: unknown[]) => Promise<unknown>;

interface Waiting {
  readonly name: string;
  readonly args: Parameters<Listener>;
  readonly answer: (by: Promise<unknown>) => void;
}

export interface HeldCalls extends InvokeListeners {
  /** Resolves when one of these has been called, also if it was before. */
  asked(...names: readonly string[]): Promise<void>;
}

/**
 * Listens at once to every channel of `names`; what is said to the result then answers, as soon as there is something for each of them.
 * Who may ask, and for what, is looked at there (`bindMethods`), also for calls that have waited.
 */
export function holdCalls(ipc: InvokeListeners, names: readonly string[]): HeldCalls {
  const listeners = new Map<string, Listener>();
  let waiting: Waiting[] | undefined = [];
  const asked = new Map<string, Promise<void>>();
  for (const name of names) {
    let say = (): void => undefined;
    asked.set(name, new Promise((resolve) => (say = resolve)));
    ipc.handle(name, async (...args) => {
      say();
      if (!waiting) return listenerOf(name)(...args);
      return new Promise((answer) => waiting?.push({ name, args, answer }));
    });
  }
  function listenerOf(name: string): Listener {
    const listener = listeners.get(name);
    if (!listener) throw new Error(`nobody answers ${name}`);
    return listener;
  }
  function askedFor(name: string): Promise<void> {
    const one = asked.get(name);
    if (!one) throw new Error(`${name} is not held`);
    return one;
  }
  return {
    asked: (...wanted) => Promise.race(wanted.map(askedFor)),
    handle(channel, listener) {
      if (!asked.has(channel)) throw new Error(`${channel} is not held`);
      listeners.set(channel, listener);
      if (!waiting || listeners.size < names.length) return;
      const calls = waiting;
      waiting = undefined;
      for (const { name, args, answer } of calls) answer(listenerOf(name)(...args));
    },
    removeHandler: (channel) => ipc.removeHandler(channel),
  };
}
