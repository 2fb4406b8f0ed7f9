// Holds back what the windows of one Parley ask its main process for, so that a test can go on typing until the answer comes.
import { expect } from '@playwright/test';
import type { MethodName } from '../../src/shared/ipc/contract';
import type { Parley } from './launch';

export interface HeldMethod {
  /** Somebody has asked, and waits. */
  asked(): Promise<void>;
  /** Who waits gets the true answer, and everybody after them at once. */
  release(): Promise<void>;
  /** Who waits hears that it failed; everybody after them gets the true answer. */
  refuse(): Promise<void>;
}

type Handler = (...args: unknown[]) => unknown;
interface Hold {
  count: number;
  end: (isRefused: boolean) => void;
}
type Holds = typeof globalThis & { parleyHolds: Record<string, Hold> };

/** From now on, every call of this method; `answer`: it is done at once, and told when it is let go. */
export async function holdMethod(
  { app }: Parley,
  method: MethodName,
  what: 'question' | 'answer' = 'question',
): Promise<HeldMethod> {
  await app.evaluate(
    ({ ipcMain }, [name, held]) => {
      const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
      const real = handlers.get(name)!;
      let end: Hold['end'] = () => undefined;
      const ended = new Promise<boolean>((resolve) => (end = resolve));
      const hold: Hold = { count: 0, end };
      ((globalThis as Holds).parleyHolds ??= {})[name] = hold;
      handlers.set(name, async (...args) => {
        hold.count += 1;
        const answer = held === 'answer' ? await real(...args) : undefined;
        const isRefused = await ended;
        handlers.set(name, real);
        return isRefused ? { ok: false, failure: { code: 'server-error' } } : (answer ?? real(...args));
      });
    },
    [method, what] as const,
  );
  const end = (isRefused: boolean): Promise<void> =>
    app.evaluate((_, [name, refused]) => (globalThis as Holds).parleyHolds[name]!.end(refused), [
      method,
      isRefused,
    ] as const);
  return {
    asked: () =>
      expect
        .poll(() => app.evaluate((_, name) => (globalThis as Holds).parleyHolds[name]!.count, method))
        .toBeGreaterThan(0),
    release: () => end(false),
    refuse: () => end(true),
  };
}
