import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BusError, type SessionBus } from './session-bus';
import { watchTrayPresence } from './tray-presence';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('listens once to a bus that answers late and is asked again', async () => {
  let asked = 0;
  const listeners = { onSignal: 0, onClosed: 0 };
  const bus: SessionBus = {
    uniqueName: ':1.9',
    async call({ member }) {
      if (member === 'AddMatch' && (asked += 1) === 1) throw new BusError('timeout', 'AddMatch');
      return { sender: 'org.freedesktop.DBus', body: [] };
    },
    onSignal: () => void (listeners.onSignal += 1),
    onClosed: () => void (listeners.onClosed += 1),
    close: () => undefined,
  };
  const kept = { get: async () => bus, close: async () => undefined };
  const presence = watchTrayPresence(kept, { onChanged: () => undefined, onMissing: () => undefined });
  await vi.advanceTimersByTimeAsync(120_000);
  expect(asked).toBe(3);
  expect(listeners).toEqual({ onSignal: 1, onClosed: 1 });
  presence.stop();
});
