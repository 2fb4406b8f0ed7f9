// The worker thread that reads big documents, as the engine uses it. A worker that dies is missed by nobody: reading goes on here.
import { Worker } from 'node:worker_threads';
import type { EventDecoder } from './event-decoder';
import { createRemoteDecoder, type RemoteDecoder } from './remote-decoder';

export interface WorkerDecoder {
  readonly decode: EventDecoder;
  stop(): void;
}

/** `workerFile`: the built `decode-worker.js`. It is started with the first document, however small: nobody waits for it then. */
export function createWorkerDecoder(workerFile: string): WorkerDecoder {
  let worker: Worker | undefined;
  let remote: RemoteDecoder | undefined;

  function start(): RemoteDecoder {
    worker = new Worker(workerFile);
    worker.unref();
    const started = createRemoteDecoder(worker);
    worker.on('error', started.abandon);
    worker.on('exit', started.abandon);
    return started;
  }

  return {
    decode: (text) => (remote ??= start()).decode(text),
    stop: () => void worker?.terminate(),
  };
}
