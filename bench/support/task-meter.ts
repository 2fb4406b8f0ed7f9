// How long the main process and the windows of a running Parley were busy with one thing, and so deaf to everything else: the longest
// task of each main thread, by Chromium's own tracing. On a busy machine a task is also long because other programs had their turn;
// what the thread itself has run is told beside it.
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Parley } from '../../e2e/support/launch';

export interface LongestTask {
  /** By the clock on the wall. */
  readonly ms: number;
  /** What the thread has run, of the task that ran longest. The same as by the clock where the system does not tell. */
  readonly ownMs: number;
}

/** By process: `main`, and the view that a window shows. */
export type LongestTasks = ReadonlyMap<string, LongestTask>;

/** Set to a folder: the traces are kept there, to be looked at in a browser. */
const keepIn = process.env['PARLEY_BENCH_TRACES'];

/** What one step costs. It is for the step to wait until all of it has happened. */
export async function measureTasks(parley: Parley, name: string, step: () => Promise<unknown>): Promise<LongestTasks> {
  const { app } = parley;
  await app.evaluate(
    ({ contentTracing }, categories) =>
      contentTracing.startRecording({ included_categories: categories, excluded_categories: ['*'] }),
    keepIn === undefined ? ['toplevel'] : ['toplevel', 'devtools.timeline', 'disabled-by-default-v8.cpu_profiler'],
  );
  await step();
  const folder = mkdtempSync(join(tmpdir(), 'parley-trace-'));
  try {
    const file = join(folder, `${name.replaceAll(/\W+/gu, '-')}.json`);
    await app.evaluate(({ contentTracing }, to) => contentTracing.stopRecording(to), file);
    const views = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(
        ({ webContents }) => [webContents.getOSProcessId(), webContents.getURL()] as const,
      ),
    );
    const names = new Map(views.map(([pid, url]) => [pid, /#\/(\w+)/u.exec(url)?.[1]?.replace(/^main$/u, 'contacts')]));
    const tasks = longestTasks(JSON.parse(readFileSync(file, 'utf8')) as Trace, names);
    if (keepIn !== undefined) renameSync(file, join(keepIn, `${name.replaceAll(/\W+/gu, '-')}-${Date.now()}.json`));
    return tasks;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Trace {
  readonly traceEvents: readonly TraceEvent[];
}

/** Times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: Readonly<Record<string, unknown>>;
}

function longestTasks({ traceEvents }: Trace, views: ReadonlyMap<number, string | undefined>): LongestTasks {
  const places = new Map<string, string>();
  for (const { name, pid, tid, args } of traceEvents) {
    if (name !== 'thread_name') continue;
    if (args?.['name'] === 'CrBrowserMain') places.set(`${pid} ${tid}`, 'main');
    else if (args?.['name'] === 'CrRendererMain') places.set(`${pid} ${tid}`, views.get(pid) ?? 'window');
  }
  const ofTheMeter = traceEvents.filter(isOfTheMeter);
  const longest = new Map<string, LongestTask>();
  for (const task of traceEvents) {
    const place = places.get(`${task.pid} ${task.tid}`);
    if (place === undefined || task.ph !== 'X' || task.name !== 'ThreadControllerImpl::RunTask') continue;
    if (ofTheMeter.some((event) => isWithin(event, task))) continue;
    const known = longest.get(place) ?? { ms: 0, ownMs: 0 };
    const ms = (task.dur ?? 0) / 1000;
    const ownMs = task.tdur === undefined ? ms : task.tdur / 1000;
    longest.set(place, { ms: Math.max(known.ms, ms), ownMs: Math.max(known.ownMs, ownMs) });
  }
  return longest;
}

/** The test driver puts some hundred kilobytes of script into each window, and asks through a socket in the main process. */
function isOfTheMeter({ args }: TraceEvent): boolean {
  const words = JSON.stringify(args ?? {});
  return words.includes('DevToolsSession') || words.includes('devtools_http_handler') || words.includes('tracing/');
}

function isWithin(event: TraceEvent, task: TraceEvent): boolean {
  if (event.pid !== task.pid || event.tid !== task.tid || event.ts === undefined || task.ts === undefined) return false;
  return event.ts >= task.ts && event.ts <= task.ts + (task.dur ?? 0);
}
