// Logs of other programs on their way into the history: what was found, what somebody chose, and what became of it.
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

export interface LogOutcome {
  readonly added: number;
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
