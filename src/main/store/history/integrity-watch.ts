// Has the file looked through for damage once after the start, by a worker of its own, when what matters more has been done.
import { faultOf } from '../../../shared/fault';
import type { CheckResult, HistoryWorkerData } from './history-protocol';

/** The part of a worker thread that is used. */
export interface CheckWorker {
  on(event: 'message', listener: (result: CheckResult) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  terminate(): Promise<unknown>;
}

export interface IntegrityWatchOptions {
  readonly data: HistoryWorkerData;
  readonly startWorker: (data: HistoryWorkerData) => CheckWorker;
  readonly delayMs: number;
  /** Once, and after the worker has let go of the file; not after `stop`. */
  readonly onResult: (result: CheckResult) => void;
}

/** Returns what ends it. It waits for the table that is being looked at. */
export function watchIntegrity({ data, startWorker, delayMs, onResult }: IntegrityWatchOptions): () => Promise<void> {
  let worker: CheckWorker | undefined;
  let isOver = false;
  let result: CheckResult = { kind: 'unknown', fault: { kind: 'value', places: [] } };

  const timer = setTimeout(() => {
    try {
      worker = startWorker({ ...data, task: 'check' });
    } catch (error) {
      // The system gives no thread now.
      return failed(error);
    }
    worker.on('message', (told) => {
      result = told;
      void worker?.terminate();
    });
    worker.on('error', failed);
    worker.on('exit', over);
  }, delayMs);
  timer.unref();

  function failed(error: unknown): void {
    result = { kind: 'unknown', fault: faultOf(error) };
    over();
  }

  function over(): void {
    if (isOver) return;
    isOver = true;
    onResult(result);
  }

  return async () => {
    isOver = true;
    clearTimeout(timer);
    await worker?.terminate();
  };
}
