// How long the main process and the windows of a running Parley were busy with one thing, and so deaf to everything else: the longest
// task of each main thread, by Chromium's own tracing.
import type { Parley } from '../../e2e/support/launch';
import { traced, type TraceEvent } from './trace';

/**
 * In ms, by process: `main`, and the view that a window shows. What the thread has run: on a busy machine a task is also long because
 * other programs had their turn. By the clock where the system does not tell.
 */
export type LongestTasks = ReadonlyMap<string, number>;

/** What one step costs. It is for the step to wait until all of it has happened. */
export async function measureTasks(parley: Parley, name: string, step: () => Promise<unknown>): Promise<LongestTasks> {
  const { app } = parley;
  const events = await traced(app, name, ['toplevel'], step);
  const views = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(
      ({ webContents }) => [webContents.getOSProcessId(), webContents.getURL()] as const,
    ),
  );
  const names = new Map(views.map(([pid, url]) => [pid, /#\/(\w+)/u.exec(url)?.[1]?.replace(/^main$/u, 'contacts')]));
  return longestTasks(events, names);
}

/** `views`: what the window of each renderer's process shows. */
export function longestTasks(
  traceEvents: readonly TraceEvent[],
  views: ReadonlyMap<number, string | undefined>,
): LongestTasks {
  const places = new Map<string, string>();
  for (const { name, pid, tid, args } of traceEvents) {
    if (name !== 'thread_name') continue;
    if (args?.['name'] === 'CrBrowserMain') places.set(`${pid} ${tid}`, 'main');
    else if (args?.['name'] === 'CrRendererMain') places.set(`${pid} ${tid}`, views.get(pid) ?? 'window');
  }
  const ofTheMeter = traceEvents.filter(isOfTheMeter);
  const longest = new Map<string, number>();
  for (const task of traceEvents) {
    const place = places.get(`${task.pid} ${task.tid}`);
    if (place === undefined || task.ph !== 'X' || task.name !== 'ThreadControllerImpl::RunTask') continue;
    if (ofTheMeter.some((event) => isWithin(event, task))) continue;
    longest.set(place, Math.max(longest.get(place) ?? 0, (task.tdur ?? task.dur ?? 0) / 1000));
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
