// Whether a page that crashed is worth another try: one that keeps crashing has a fault that loading it again does not cure.

const maxCrashes = 3;
const withinMs = 60_000;

/** Called at each crash; false: it is time to give up. Counts anew after that. */
export function createCrashLimit(now: () => number = () => performance.now()): () => boolean {
  let crashes: number[] = [];
  return () => {
    const at = now();
    crashes = [...crashes.filter((time) => at - time < withinMs), at];
    if (crashes.length < maxCrashes) return true;
    crashes = [];
    return false;
  };
}
