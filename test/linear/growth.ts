// Whether the time that something takes grows with its input or faster. Told by ratios within one run: a slow machine is slow for
// both sizes, and what is over in no time is not judged at all.

/** A linear reader takes ten times as long for ten times the input, a quadratic one a hundred times. */
const allowed = 50;
/** Below that a measurement says more about the machine than about what was measured. */
const floorMs = 0.5;
/** Other programs can only add to it, so the least of them counts. */
const attempts = 4;
/** So far beyond what is enough that no other program can be the reason. */
const hopeless = 8;

/** Undefined, or what is wrong at the first length that costs too much: nobody waits for the next. */
export function superLinear(run: (length: number) => void, lengths: readonly number[]): string | undefined {
  for (const length of lengths) {
    const times = timesTheTenth(run, length);
    // Once more: the tenth may have been lucky.
    if (times > allowed && timesTheTenth(run, length) > allowed)
      return `${length} characters cost ${Math.round(times)} times what a tenth does`;
  }
  return undefined;
}

/** Of the processor alone: the turns of other programs are not counted. */
export function costMs(run: () => void): number {
  const began = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

function timesTheTenth(run: (length: number) => void, length: number): number {
  const whole = fastest(() => run(length), allowed * floorMs);
  if (whole <= allowed * floorMs) return 0;
  const tenth = Math.max(
    floorMs,
    fastest(() => run(Math.floor(length / 10)), floorMs),
  );
  return whole / tenth;
}

function fastest(run: () => void, isEnoughMs: number): number {
  let best = Infinity;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    best = Math.min(best, costMs(run));
    if (best <= isEnoughMs || best > hopeless * isEnoughMs) break;
  }
  return best;
}
