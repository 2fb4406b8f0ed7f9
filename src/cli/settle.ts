// Before saying goodbye: messages that are on their way may still arrive.
import type { UcEngine } from '../main/uc/engine';
import type { Model } from '../shared/domain/model';

const settleTimeoutMs = 5_000;

/** Resolves when no message is on its way any more, or when the time is up. */
export function settle(engine: UcEngine, timeoutMs = settleTimeoutMs): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      clearTimeout(timer);
      unsubscribe();
      done();
    };
    const check = (): void => {
      if (!isBusy(engine.snapshot().model)) end();
    };
    const timer = setTimeout(end, timeoutMs);
    const unsubscribe = engine.onChanges(check);
    check();
  });
}

function isBusy({ connection, conversations, messages }: Model): boolean {
  if (connection.kind !== 'online') return false;
  return [...conversations.values()].some(({ id, state }) =>
    messages.get(id)?.some(({ delivery }) => {
      if (delivery === 'sending') return true;
      // What waits for somebody to accept may wait for ever.
      return delivery === 'queued' && (state === 'connecting' || state === 'connected' || state === 'escalating');
    }),
  );
}
