// Logs of other programs on their way into the history: what was found, what somebody chose, and what became of it.
import type { Failure } from './failure';
import type { PersonUri } from './person';

export const logPrograms = ['pidgin', 'adium'] as const;
export type LogProgram = (typeof logPrograms)[number];

/** All that was written down with one other. */
export interface LogThread {
  readonly key: string;
  readonly program: LogProgram;
  /** As the program calls it, e.g. `jabber`. */
  readonly service: string;
  readonly account: string;
  readonly peer: string;
  readonly messages: number;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Who that is without any doubt. */
  readonly uri?: PersonUri;
  /** The address that the name is, if it is one: whoever has it may be the same. */
  readonly address?: string;
}

/**
 * Why (some of) a file is left out: it cannot be opened, nobody can tell who said what, or when; it has no message; its name does not say
 * when it began.
 */
export const logFaults = ['unreadable', 'unclear', 'times', 'partly', 'unplaced', 'empty'] as const;
export type LogFault = (typeof logFaults)[number];

/** Files of which the same holds; the first of them by name. */
export interface LeftOutLogs {
  readonly why: LogFault;
  readonly count: number;
  readonly names: readonly string[];
}

export interface LogPreview {
  readonly threads: readonly LogThread[];
  readonly leftOut: readonly LeftOutLogs[];
  /** Logs of rooms, which are left out. */
  readonly rooms: number;
  /** There was more than is read at once. */
  readonly isCut: boolean;
}

/** `null`: nobody here; it keeps the name that it has in the log. */
export interface LogChoice {
  readonly key: string;
  readonly uri: PersonUri | null;
}

/** What came in of one other. */
export interface ImportedThread {
  /** As the log has it. */
  readonly name: string;
  /** Absent: nobody here. */
  readonly uri?: PersonUri;
  readonly added: number;
}

export interface LogOutcome {
  readonly added: number;
  /** Of whom, those with most messages first. */
  readonly threads: readonly ImportedThread[];
  /** Were there already. */
  readonly known: number;
  /** Too old to be kept. */
  readonly tooOld: number;
  /** Of a day that is still to come: the date is wrong. */
  readonly notYet: number;
  readonly leftOut: readonly LeftOutLogs[];
  /** Somebody stopped it: what was added stays. */
  readonly isStopped: boolean;
}

export interface LogProgress {
  readonly step: 'reading' | 'adding';
  /** Files. */
  readonly done: number;
  readonly total: number;
}

/** Where an import stands, for whichever window asks: it goes on while none is open. */
export type LogImportState =
  | { readonly kind: 'none' }
  | { readonly kind: 'working'; readonly progress: LogProgress }
  /** Somebody has to say who is who. */
  | { readonly kind: 'read'; readonly preview: LogPreview; readonly chosen: readonly LogChoice[] }
  | { readonly kind: 'added'; readonly outcome: LogOutcome }
  /** `added`: what came in before stays. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly added: number };

/** How adding ended, for whoever does not look on. */
export type LogImportEnd =
  | { readonly kind: 'added'; readonly outcome: LogOutcome }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly added: number }
  /** Whose history it was signed out. */
  | { readonly kind: 'left'; readonly added: number }
  /** The program was ended in the middle of it: so many at least. */
  | { readonly kind: 'cut-off'; readonly added: number };
