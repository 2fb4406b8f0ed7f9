// Stands in for the engine until it is there: signed out, and able to do nothing.
import { FailureError } from '../shared/domain/failure';
import { emptyModel } from '../shared/domain/model';
import type { Transport } from './uc/transport';
import type { UcEngine } from './uc/engine';

export function createEngine(_options: {
  readonly transport: Transport;
  readonly log?: (message: string) => void;
}): UcEngine {
  const quiet: Partial<UcEngine> = {
    snapshot: () => ({ seq: 0, model: emptyModel }),
    onChanges: () => () => {},
    onSignal: () => () => {},
    signOut: async () => {},
    retryNow: () => {},
    noteUserActivity: () => {},
    dispose: () => {},
  };
  return new Proxy(quiet as UcEngine, {
    get: (target, name) =>
      target[name as keyof UcEngine] ?? (() => Promise.reject(new FailureError('internal', 'no engine yet'))),
  });
}
