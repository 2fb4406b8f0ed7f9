// What the measurements share: a bench, the rows it hands back, and how several runs become one figure.

export interface Bench {
  readonly name: string;
  /** Runs the built app: with an Electron, on a display of its own. */
  readonly needsApp?: boolean;
  /** `print`: what is worth reading beside the rows. */
  run(print: (line: string) => void, options: BenchOptions): Promise<readonly Row[]>;
}

export interface BenchOptions {
  /** One of many: what takes many minutes is cut to what still tells something. */
  readonly isShort: boolean;
}

/** Several runs. The middle of them is the figure; the least and the most say how far to trust it. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly runs: number;
}

/** One thing that was measured, beside what it is measured by. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly parley: Spread;
  /** The least that such a thing can cost, measured in the same run. */
  readonly reference?: { readonly what: string; readonly value: Spread };
  /** Parley to the reference, of each pair of runs. */
  readonly ratio?: Spread;
  readonly goal?: Goal;
}

export interface Goal {
  readonly atMost: number;
  /** `difference`: how much Parley is above the reference. */
  readonly of: 'ratio' | 'value' | 'difference';
}

interface Named {
  readonly name: string;
  readonly unit: string;
  readonly goal?: Goal;
}

/** By turns, so that what else the computer does falls on both. */
export async function compared({
  what,
  runs = 5,
  parley,
  reference,
  ...named
}: Named & {
  /** What the reference is. */
  readonly what: string;
  readonly runs?: number;
  readonly parley: () => Promise<number>;
  readonly reference: () => Promise<number>;
}): Promise<Row> {
  const least: number[] = [];
  const ours: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    least.push(await reference());
    ours.push(await parley());
  }
  return rowOf({ ...named, parley: ours, reference: { what, values: least } });
}

/** Of what was measured already; a run of Parley and the one of the reference at the same place are a pair. */
export function rowOf({
  name,
  unit,
  goal,
  parley,
  reference,
}: Named & {
  readonly parley: readonly number[];
  readonly reference?: { readonly what: string; readonly values: readonly number[] };
}): Row {
  const ratios = parley.flatMap((ours, at) => {
    const least = reference?.values[at];
    // Beside nothing at all there is no ratio.
    return least === undefined || least === 0 ? [] : [ours / least];
  });
  return {
    name,
    unit,
    parley: spreadOf(parley),
    ...(reference && { reference: { what: reference.what, value: spreadOf(reference.values) } }),
    ...(ratios.length === parley.length && { ratio: spreadOf(ratios) }),
    ...(goal && { goal }),
  };
}

export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined || sorted.some(Number.isNaN)) throw new Error('nothing was measured');
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? max;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
  return { min, median, max, runs: sorted.length };
}

/** What the goal is about; nothing where the row has no goal, or no reference for it. */
export function measuredForGoal({ parley, reference, ratio, goal }: Row): number | undefined {
  switch (goal?.of) {
    case 'ratio':
      return ratio?.median;
    case 'value':
      return parley.median;
    case 'difference':
      return reference && parley.median - reference.value.median;
    case undefined:
      return undefined;
  }
}

/** Nothing where there is no goal, or nothing that it could be held to. */
export function isGoalMet(row: Row): boolean | undefined {
  const measured = measuredForGoal(row);
  return row.goal && measured !== undefined ? measured <= row.goal.atMost : undefined;
}

export function percentile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
