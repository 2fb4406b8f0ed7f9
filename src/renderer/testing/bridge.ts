// For tests: what preload puts into a window, with a main process that answers as a test wants it to.
import { vi } from 'vitest';
import type { Failure } from '../../shared/domain/failure';
import type { EventName, Events, MethodInput, MethodName, MethodOutput } from '../../shared/ipc/contract';

type Answers = { readonly [Name in MethodName]?: (input: MethodInput<Name>) => unknown };

export interface StubbedBridge {
  tell<Name extends EventName>(name: Name, payload: Events[Name]): void;
}

/** Until `vi.unstubAllGlobals`. What throws or rejects is a failure; what nobody answers in a test stays unanswered. */
export function stubBridge(answers: Answers): StubbedBridge {
  const listeners = new Map<string, Set<(json: string) => void>>();
  const failure: Failure = { code: 'internal' };
  const methods = new Proxy(
    {},
    {
      get: (_, name: MethodName) => async (input: never) => {
        const answer = answers[name];
        if (!answer) return new Promise(() => undefined);
        try {
          return { ok: true, value: (await answer(input)) as MethodOutput<MethodName> };
        } catch {
          return { ok: false, failure };
        }
      },
    },
  );
  const on = new Proxy(
    {},
    {
      get: (_, name: string) => (listener: (json: string) => void) => {
        const all = listeners.get(name) ?? new Set();
        listeners.set(name, all.add(listener));
        return () => all.delete(listener);
      },
    },
  );
  vi.stubGlobal('window', { parley: { methods, on } });
  return {
    tell(name, payload) {
      const json = JSON.stringify(payload);
      listeners.get(name)?.forEach((listener) => listener(json));
    },
  };
}
