// What a run of the benches found, for programs to read: bench/results.json.
import { availableParallelism } from 'node:os';
import { isGoalMet, type Row } from '../measure';

/** What one or several benches found. */
export interface Found {
  readonly rows: readonly (Row & { readonly bench: string })[];
  readonly failed: readonly { readonly bench: string; readonly why: string }[];
}

/** `electron`: the version of the one that Parley ran in, if it ran. */
export function resultsOf({ rows, failed }: Found, electron: string | undefined, now: Date): string {
  const results = {
    date: now.toISOString(),
    electron: electron ?? null,
    node: process.versions.node,
    cores: availableParallelism(),
    rows: rows.map((row) => ({ ...row, ...(row.goal && { isGoalMet: isGoalMet(row) }) })),
    failed: failed.map(({ bench, why }) => ({ bench, why })),
  };
  return `${JSON.stringify(results, undefined, 2)}\n`;
}
