// Whether anybody is at this computer, as others are to see it: after how long somebody counts as idle and then as away is in the
// settings, and whether a locked screen counts at once. The server works it out by itself from the polls (protocol.md 3.26); what it cannot
// know, or what is wished otherwise, it is told.
import type { MachineActivity } from '../../shared/domain/person';

export interface IdlenessParts {
  /** Seconds since the last input anywhere on this computer; throws where no such service is. */
  readonly idleSeconds: () => number;
  readonly onLock: (listener: () => void) => () => void;
  readonly onUnlock: (listener: () => void) => () => void;
  readonly limits: () => IdleLimits;
  readonly tell: (activity: MachineActivity) => Promise<void>;
  /** Nobody is to count as idle yet, although the server would say so. */
  readonly keepActive: () => void;
  readonly isOnline: () => boolean;
}

const checkMs = 5_000;
/** The server's own time (field notes). */
const serverIdleMinutes = 5;

export interface IdleLimits {
  readonly idleAfterMinutes: number;
  /** After that. */
  readonly awayAfterMinutes: number;
  readonly lockCountsAsIdle: boolean;
}

/** `lockedForS`: undefined: the screen is not locked. */
export function activityAfter(idleS: number, lockedForS: number | undefined, limits: IdleLimits): MachineActivity {
  const idleAfterS = limits.idleAfterMinutes * 60;
  // A locked screen is as if the time had been up at once; away comes as long after that as ever.
  const isCounted = lockedForS !== undefined && limits.lockCountsAsIdle;
  const quietS = !isCounted ? idleS : Math.max(idleS, idleAfterS + lockedForS);
  if (quietS < idleAfterS) return 'active';
  return quietS < idleAfterS + limits.awayAfterMinutes * 60 ? 'idle' : 'away';
}

export function watchIdleness(parts: IdlenessParts, now: () => number = Date.now): () => void {
  let lockedAt: number | undefined;
  let told: MachineActivity = 'active';
  let wasOnline = false;

  function look(): void {
    const isOnline = parts.isOnline();
    // A new session knows nothing of what the last one was told.
    if (!isOnline || !wasOnline) told = 'active';
    wasOnline = isOnline;
    if (!isOnline) return;
    let idleS = 0;
    try {
      idleS = parts.idleSeconds();
    } catch {
      // No such service on this desktop: a locked screen still counts.
    }
    const limits = parts.limits();
    const activity = activityAfter(idleS, lockedAt === undefined ? undefined : (now() - lockedAt) / 1_000, limits);
    if (activity === 'active' && limits.idleAfterMinutes > serverIdleMinutes) parts.keepActive();
    if (activity === told) return;
    const before = told;
    told = activity;
    parts.tell(activity).catch(() => {
      // Not known to have arrived: said again at the next look.
      if (told === activity) told = before;
    });
  }

  const timer = setInterval(look, checkMs);
  const stops = [
    parts.onLock(() => {
      lockedAt ??= now();
      look();
    }),
    parts.onUnlock(() => {
      lockedAt = undefined;
      look();
    }),
  ];
  return () => {
    clearInterval(timer);
    for (const stop of stops) stop();
  };
}
