// The whole of what may cross between a window and the main process. Each part stands in a file of its own.
import type * as v from 'valibot';
import type { Failure } from '../domain/failure';
import type { HistoryExportProgress } from '../domain/history';
import type { ChangeBatch } from '../domain/model';
import type { Notice, NoticeCode } from '../domain/notice';
import type { Settings } from '../settings';
import { aboutCalls } from './about-calls';
import { contactCalls } from './contact-calls';
import { conversationCalls } from './conversation-calls';
import { diagnosticsCalls } from './diagnostics-calls';
import { historyCalls } from './history-calls';
import { leavingCalls } from './leaving-calls';
import { noticeCalls } from './notice-calls';
import { proxyCalls } from './proxy-calls';
import { serverCalls } from './server-calls';
import { sessionCalls } from './session-calls';
import { updateCalls } from './update-calls';
import { windowCalls } from './window-calls';

export const calls = {
  ...sessionCalls,
  ...contactCalls,
  ...conversationCalls,
  ...serverCalls,
  ...proxyCalls,
  ...historyCalls,
  ...leavingCalls,
  ...diagnosticsCalls,
  ...aboutCalls,
  ...noticeCalls,
  ...updateCalls,
  ...windowCalls,
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
/** What a window hands over. */
export type CallInput<Name extends CallName> = v.InferInput<Calls[Name]['input']>;
/** What the handler gets after parsing. */
export type ParsedInput<Name extends CallName> = v.InferOutput<Calls[Name]['input']>;
export type CallOutput<Name extends CallName> =
  NonNullable<Calls[Name]['output']> extends never ? void : Exclude<Calls[Name]['output'], undefined>;

/** What the main process tells every window. It crosses as JSON: the context bridge would copy an object piece by piece. */
export interface Events {
  readonly 'model:changes': ChangeBatch;
  readonly 'settings:changed': Settings;
  readonly notice: Notice;
  /** It is not true any more. */
  readonly 'notice:over': NoticeCode;
  /** An export goes on, or (null) is over. */
  readonly 'history:exporting': HistoryExportProgress | null;
  /** Of everything that is half-written now. */
  readonly 'draft:keys': readonly string[];
  /** There is something to ask before leaving, or not any more. */
  readonly 'leaving:changed': null;
}
export type EventName = keyof Events;
export const eventNames = [
  'model:changes',
  'settings:changed',
  'notice',
  'notice:over',
  'history:exporting',
  'draft:keys',
  'leaving:changed',
] as const satisfies readonly EventName[];

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** What preload puts on `window.parley`: one function a call, one `subscribe` an event. */
export interface Bridge {
  readonly calls: { readonly [Name in CallName]: (input: CallInput<Name>) => Promise<Answer<CallOutput<Name>>> };
  readonly on: { readonly [Name in EventName]: (listener: (json: string) => void) => () => void };
  /** `darwin`, `win32`, `linux`: for shortcuts' names and window controls. */
  readonly platform: string;
}
