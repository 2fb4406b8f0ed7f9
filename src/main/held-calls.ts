// A page may ask for something before what answers is there: its calls wait then, and are answered in the order in which they came.
import type { InvokeEvent, InvokeListeners } from './ipc';

type Listener = (event: InvokeEvent, ...args: unknown[]) => Promise<unknown>;

/**
 * Listens at once to every channel of `names`; what is said to the result then answers. Who may ask, and for what, is looked at there
 * (`bindMethods`), also for calls that have waited.
 */
export function holdCalls(ipc: InvokeListeners, names: readonly string[]): InvokeListeners {
  const answers = new Map<string, (listener: Listener) => void>();
  for (const name of names) {
    const listening = new Promise<Listener>((resolve) => answers.set(name, resolve));
    ipc.handle(name, async (event, ...args) => (await listening)(event, ...args));
  }
  return {
    handle(channel, listener) {
      const answer = answers.get(channel);
      if (answer) answer(listener);
      else ipc.handle(channel, listener);
    },
    removeHandler: (channel) => ipc.removeHandler(channel),
  };
}
