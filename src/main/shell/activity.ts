// Tells the engine that a person is there, and that it is worth trying again at once: the machine woke, was unlocked, or is on
// another network or behind another proxy than before.
import { within } from '../../shared/within';
import type { UcEngine } from '../uc/engine';

export interface ActivitySources {
  /** Seconds since the last input anywhere on this computer. */
  readonly idleSeconds: () => number;
  readonly isOnline: () => boolean;
  /** Nobody is signed in, but is to be as soon as the server answers. */
  readonly waitsToSignIn: () => boolean;
  /** The addresses of this computer, as one text to compare. */
  readonly addresses: () => string;
  /** How the server would be reached, as one text to compare. */
  readonly proxy: () => Promise<string>;
  /** Seconds since the computer was started, sleep included; the clock on the wall has no say in it. */
  readonly uptimeSeconds: () => number;
  /** The machine woke. Returns the unsubscribe. */
  readonly onResume: (listener: () => void) => () => void;
  readonly onUnlock: (listener: () => void) => () => void;
  /** Connections of before are dead, and what was found out about proxies may be wrong. */
  readonly renewConnections: () => Promise<void>;
}

export interface ActivityWatch {
  /** A person does not want to wait any longer. */
  retryNow(): void;
  /** Another way to the server was set: nothing goes on by the one of before. */
  otherWay(): void;
  stop(): void;
}

/** How often the computer is asked; the next poll of the session carries the answer, so finer would be of no use. */
const idleCheckMs = 15_000;
const networkCheckMs = 3_000;
/** A check that comes this much later than it should was slept over: not every desktop tells of its sleep. */
const sleepsFromS = 10;
const renewTimeoutMs = 1_000;
/** The two ways to hear of one waking come this close together. */
const sameWakingS = 5;

export function watchActivity(
  engine: Pick<UcEngine, 'noteUserActivity' | 'retryNow' | 'snapshot'>,
  sources: ActivitySources,
): ActivityWatch {
  const connection = (): string => engine.snapshot().model.connection.kind;
  const isWaiting = (): boolean => connection() === 'reconnecting' || sources.waitsToSignIn();
  const idleTimer = setInterval(() => {
    try {
      if (sources.idleSeconds() * 1_000 < idleCheckMs) engine.noteUserActivity();
    } catch {
      // No such service on this desktop: input inside Parley's windows still counts.
      clearInterval(idleTimer);
    }
  }, idleCheckMs);

  let lastUptimeS = sources.uptimeSeconds();
  let wokeAtS = -Infinity;
  function woke(): void {
    const now = sources.uptimeSeconds();
    const isNews = now - wokeAtS > sameWakingS;
    wokeAtS = now;
    lastUptimeS = now;
    if (isNews) renewAndRetry();
  }

  /** In this order, or the new attempt would be closed with the old connections; but nobody waits for it for long. */
  function renewAndRetry(): void {
    const renewed = sources.renewConnections().catch(() => undefined);
    void within(renewTimeoutMs, renewed).then(() => engine.retryNow());
  }

  /** Nothing that is under way is worth keeping: it is lost, or it would only tell that it fails. */
  function tryAfresh(): void {
    if (isWaiting()) renewAndRetry();
    else engine.retryNow();
  }

  let wasOnline = true;
  let addresses = sources.addresses();
  let proxy: string | undefined;
  const networkTimer = setInterval(() => {
    const uptimeS = sources.uptimeSeconds();
    const sleptS = uptimeS - lastUptimeS - networkCheckMs / 1_000;
    lastUptimeS = uptimeS;
    if (sleptS > sleepsFromS) woke();
    const before = { wasOnline, addresses };
    wasOnline = sources.isOnline();
    addresses = sources.addresses();
    const isOnAnotherNetwork = addresses !== before.addresses && addresses !== '';
    if (connection() === 'signed-out' && !isWaiting()) return;
    if (isOnAnotherNetwork || (wasOnline && !before.wasOnline)) tryAfresh();
    if (connection() !== 'reconnecting') proxy = undefined;
    else void sources.proxy().then(noteProxy, () => undefined);
  }, networkCheckMs);

  function noteProxy(found: string): void {
    const isAnother = proxy !== undefined && proxy !== found;
    proxy = found;
    if (isAnother && connection() === 'reconnecting') tryAfresh();
  }

  const stops = [sources.onResume(woke), sources.onUnlock(() => engine.retryNow())];
  return {
    retryNow: tryAfresh,
    otherWay: renewAndRetry,
    stop() {
      clearInterval(idleTimer);
      clearInterval(networkTimer);
      for (const stop of stops) stop();
    },
  };
}
