// The one connection to the session bus: made when it is first needed, and again after it was lost, but not over and over where
// there is none.
import { BusError, type SessionBus } from './session-bus';

export interface KeptBus {
  /** Fails with a `BusError`. */
  get(): Promise<SessionBus>;
  close(): Promise<void>;
}

/** A bus that could not be reached is not tried again sooner. */
const restMs = 60_000;

export function keepBus(connect: () => Promise<SessionBus>, now: () => number = Date.now): KeptBus {
  let connecting: Promise<SessionBus> | undefined;
  let failedAt = -Infinity;
  let isOver = false;

  function start(): Promise<SessionBus> {
    const attempt = connect().then(
      (bus) => {
        bus.onClosed(() => {
          if (connecting === attempt) connecting = undefined;
        });
        if (isOver) bus.close();
        return bus;
      },
      (error: unknown) => {
        failedAt = now();
        connecting = undefined;
        throw error;
      },
    );
    return attempt;
  }

  return {
    async get() {
      if (isOver) throw new BusError('closed', 'Parley ends');
      if (!connecting && Math.abs(now() - failedAt) < restMs) throw new BusError('closed', 'there is no session bus');
      connecting ??= start();
      return connecting;
    },
    async close() {
      // What was said just now is still on its way to the socket.
      await new Promise((next) => setImmediate(next));
      isOver = true;
      await connecting?.then(
        (bus) => bus.close(),
        () => undefined,
      );
    },
  };
}
