// What the main process and the thread of a recording say to each other.
import type { WriteTrouble } from '../../recording/line-file';
import type { WrittenRecording } from '../../recording/recording-writer';
import type { Heard } from '../../recording/tap';

export interface RecordingWorkerData {
  readonly task: 'record';
  readonly file: string;
  /** Of Parley. */
  readonly client: string;
  readonly allowed: readonly string[];
}

export type ToRecording = { readonly heard: Heard } | { readonly end: number };

export type FromRecording =
  /** Undefined: the file is there, and for the person alone. */
  | { readonly opened: true }
  | { readonly refused: string }
  /** It had better be ended. */
  | { readonly trouble: WriteTrouble }
  | { readonly written: WrittenRecording };
