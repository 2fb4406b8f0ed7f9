// When Parley may restart for an update without asking: while nobody would notice. Whoever is signed in would: others see them go, and they
// come back with another availability than they have chosen. Pure.

export interface Leisure {
  /** Since this Parley was started. */
  readonly runningSeconds: number;
  /** Undefined: this desktop does not say. */
  readonly idleSeconds: number | undefined;
  readonly visibleWindows: number;
  readonly isSignedOut: boolean;
  /** Drafts and messages that nobody has got, also those that the history keeps. */
  readonly isAnythingUnfinished: boolean;
}

/** Who has gone for a coffee is not surprised yet. */
const longIdleS = 30 * 60;

/** An update that cannot be installed does not restart a computer's Parley all night. */
const oncePerS = 24 * 3_600;

export function mayRestart({
  runningSeconds,
  idleSeconds = 0,
  visibleWindows,
  isSignedOut,
  isAnythingUnfinished,
}: Leisure): boolean {
  if (runningSeconds < oncePerS) return false;
  return idleSeconds >= longIdleS && visibleWindows === 0 && isSignedOut && !isAnythingUnfinished;
}
