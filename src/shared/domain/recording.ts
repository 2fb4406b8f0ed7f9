// The recording of what a server says, as windows know it (docs/recording.md).

/** After how many minutes it ends by itself. */
export const recordingMinutes = [5, 15, 60] as const;
export type RecordingMinutes = (typeof recordingMinutes)[number];
export const usualRecordingMinutes: RecordingMinutes = 15;

/** What ended it. */
export type RecordingEnd =
  | 'stopped'
  | 'time'
  | 'signed-out'
  /** Somebody signs in who does not own this computer. */
  | 'public-computer'
  | 'quit'
  | 'disk-full'
  | 'too-long'
  | 'not-written';

/** A name that Parley does not know. */
export interface UnknownName {
  readonly kind: 'element' | 'attribute' | 'header';
  /** As the server writes it: known of one's own last recording alone, and in no file. */
  readonly name?: string;
  /** As it stands in the file. */
  readonly written: string;
  readonly count: number;
}

export interface RecordingOutcome {
  readonly end: RecordingEnd;
  /** How many are in the file. */
  readonly exchanges: number;
  /** It can be read. */
  readonly isWhole: boolean;
  /** Without its folder. */
  readonly fileName: string;
}

export interface RecordingState {
  /** Why none can be made here and now. */
  readonly refusal?: 'public-computer' | 'set-by-organisation';
  readonly running?: {
    /** Epoch milliseconds. */
    readonly endsAt: number;
    readonly fileName: string;
  };
  /** It has ended, and the rest of it is being written. */
  readonly isFinishing?: true;
  /** The last one that has ended. */
  readonly last?: RecordingOutcome;
  /** Names that the next recording keeps. */
  readonly allowed: readonly string[];
}

export const noRecording: RecordingState = { allowed: [] };

export const maxAllowedNames = 100;
/** Longer than any that a protocol has. */
export const maxNameLength = 120;

/** Why a file cannot be looked at. */
export type RecordingProblem =
  'too-long' | 'not-a-recording' | 'newer' | 'cut-off' | 'broken' | 'leads-away' | 'not-readable';

/** A recording that is looked at, as a whole. */
export interface RecordingContents {
  readonly fileName: string;
  /** Version of the Parley that wrote it, as it says. */
  readonly client: string;
  readonly steps: number;
  readonly durationMs: number;
  readonly unknown: readonly UnknownName[];
}

/** A request with what came of it, or a command of the command line. */
export interface RecordedStep {
  /** From 0. */
  readonly index: number;
  /** Milliseconds since the beginning. */
  readonly at: number;
  readonly channel: 'sign-in' | 'command' | 'data' | 'person';
  /** What it asks for, in words of the protocol. */
  readonly what: string;
  /** Of the answer, or the code of the failure; undefined: nothing came before the end. */
  readonly outcome?: string;
  readonly tookMs?: number;
}

export interface RecordedSteps {
  /** All that have what is searched for. */
  readonly total: number;
  readonly steps: readonly RecordedStep[];
}

export const recordedParts = ['request', 'answer'] as const;
export type RecordedPart = (typeof recordedParts)[number];

/** A piece of what passed, as it stands in the file. */
export interface RecordedText {
  readonly text: string;
  /** Of the whole. */
  readonly length: number;
}

export const stepsOnPage = 50;
/** So much of a text comes at once. */
export const textPiece = 50_000;
