// Tells the engine that a person is there, and that it is worth trying again at once: the machine woke, was unlocked, or is back
// on the network.
import type { UcEngine } from '../uc/engine';

export interface ActivitySources {
  /** Seconds since the last input anywhere on this computer. */
  readonly idleSeconds: () => number;
  readonly isOnline: () => boolean;
  /** The machine woke or was unlocked. Returns the unsubscribe. */
  readonly onWake: (listener: () => void) => () => void;
}

/** How often the computer is asked; the next poll of the session carries the answer, so finer would be of no use. */
const idleCheckMs = 15_000;
const networkCheckMs = 3_000;

export function watchActivity(
  engine: Pick<UcEngine, 'noteUserActivity' | 'retryNow' | 'snapshot'>,
  { idleSeconds, isOnline, onWake }: ActivitySources,
): () => void {
  let wasOnline = true;
  const idleTimer = setInterval(() => {
    try {
      if (idleSeconds() * 1_000 < idleCheckMs) engine.noteUserActivity();
    } catch {
      // No such service on this desktop: input inside Parley's windows still counts.
      clearInterval(idleTimer);
    }
  }, idleCheckMs);
  const networkTimer = setInterval(() => {
    if (engine.snapshot().model.connection.kind !== 'reconnecting') return;
    const online = isOnline();
    if (online && !wasOnline) engine.retryNow();
    wasOnline = online;
  }, networkCheckMs);

  const stopWaking = onWake(() => engine.retryNow());
  return () => {
    clearInterval(idleTimer);
    clearInterval(networkTimer);
    stopWaking();
  };
}
