// When the feed is asked: not while a computer starts or wakes, when everything else wants the network, and not by everybody at once.

export interface ScheduleOptions {
  /** Asks; resolves to whether it shall be asked again. */
  readonly check: () => Promise<boolean>;
  /** Seconds since the computer was started, sleep included; the clock on the wall has no say in it. */
  readonly uptimeSeconds: () => number;
  /** The machine woke. Returns the unsubscribe. */
  readonly onResume: (listener: () => void) => () => void;
  readonly random?: () => number;
  readonly pace?: Pace;
}

export interface Pace {
  readonly quietS: number;
  readonly everyS: number;
}

export const usualPace: Pace = { quietS: 180, everyS: 4 * 3_600 };

/** So long or up to twice as long. */
export function delayS(leastS: number, random: () => number): number {
  return leastS * (1 + random());
}

/** Of a check that is due at `dueS`, when the computer wakes. */
export function afterWakingS(dueS: number, nowS: number, quietS: number): number {
  return Math.max(dueS - nowS, quietS);
}

/** Returns what ends it. */
export function scheduleChecks({
  check,
  uptimeSeconds,
  onResume,
  random = Math.random,
  pace = usualPace,
}: ScheduleOptions): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueS = 0;
  let isOver = false;

  function wait(seconds: number): void {
    clearTimeout(timer);
    dueS = uptimeSeconds() + seconds;
    timer = setTimeout(() => {
      timer = undefined;
      void check().then((goesOn) => {
        if (goesOn && !isOver) wait(delayS(pace.everyS, random));
      });
    }, seconds * 1_000);
  }

  wait(delayS(pace.quietS, random));
  const stopListening = onResume(() => {
    // A timer may have stood still while the computer slept, or have run out.
    if (timer !== undefined) wait(afterWakingS(dueS, uptimeSeconds(), delayS(pace.quietS, random)));
  });
  return () => {
    isOver = true;
    stopListening();
    clearTimeout(timer);
    timer = undefined;
  };
}
