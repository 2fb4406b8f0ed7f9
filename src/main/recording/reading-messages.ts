// What the main process and the thread of a reader say to each other.
import type {
  RecordedPart,
  RecordedSteps,
  RecordedText,
  RecordingContents,
  RecordingProblem,
} from '../../shared/domain/recording';

export interface ReadingWorkerData {
  readonly task: 'read';
  readonly file: string;
}

export interface ProblemFound {
  readonly problem: RecordingProblem;
  /** From 1. */
  readonly line?: number;
}

export interface StepsWanted {
  readonly search: string;
  readonly from: number;
}

export interface TextWanted {
  readonly step: number;
  readonly part: RecordedPart;
  readonly from: number;
}

export type ToReading = { readonly id: number } & ({ readonly steps: StepsWanted } | { readonly text: TextWanted });

export type FromReading =
  | { readonly opened: RecordingContents | ProblemFound }
  | { readonly id: number; readonly value: RecordedSteps | RecordedText };
