// Whether something grows, from what was measured after each round. Pure.

export interface Limit {
  /** Growth between the first and the last third of the run that is no leak, in the unit of the measure. */
  readonly slack: number;
}

export interface Verdict {
  readonly first: number;
  readonly last: number;
  /** Along the line through all points, over the whole run. */
  readonly alongLine: number;
  readonly slack: number;
  readonly isGrowing: boolean;
}

/** Fewer points say nothing. */
export const leastPoints = 12;

/**
 * Both must say that it grows: the medians of the first and the last third, which one odd point does not move, and a line through all
 * points, which one step does not tilt (that of Theil and Sen).
 */
export function judge(points: readonly number[], { slack }: Limit): Verdict {
  if (points.length < leastPoints) throw new Error(`${points.length} points are too few to judge by`);
  const third = Math.floor(points.length / 3);
  const first = median(points.slice(0, third));
  const last = median(points.slice(-third));
  const alongLine = slopeOf(points) * (points.length - 1);
  return { first, last, alongLine, slack, isGrowing: last - first > slack && alongLine > slack };
}

/** A point. */
function slopeOf(points: readonly number[]): number {
  const slopes = points.flatMap((from, at) => points.slice(at + 1).map((to, ahead) => (to - from) / (ahead + 1)));
  return median(slopes);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
