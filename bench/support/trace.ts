// Chromium's own tracing of a running Electron, for as long as a step takes.
import type { ElectronApplication } from '@playwright/test';
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly tdur?: number;
  /** What belongs together of that which is not of one thread. */
  readonly id2?: { readonly local?: string; readonly global?: string };
  readonly args?: Readonly<Record<string, unknown>>;
}

/** Set to a folder: the traces are kept there, to be looked at in a browser. */
const keepIn = process.env['PARLEY_BENCH_TRACES'];

/** `name`: of the file, where it is kept. */
export async function traced(
  app: ElectronApplication,
  name: string,
  categories: readonly string[],
  step: () => Promise<unknown>,
): Promise<readonly TraceEvent[]> {
  const more = keepIn === undefined ? [] : ['devtools.timeline', 'disabled-by-default-v8.cpu_profiler'];
  await app.evaluate(
    ({ contentTracing }, included) =>
      contentTracing.startRecording({ included_categories: included, excluded_categories: ['*'] }),
    [...categories, ...more],
  );
  await step();
  const folder = mkdtempSync(join(tmpdir(), 'parley-trace-'));
  try {
    const plain = name.replaceAll(/\W+/gu, '-');
    const file = join(folder, `${plain}.json`);
    await app.evaluate(({ contentTracing }, to) => contentTracing.stopRecording(to), file);
    const { traceEvents } = JSON.parse(readFileSync(file, 'utf8')) as { readonly traceEvents: readonly TraceEvent[] };
    if (keepIn !== undefined) renameSync(file, join(keepIn, `${plain}-${Date.now()}.json`));
    return traceEvents;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
