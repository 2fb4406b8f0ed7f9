// What the measurements share.

export interface Bench {
  readonly name: string;
  /** Runs the built app: with an Electron, on a display of its own. */
  readonly needsApp?: boolean;
  run(print: (line: string) => void): Promise<void>;
}

export function percentile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
