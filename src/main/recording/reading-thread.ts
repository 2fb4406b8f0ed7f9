// A recording that is looked at, as the main process holds it: the thread that has read it, and is asked for its pages.
import { Worker } from 'node:worker_threads';
import { FailureError } from '../../shared/domain/failure';
import type { RecordedSteps, RecordedText, RecordingContents } from '../../shared/domain/recording';
import type {
  FromReading,
  ProblemFound,
  ReadingWorkerData,
  StepsWanted,
  TextWanted,
  ToReading,
} from './reading-messages';

export interface OpenReading {
  readonly contents: RecordingContents;
  steps(wanted: StepsWanted): Promise<RecordedSteps>;
  text(wanted: TextWanted): Promise<RecordedText>;
  close(): void;
}

/** A file that needs more than this was made to. */
const maxHeapMb = 1_024;

/** `workerFile`: the built `recording-worker.js`. */
export function openReading(workerFile: string, file: string): Promise<OpenReading | ProblemFound> {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile, {
      workerData: { task: 'read', file } satisfies ReadingWorkerData,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    worker.unref();
    const asked = new Map<number, { answer(value: unknown): void; refuse(error: FailureError): void }>();
    let count = 0;
    const ask = <T>(message: { readonly steps: StepsWanted } | { readonly text: TextWanted }): Promise<T> =>
      new Promise((answer, refuse) => {
        const id = (count += 1);
        asked.set(id, { answer: (value) => answer(value as T), refuse });
        worker.postMessage({ id, ...message } satisfies ToReading);
      });
    worker.on('message', (message: FromReading) => {
      if ('id' in message) {
        asked.get(message.id)?.answer(message.value);
        asked.delete(message.id);
      } else if ('problem' in message.opened) resolve(message.opened);
      else {
        resolve({
          contents: message.opened,
          steps: (steps) => ask({ steps }),
          text: (text) => ask({ text }),
          close: () => void worker.terminate(),
        });
      }
    });
    const die = (): void => {
      resolve({ problem: 'not-readable' });
      for (const { refuse } of asked.values()) refuse(new FailureError('not-found', 'the reader has gone'));
      asked.clear();
    };
    worker.on('error', die);
    worker.on('exit', die);
  });
}
