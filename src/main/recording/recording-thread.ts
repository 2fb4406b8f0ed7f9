// A recording under way, as the main process holds it: what is heard goes to the thread that masks and writes it.
import { Worker } from 'node:worker_threads';
import { FailureError } from '../../shared/domain/failure';
import type { WriteTrouble } from '../../recording/line-file';
import type { WrittenRecording } from '../../recording/recording-writer';
import type { Heard } from '../../recording/tap';
import { packed } from './packed-answer';
import type { FromRecording, RecordingWorkerData, ToRecording } from './worker-messages';

export interface RecordingThread {
  hear(heard: Heard): void;
  /** Undefined: the thread has died, and what is in the file nobody knows. */
  end(at: number): Promise<WrittenRecording | undefined>;
}

export interface ThreadOptions extends Omit<RecordingWorkerData, 'task'> {
  /** Of one that was opened: nothing more of it is written. Once. */
  readonly onTrouble: (trouble: WriteTrouble) => void;
}

export type OpenRecordingThread = (options: ThreadOptions) => Promise<RecordingThread>;

/** `workerFile`: the built `recording-worker.js`. The promise rejects with `file-not-written` where the file cannot be made. */
export function recordingThreads(workerFile: string): OpenRecordingThread {
  return ({ onTrouble, ...options }) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(workerFile, {
        workerData: { task: 'record', ...options } satisfies RecordingWorkerData,
      });
      // Nothing of Parley ends later because of it.
      worker.unref();
      let finish = (_written: WrittenRecording | undefined): void => undefined;
      const ended = new Promise<WrittenRecording | undefined>((done) => (finish = done));
      const say = (message: ToRecording): void => worker.postMessage(message);
      let isWriting = false;
      const troubled = (trouble: WriteTrouble): void => {
        if (!isWriting) return;
        isWriting = false;
        onTrouble(trouble);
      };
      worker.on('message', (message: FromRecording) => {
        if ('opened' in message) {
          isWriting = true;
          resolve({
            hear(heard) {
              const { heard: sent, handedOver } = packed(heard);
              worker.postMessage({ heard: sent } satisfies ToRecording, handedOver);
            },
            end(at) {
              say({ end: at });
              return ended;
            },
          });
        } else if ('refused' in message) reject(new FailureError('file-not-written', message.refused));
        else if ('trouble' in message) troubled(message.trouble);
        else {
          isWriting = false;
          finish(message.written);
        }
      });
      const die = (): void => {
        reject(new FailureError('internal'));
        troubled('not-written');
        finish(undefined);
      };
      worker.on('error', die);
      worker.on('exit', die);
    });
}
