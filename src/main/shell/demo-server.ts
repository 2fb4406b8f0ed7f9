// The embedded server in a thread of its own: started when somebody tries the demo, started again on the same port if it dies
// while in use, stopped when nobody needs it. What it says is checked like anything else that comes from outside.
import * as v from 'valibot';
import type { Log } from '../../shared/log';
import { FailureError } from '../../shared/domain/failure';

/** The part of a worker thread that is used. */
export interface ServerThread {
  postMessage(message: unknown): void;
  terminate(): unknown;
  on(event: 'message' | 'error', listener: (value: unknown) => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
}

export interface DemoAccess {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

export interface DemoServer {
  /** Resolves when it listens; the same one while it runs. */
  start(): Promise<DemoAccess>;
  stop(): void;
}

export interface DemoServerOptions {
  readonly startThread: () => ServerThread;
  readonly log: Log;
  readonly startTimeoutMs?: number;
}

const Report = v.variant('kind', [
  v.object({
    kind: v.literal('listening'),
    url: v.pipe(v.string(), v.regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/u)),
    demo: v.object({ user: v.string(), password: v.string() }),
  }),
  v.object({ kind: v.literal('failed'), message: v.string() }),
]);

/** A server that dies more often than this, each time soon after its start, has a fault that starting it again does not cure. */
const maxRestarts = 5;
const steadyMs = 60_000;
/** Polls are held while nobody has anything to say, so that nothing runs while nothing happens. */
const holdMs = 25_000;
const restartDelayMs = 500;

export function createDemoServer({ startThread, log, startTimeoutMs = 15_000 }: DemoServerOptions): DemoServer {
  let running: { readonly thread: ServerThread; readonly access: Promise<DemoAccess> } | undefined;
  let restarts = 0;
  let restartTimer: ReturnType<typeof setTimeout> | undefined;

  function launch(before?: DemoAccess): Promise<DemoAccess> {
    let thread: ServerThread;
    try {
      thread = startThread();
    } catch (error) {
      // The system gives no thread now.
      log('the demo server failed', { error });
      if (before) restart(before);
      return Promise.reject(new FailureError('unreachable', 'the demo server could not be started'));
    }
    const startedAt = performance.now();
    const access = new Promise<DemoAccess>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new FailureError('timeout', 'the demo server did not start')),
        startTimeoutMs,
      );
      thread.on('error', (error) => log('the demo server failed', { error }));
      thread.on('message', (message) => {
        const report = v.safeParse(Report, message);
        if (!report.success) return;
        clearTimeout(timer);
        if (report.output.kind === 'failed') reject(new FailureError('unreachable', report.output.message));
        else resolve({ url: report.output.url, ...report.output.demo });
      });
      thread.once('exit', (code) => {
        clearTimeout(timer);
        reject(new FailureError('unreachable', `the demo server ended with ${code}`));
        if (performance.now() - startedAt > steadyMs) restarts = 0;
        void access.then(gone, () => {});
      });
    });
    function gone(back?: DemoAccess): void {
      if (running?.thread !== thread) return;
      running = undefined;
      if (back) restart(back);
    }
    running = { thread, access };
    thread.postMessage(
      before
        ? { kind: 'start', options: { demo: true, holdMs, port: portOf(before) }, visitorPassword: before.password }
        : { kind: 'start', options: { demo: true, holdMs, port: 0 } },
    );
    access.catch(() => {
      gone(before);
      thread.terminate();
    });
    return access;
  }

  /** On the same port and with the same password, so that who was signed in comes back without a word. */
  function restart(before: DemoAccess): void {
    if (restarts >= maxRestarts) return;
    restarts += 1;
    log('the demo server died and is started again', { restarts });
    restartTimer = setTimeout(() => {
      launch(before).catch((error: unknown) => log('the demo server did not come back', { error }));
    }, restartDelayMs);
  }

  return {
    start() {
      clearTimeout(restartTimer);
      if (running) return running.access;
      restarts = 0;
      return launch();
    },
    stop() {
      clearTimeout(restartTimer);
      const stopped = running;
      running = undefined;
      if (!stopped) return;
      stopped.thread.postMessage({ kind: 'stop' });
      // It has had its word; a thread that does not listen to it is ended.
      const timer = setTimeout(() => stopped.thread.terminate(), 2_000);
      stopped.thread.once('exit', () => clearTimeout(timer));
    },
  };
}

function portOf({ url }: DemoAccess): number {
  return Number(new URL(url).port);
}
