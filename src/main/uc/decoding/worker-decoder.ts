// The worker thread that reads big documents, as the engine uses it. One that dies, or that the system does not give, is missed by nobody:
// reading goes on here.
import { Worker } from 'node:worker_threads';
import { decodeSliced, type EventDecoder } from './event-decoder';
import { createRemoteDecoder, isReadHere, type RemoteDecoder } from './remote-decoder';

export interface WorkerDecoder {
  readonly decode: EventDecoder;
  stop(): void;
}

/** Big documents come one after another, as when somebody signs in, or for hours not at all. A thread in vain is 8 MB of memory. */
export const restAfterMs = 5_000;

/**
 * `workerFile`: the built `decode-worker.js`. It is started with the first document, however small: nobody waits for it then. Once it has
 * nothing to do it ends, until the next big one.
 */
export function createWorkerDecoder(
  workerFile: string,
  startWorker = (file: string) => new Worker(file),
): WorkerDecoder {
  let worker: Worker | undefined;
  let remote: RemoteDecoder | undefined;
  let isFirst = true;
  let underWay = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function start(): RemoteDecoder | undefined {
    isFirst = false;
    try {
      worker = startWorker(workerFile);
    } catch {
      return undefined;
    }
    worker.unref();
    const started = createRemoteDecoder(worker);
    worker.on('error', started.abandon);
    worker.on('exit', started.abandon);
    restLater();
    return started;
  }

  function restLater(): void {
    clearTimeout(timer);
    timer = setTimeout(stop, restAfterMs);
    timer.unref();
  }

  function stop(): void {
    clearTimeout(timer);
    void worker?.terminate();
    worker = undefined;
    remote = undefined;
  }

  return {
    decode(text) {
      if (!isFirst && isReadHere(text)) return decodeSliced(text);
      remote ??= start();
      if (!remote) return decodeSliced(text);
      const document = remote.decode(text);
      if (!(document instanceof Promise)) return document;
      clearTimeout(timer);
      underWay += 1;
      return document.finally(() => {
        underWay -= 1;
        if (underWay === 0) restLater();
      });
    },
    stop,
  };
}
