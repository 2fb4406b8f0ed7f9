// Logs of other programs into the history: read first, so that a person sees what there is and says who is who, then added, file by file
// in the history's worker. It goes on whichever windows are open. Stopped, it keeps what it has added; the same again adds what is missing.
import type { Conversation } from '../../shared/domain/conversation';
import { FailureError, failureOfError } from '../../shared/domain/failure';
import {
  logFaults,
  type ImportedThread,
  type LeftOutLogs,
  type LogChoice,
  type LogFault,
  type LogImportEnd,
  type LogImportState,
  type LogOutcome,
  type LogPreview,
  type LogProgress,
  type LogThread,
} from '../../shared/domain/log-import';
import { canBeWrittenTo, type PersonUri } from '../../shared/domain/person';
import { addressOf, plainName, type LogPlace } from '../logs/chat-log';
import { knownNames, type NamedLog } from '../logs/known-names';
import { ownNamesOf, type KnownNames } from '../logs/own-names';
import type { History } from '../store/history/history';
import type { LogFile, LogSummary } from '../store/history/open-log';
import { findLogs, shownName } from './find-logs';
import type { ImportRecord } from './import-record';

export interface HistoryImportOptions {
  readonly history: () => History | undefined;
  /** Oneself. */
  readonly account: () => PersonUri | undefined;
  /** Messages older than this are not kept; epoch milliseconds. */
  readonly notBefore: () => number;
  /** It goes on, or (undefined) is over. */
  readonly onProgress: (progress: LogProgress | undefined) => void;
  /** Somebody has to say who is who in so many messages, or (undefined) not any more. */
  readonly onWaits?: (messages: number | undefined) => void;
  /** Told how far it is, for the case that the program ends in the middle of it. */
  readonly record?: Pick<ImportRecord, 'begin' | 'added' | 'end'> | undefined;
  /** Nothing more is added. */
  readonly onEnd?: (end: LogImportEnd) => void;
}

export interface LogAddedToHistory {
  readonly outcome: LogOutcome;
  /** Of people: those in which something was added. */
  readonly threads: readonly Conversation[];
}

export interface HistoryImport {
  state(): LogImportState;
  isAdding(): boolean;
  /** What is in this folder. Undefined: it was stopped. */
  read(folder: string): Promise<LogPreview | undefined>;
  /** What was said of what was read last, and is not added yet: for whoever looks again. */
  choose(choices: readonly LogChoice[]): void;
  /** Of what was read last. */
  add(choices: readonly LogChoice[]): Promise<LogAddedToHistory>;
  stop(): void;
  /** What was read, or how it ended, is not needed any more. */
  seen(): void;
  /** Whose it was is gone. */
  forget(): void;
}

interface ReadLog extends LogFile {
  readonly key: string;
  readonly summary: LogSummary;
}

const namedLog = ({ place, key, summary }: ReadLog): NamedLog => ({
  account: accountKey(place),
  thread: key,
  speakers: summary.speakers,
});

interface Run {
  readonly abort: AbortController;
  /** Whose history it goes into is not there any more. */
  isLeft: boolean;
}

interface ReadFolder {
  readonly root: string;
  readonly history: History;
  readonly logs: readonly ReadLog[];
  readonly threads: ReadonlyMap<string, LogThread>;
  readonly namesFor: (log: ReadLog) => KnownNames;
}

/** Of files that are left out for the same reason. */
const mostNamed = 50;
const progressGapMs = 100;

const accountKey = ({ program, service, account }: LogPlace): string =>
  JSON.stringify([program, service, plainName(account)]);
const threadKey = (place: LogPlace): string => JSON.stringify([accountKey(place), plainName(place.peer)]);

export function createHistoryImport(options: HistoryImportOptions): HistoryImport {
  let last: ReadFolder | undefined;
  let running: Run | undefined;
  const nothing: LogImportState = { kind: 'none' };
  let state: LogImportState = nothing;

  function work(progress: LogProgress): void {
    state = { kind: 'working', progress };
    options.onProgress(progress);
  }

  async function inTurn<T>(act: (history: History, run: Run) => Promise<T>): Promise<T> {
    const history = options.history();
    if (!history) throw new FailureError('not-allowed', 'no history is kept');
    if (running) throw new FailureError('not-allowed', 'an import is under way');
    const run = { abort: new AbortController(), isLeft: false };
    running = run;
    options.onWaits?.(undefined);
    try {
      return await act(history, run);
    } finally {
      running = undefined;
      if (state.kind === 'working' || run.isLeft) state = nothing;
      options.onProgress(undefined);
      await history.closeLog().catch(() => undefined);
    }
  }

  function leave(): void {
    state = nothing;
    last = undefined;
    options.onWaits?.(undefined);
  }

  /** Every window is told: not more often than anybody can see. */
  function progressOf(step: LogProgress['step'], total: number): (done: number) => void {
    let shownAt = -Infinity;
    return (done) => {
      if (performance.now() - shownAt < progressGapMs) return;
      shownAt = performance.now();
      work({ step, done, total });
    };
  }

  return {
    state: () => state,
    isAdding: () => state.kind === 'working' && state.progress.step === 'adding',
    read: (root) =>
      inTurn(async (history, { abort: { signal } }) => {
        last = undefined;
        work({ step: 'reading', done: 0, total: 0 });
        const { files, leftOut, rooms: roomPlaces, isCut } = await findLogs(root, signal);
        const tell = progressOf('reading', files.length);
        const logs: ReadLog[] = [];
        const lost = new LostLogs(root, leftOut);
        let rooms = roomPlaces;
        for (const [index, file] of files.entries()) {
          if (signal.aborted) return undefined;
          tell(index);
          const summary = await history.readLog(file);
          if (typeof summary === 'string') lost.add(file.path, summary);
          else if (summary.isRoom) rooms += 1;
          else if (summary.messages > 0) logs.push({ ...file, key: threadKey(file.place), summary });
          else lost.add(file.path, summary.unread > 0 ? 'times' : 'empty');
        }
        if (signal.aborted) return undefined;
        const known = knownNames(logs.map(namedLog));
        const namesFor = (log: ReadLog): KnownNames => known(namedLog(log));
        const clear = logs.filter((log) => ownNamesOf(log.summary.speakers, namesFor(log), log.place) !== undefined);
        const isClear = new Set(clear);
        for (const log of logs) {
          if (!isClear.has(log)) lost.add(log.path, 'unclear');
          else if (log.summary.unread > 0) lost.add(log.path, 'partly');
        }
        const threads = threadsOf(clear);
        last = { root, history, logs: clear, threads, namesFor };
        const preview = { threads: [...threads.values()], leftOut: lost.all, rooms, isCut };
        state = { kind: 'read', preview, chosen: [] };
        const messages = preview.threads.reduce((sum, thread) => sum + thread.messages, 0);
        if (messages > 0) options.onWaits?.(messages);
        return preview;
      }),
    add: (choices) =>
      inTurn(async (history, run) => {
        const { signal } = run.abort;
        const account = options.account();
        if (!last || last.history !== history || account === undefined)
          throw new FailureError('not-allowed', 'nothing was read');
        const { root, logs, threads, namesFor } = last;
        const chosen = new Map(choices.map(({ key, uri }) => [key, uri]));
        const wanted = logs.filter(({ key }) => chosen.has(key));
        const tell = progressOf('adding', wanted.length);
        work({ step: 'adding', done: 0, total: wanted.length });
        const outcome = { added: 0, known: 0, tooOld: 0, notYet: 0, isStopped: false };
        const lost = new LostLogs(root);
        const people = new Set<PersonUri>();
        const added = new AddedThreads();
        const addAll = async (): Promise<void> => {
          for (const [index, log] of wanted.entries()) {
            const uri = chosen.get(log.key) ?? undefined;
            const name = threads.get(log.key)?.peer ?? log.place.peer;
            const target = { name, account, ...(uri !== undefined && { uri }) };
            tell(index);
            let threadId: string | undefined;
            for (let after: number | undefined = 0; after !== undefined;) {
              if (signal.aborted) break;
              const known = namesFor(log);
              const slice: Awaited<ReturnType<History['addLog']>> = await history.addLog({
                file: { path: log.path, place: log.place },
                names: { own: [...known.own], others: [...known.others] },
                target,
                after,
                notBefore: options.notBefore(),
              });
              if (!slice) lost.add(log.path, 'unreadable');
              outcome.added += slice?.added ?? 0;
              options.record?.added(outcome.added);
              outcome.known += slice?.known ?? 0;
              outcome.tooOld += slice?.tooOld ?? 0;
              outcome.notYet += slice?.notYet ?? 0;
              if (slice && slice.added + slice.known > 0) threadId = slice.threadId;
              if (slice && slice.added > 0) {
                added.add(uri ?? log.key, { name, ...(uri !== undefined && { uri }) }, slice.added);
                if (uri !== undefined) people.add(uri);
              }
              after = slice?.next;
            }
            // Also of what was stopped, and of what another time was added and not put in order: each stands where it was said.
            if (threadId !== undefined) await history.orderThread(threadId);
            if (signal.aborted) return;
          }
        };
        options.record?.begin(account);
        try {
          await addAll();
        } catch (error) {
          // Whose history is being closed has stopped it.
          if (!run.isLeft) {
            const failure = failureOfError(error);
            state = { kind: 'failed', failure, added: outcome.added };
            options.onEnd?.(state);
            throw error;
          }
        } finally {
          options.record?.end();
        }
        outcome.isStopped = signal.aborted;
        const end = { ...outcome, threads: added.all, leftOut: lost.all };
        if (run.isLeft) {
          options.onEnd?.({ kind: 'left', added: outcome.added });
          return { outcome: end, threads: [] };
        }
        state = { kind: 'added', outcome: end };
        options.onEnd?.(state);
        const known = await Promise.all([...people].map((uri) => history.threadWith(uri)));
        return { outcome: end, threads: known.filter((each) => each !== undefined) };
      }),
    choose(chosen) {
      if (state.kind === 'read') state = { ...state, chosen };
    },
    stop: () => running?.abort.abort(),
    seen() {
      if (running) return;
      leave();
    },
    forget() {
      if (running) {
        running.isLeft = true;
        running.abort.abort();
      }
      leave();
    },
  };
}

/** What came in, by whom it is with. */
class AddedThreads {
  readonly #threads = new Map<string, ImportedThread>();

  add(key: string, of: Omit<ImportedThread, 'added'>, added: number): void {
    this.#threads.set(key, { ...of, added: (this.#threads.get(key)?.added ?? 0) + added });
  }

  get all(): readonly ImportedThread[] {
    return [...this.#threads.values()].sort((one, other) => other.added - one.added);
  }
}

/** What is left out, by the reason. */
class LostLogs {
  readonly #paths = new Map<LogFault, string[]>();

  constructor(
    private readonly root: string,
    all: readonly { readonly path: string; readonly why: LogFault }[] = [],
  ) {
    for (const { path, why } of all) this.add(path, why);
  }

  add(path: string, why: LogFault): void {
    const known = this.#paths.get(why) ?? [];
    this.#paths.set(why, known);
    known.push(path);
  }

  get all(): readonly LeftOutLogs[] {
    return logFaults.flatMap((why) => {
      const paths = this.#paths.get(why) ?? [];
      const names = paths.slice(0, mostNamed).map((path) => shownName(this.root, path));
      return paths.length === 0 ? [] : [{ why, count: paths.length, names }];
    });
  }
}

function threadsOf(logs: readonly ReadLog[]): ReadonlyMap<string, LogThread> {
  const threads = new Map<string, LogThread>();
  for (const { key, place, summary } of logs) {
    const before = threads.get(key);
    threads.set(key, {
      key,
      program: place.program,
      service: place.service,
      account: addressOf(place.account),
      peer: addressOf(place.peer) || place.peer,
      messages: (before?.messages ?? 0) + summary.messages,
      from: Math.min(before?.from ?? Infinity, summary.from),
      to: Math.max(before?.to ?? -Infinity, summary.to),
      ...personOf(place),
    });
  }
  return threads;
}

/** The plugin for Office Communicator has the very addresses; of others an address may be that of the same person, or not. */
function personOf({ service, peer }: LogPlace): Pick<LogThread, 'uri' | 'address'> {
  const uri = `sip:${addressOf(peer).toLowerCase()}`;
  if (!canBeWrittenTo(uri)) return {};
  return { address: uri, ...((service === 'sipe' || /^sips?:/iu.test(peer)) && { uri }) };
}
