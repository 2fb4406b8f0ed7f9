// What a process waits for before it is over: its worker threads, and calls to the disk or for names that a thread of Node's makes. One
// that nothing ends, as its disk has gone or as V8 never leaves its loop, would keep Parley for ever: without a window, and with the
// profile's lock.
import type { Worker } from 'node:worker_threads';

export interface LivingThreads {
  /** Ends the threads: what they still had to do is lost. Resolves to how much is left when all has ended, or after so many milliseconds. */
  end(patienceMs: number): Promise<number>;
}

/** As Node calls what its own threads do for others; whatever else they do comes to its end. */
const outsideCalls: ReadonlySet<string> = new Set([
  'FSReqCallback',
  'FSReqPromise',
  'GetAddrInfoReqWrap',
  'GetNameInfoReqWrap',
]);
const lookEveryMs = 20;

/** The part of the process that is used. */
export interface Host {
  /** Tells of each thread that is started from now on, whoever starts it. */
  on(event: 'worker', listener: (thread: Worker) => void): unknown;
  /** Node calls it an experiment. */
  getActiveResourcesInfo?(): readonly string[];
}

export function watchThreads(host: Host = process): LivingThreads {
  const living = new Set<Worker>();
  host.on('worker', (thread) => {
    living.add(thread);
    thread.once('exit', () => living.delete(thread));
  });
  const left = (): number =>
    living.size + (host.getActiveResourcesInfo?.().filter((name) => outsideCalls.has(name)).length ?? 0);
  return {
    async end(patienceMs) {
      const until = performance.now() + patienceMs;
      for (const thread of living) void thread.terminate();
      while (left() > 0 && performance.now() < until) await new Promise((next) => setTimeout(next, lookEveryMs));
      return left();
    },
  };
}
