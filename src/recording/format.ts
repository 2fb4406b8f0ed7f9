// The file of a recording: JSON lines. The first says what it is, each of the others what happened at a time, in the order in which it
// happened; the last is `end`. docs/recording.md describes it.
import type { TlsFacts } from '../main/uc/http/transport';

export const formatName = 'parley-recording';
export const formatVersion = 1;

export type Header = readonly [name: string, value: string];

export type Channel = 'sign-in' | 'command' | 'data';

export interface Ask {
  readonly channel: Channel;
  readonly method: string;
  /** With its query, without the server. */
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string;
  /** Of the bytes of the body; absent where that is not known. */
  readonly encoding?: string;
  /** `1.1`. */
  readonly http?: string;
  readonly tls?: TlsFacts;
}

export interface Start {
  readonly format: typeof formatName;
  readonly version: typeof formatVersion;
  /** Which Parley wrote it. */
  readonly client: string;
}

/** `at`: milliseconds since the beginning. `n`: which exchange, from 1. */
export type Entry =
  | { readonly at: number; readonly n: number; readonly ask: Ask }
  /** Before the last of an exchange there may be some that ask for a sign-in (`asksForSignIn`). */
  | { readonly at: number; readonly n: number; readonly answer: Answer }
  /** No answer came; the code of the failure. */
  | { readonly at: number; readonly n: number; readonly failure: string }
  /** What the person asked for, as a command of the command line. */
  | { readonly at: number; readonly do: Readonly<Record<string, unknown>> }
  /** `unknown`: how many names were masked because nobody knows them. */
  | { readonly at: number; readonly end: true; readonly unknown: number };

/** Of an answer: another may follow in the same exchange. */
export function asksForSignIn({ status }: Pick<Answer, 'status'>): boolean {
  return status === 401;
}

/** The line that an exchange ends with, by its `n`. */
export function outcomesOf(entries: readonly Entry[]): ReadonlyMap<number, Entry> {
  return new Map(entries.flatMap((entry) => ('answer' in entry || 'failure' in entry ? [[entry.n, entry]] : [])));
}
