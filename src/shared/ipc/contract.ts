// The whole of what may cross between a window and the main process. Each part stands in a file of its own.
import type * as v from 'valibot';
import type { CommandId } from '../commands/commands';
import type { Failure } from '../domain/failure';
import type { HistoryExportProgress } from '../domain/history';
import type { LogProgress } from '../domain/log-import';
import type { ToldReturn } from '../domain/undelivered';
import type { ChangeBatch } from '../domain/model';
import type { Notice, NoticeCode } from '../domain/notice';
import type { RecordingState } from '../domain/recording';
import type { FieldMenuFacts } from '../field-menu';
import type { SettingsNow } from '../settings-edit';
import type { SoundKind } from '../sounds';
import { aboutMethods } from './about-methods';
import { contactMethods } from './contact-methods';
import { conversationMethods } from './conversation-methods';
import { diagnosticsMethods } from './diagnostics-methods';
import { firstMethods } from './first-methods';
import { historyMethods } from './history-methods';
import { leavingMethods } from './leaving-methods';
import { noticeMethods } from './notice-methods';
import { proxyMethods } from './proxy-methods';
import { recordingMethods } from './recording-methods';
import { serverMethods } from './server-methods';
import { sessionMethods } from './session-methods';
import { spellingMethods } from './spelling-methods';
import { updateMethods } from './update-methods';
import { windowMethods } from './window-methods';

/** Answered once all of the program is read. */
export const laterMethods = {
  ...sessionMethods,
  ...contactMethods,
  ...conversationMethods,
  ...serverMethods,
  ...proxyMethods,
  ...historyMethods,
  ...leavingMethods,
  ...diagnosticsMethods,
  ...recordingMethods,
  ...aboutMethods,
  ...noticeMethods,
  ...spellingMethods,
  ...updateMethods,
  ...windowMethods,
} as const;

export const methods = { ...firstMethods, ...laterMethods } as const;

export type Methods = typeof methods;
export type MethodName = keyof Methods;
/** What a window hands over. */
export type MethodInput<Name extends MethodName> = v.InferInput<Methods[Name]['input']>;
/** What the handler gets after parsing. */
export type ParsedInput<Name extends MethodName> = v.InferOutput<Methods[Name]['input']>;
export type MethodOutput<Name extends MethodName> =
  NonNullable<Methods[Name]['output']> extends never ? void : Exclude<Methods[Name]['output'], undefined>;

/** What the main process tells every window. It crosses as JSON: the context bridge would copy an object piece by piece. */
export interface Events {
  readonly 'model:changes': ChangeBatch;
  readonly 'settings:changed': SettingsNow;
  readonly notice: Notice;
  /** It is not true any more. */
  readonly 'notice:over': NoticeCode;
  /** An export goes on, or (null) is over. */
  readonly 'history:exporting': HistoryExportProgress | null;
  /** Logs of other programs are read or added, or (null) not any more. */
  readonly 'history:importing': LogProgress | null;
  /** Of everything that is half-written now. */
  readonly 'draft:keys': readonly string[];
  /** Words that could not be sent are a draft again: whoever shows it takes them in. */
  readonly 'draft:returned': ToldReturn;
  /** A recording has begun or ended, or may be made now or not any more. */
  readonly 'recording:changed': RecordingState;
  /** The conversation that the main window shows beside the list, also when it is asked for again; null: none. */
  readonly 'pane:changed': string | null;
  /** A conversation is opened at one of its messages (`window:wanted-message`): its id. */
  readonly 'message:wanted': string;
  /** A change to another account has begun, stopped or ended (`session:account-change`). */
  readonly 'account-change:changed': null;
  /** Signing in at the start goes on, waits, has stopped or is over (`session:start-sign-in`). */
  readonly 'start-sign-in:changed': null;
  /** The contact list of the last run (`contacts:last-list`) is not to be shown any more. */
  readonly 'last-list:over': null;
  /** There is something to ask before leaving, or not any more. */
  readonly 'leaving:changed': null;
  /** Several want to talk, and the person has asked to see them. */
  readonly 'waiting:show': null;
  /** To one window alone: the sound is heard once. */
  readonly 'sound:play': SoundKind;
  /** Words or languages: what is marked as wrong has to be looked at again. */
  readonly 'spelling:changed': null;
  /** Told to the one window whose field was asked for its menu. */
  readonly 'field:menu': FieldMenuFacts;
  /** Chosen in a menu, or in another window: this window is the one that can do it. */
  readonly 'command:run': CommandId;
  /** The accent colour of the system, as `window:system-accent` has it. */
  readonly 'system-accent:changed': string | null;
  /** The main window has been in the tray for a while: `window:may-rest`, where nothing half-done stands in it. */
  readonly 'window:rest': null;
}
export type EventName = keyof Events;

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** What preload puts on `window.parley`: one function a method, one `subscribe` an event. */
export interface Bridge {
  readonly methods: {
    readonly [Name in MethodName]: (input: MethodInput<Name>) => Promise<Answer<MethodOutput<Name>>>;
  };
  readonly on: { readonly [Name in EventName]: (listener: (json: string) => void) => () => void };
  /** `darwin`, `win32`, `linux`: for shortcuts' names and window controls. */
  readonly platform: string;
}
