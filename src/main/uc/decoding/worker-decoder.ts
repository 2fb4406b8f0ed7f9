// The worker thread that reads big documents, as the engine uses it. A worker that dies is missed by nobody: reading goes on here.
import { Worker } from 'node:worker_threads';
import type { EventDecoder } from './event-decoder';
import { createRemoteDecoder } from './remote-decoder';

export interface WorkerDecoder {
  readonly decode: EventDecoder;
  stop(): void;
}

/** `workerFile`: the built `decode-worker.js`. */
export function createWorkerDecoder(workerFile: string): WorkerDecoder {
  const worker = new Worker(workerFile);
  worker.unref();
  const { decode, abandon } = createRemoteDecoder(worker);
  worker.on('error', abandon);
  worker.on('exit', abandon);
  return { decode, stop: () => void worker.terminate() };
}
