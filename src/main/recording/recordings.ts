// Recording what the server says, from the start that a person wants to one of its many ends: by hand, by the time, with the session, on a
// full disk. One at a time. What is heard goes to a thread that masks and writes it (`recording-thread.ts`); nothing of it is kept here.
import { basename } from 'node:path';
import { FailureError } from '../../shared/domain/failure';
import {
  maxAllowedNames,
  noRecording,
  type RecordingEnd,
  type RecordingMinutes,
  type RecordingState,
  type UnknownName,
} from '../../shared/domain/recording';
import type { Log } from '../../shared/log';
import { Tap } from '../../recording/tap';
import type { Transport } from '../uc/http/transport';
import type { OpenRecordingThread, RecordingThread } from './recording-thread';

export interface RecordingsParts {
  readonly openThread: OpenRecordingThread;
  /** Version of Parley. */
  readonly client: string;
  /** What an administrator says. */
  readonly isAllowed: boolean;
  /** Whoever is here does not own this computer. */
  readonly isGuest: () => boolean;
  readonly onChanged: (state: RecordingState) => void;
  readonly log: Log;
  /** Of the clock on the wall. */
  readonly now?: () => number;
  /** Of one that only goes forward. */
  readonly monotonicNow?: () => number;
}

export interface Recordings {
  state(): RecordingState;
  /** @throws FailureError `not-allowed`, `set-by-organisation`, `file-not-written` */
  start(file: string, minutes: RecordingMinutes): Promise<void>;
  stop(): Promise<void>;
  /** @throws FailureError as `start` does, where none may be made. */
  requireAllowed(): void;
  /** The next one keeps this name, or does not. */
  allow(name: string, isAllowed: boolean): void;
  /** The last one: where it is, and what the server calls what nobody knows. */
  last(): { readonly file: string; readonly unknown: readonly Required<UnknownName>[] } | undefined;
  /** What goes through it is recorded while one is under way. */
  transport(inner: Transport): Transport;
  /** Something that is asked of the engine, as the command of the command line that asks the same. */
  noteCommand(command: Readonly<Record<string, unknown>>): void;
  signingIn(isPublicComputer: boolean): void;
  /** The session has ended; its goodbye may be under way. */
  sessionEnded(): void;
  /** The goodbye has been said, too. */
  signedOut(): void;
  /** With the program. */
  close(): Promise<void>;
}

interface Running {
  readonly file: string;
  readonly endsAt: number;
  /** Of the clock that only goes forward. */
  readonly endsAtMonotonic: number;
  readonly tap: Tap;
  readonly thread: RecordingThread;
  readonly timer: ReturnType<typeof setInterval>;
  isSessionOver: boolean;
}

const minuteMs = 60_000;
/** The clock on the wall may be set, and the computer may sleep: it is looked at again and again. */
const lookMs = 1_000;
/** A goodbye that takes longer is not in it. */
const goodbyeMs = 3_000;

export function createRecordings(parts: RecordingsParts): Recordings {
  const { openThread, isAllowed, isGuest, log } = parts;
  const now = parts.now ?? (() => Date.now());
  const monotonicNow = parts.monotonicNow ?? (() => performance.now());
  let running: Running | undefined;
  /** The one that is being ended; nobody starts another meanwhile. */
  let ending: Promise<void> | undefined;
  let isStarting = false;
  let last: RecordingState['last'];
  let lastFile: ReturnType<Recordings['last']>;
  let allowed: readonly string[] = noRecording.allowed;

  const refusal = (): RecordingState['refusal'] =>
    !isAllowed ? 'set-by-organisation' : isGuest() ? 'public-computer' : undefined;

  function state(): RecordingState {
    const why = refusal();
    return {
      ...(why && { refusal: why }),
      ...(running && { running: { endsAt: running.endsAt, fileName: basename(running.file) } }),
      ...(ending && { isFinishing: true as const }),
      ...(last && !ending && { last }),
      allowed,
    };
  }

  const changed = (): void => parts.onChanged(state());

  function requireAllowed(): void {
    const why = refusal();
    if (why === 'set-by-organisation') throw new FailureError('set-by-organisation', 'recordings');
    if (why) throw new FailureError('not-allowed', 'no recording on a public computer');
  }

  async function start(file: string, minutes: RecordingMinutes): Promise<void> {
    requireAllowed();
    if (running || isStarting) throw new FailureError('not-allowed', 'there is one already');
    isStarting = true;
    try {
      await ending;
      const thread = await openThread({
        file,
        client: parts.client,
        allowed,
        onTrouble: (trouble) => void endOf(thread, trouble),
      });
      const tap = new Tap(monotonicNow, (heard) => thread.hear(heard));
      running = {
        file,
        endsAt: now() + minutes * minuteMs,
        endsAtMonotonic: monotonicNow() + minutes * minuteMs,
        tap,
        thread,
        timer: setInterval(() => void look(), lookMs),
        isSessionOver: false,
      };
      // Who has come meanwhile may not be recorded.
      if (refusal()) void end('public-computer');
    } finally {
      isStarting = false;
    }
    log('recording', { state: 'started' });
    changed();
  }

  function look(): void {
    if (!running) return;
    if (now() >= running.endsAt || monotonicNow() >= running.endsAtMonotonic) void end('time');
  }

  async function endOf(thread: RecordingThread, why: RecordingEnd): Promise<void> {
    if (running?.thread === thread) await end(why);
  }

  /** From now on nothing is recorded. Resolves when the file is whole. */
  function end(why: RecordingEnd): Promise<void> {
    if (!running) return ending ?? Promise.resolve();
    const { thread, tap, file, timer } = running;
    running = undefined;
    clearInterval(timer);
    const finish = async (): Promise<void> => {
      const written = await thread.end(tap.at);
      last = {
        end: written?.trouble ?? (written ? why : 'not-written'),
        exchanges: written?.exchanges ?? 0,
        isWhole: written?.isWhole ?? false,
        fileName: basename(file),
      };
      lastFile = { file, unknown: written?.unknown ?? [] };
      if (isGuest()) forget();
      log('recording', { state: 'ended', reason: last?.end });
    };
    ending = finish().finally(() => {
      ending = undefined;
      changed();
    });
    changed();
    return ending;
  }

  /** It was somebody else's. */
  function forget(): void {
    last = undefined;
    lastFile = undefined;
    allowed = noRecording.allowed;
  }

  return {
    state,
    start,
    requireAllowed,
    stop: () => end('stopped'),
    allow(name, isWanted) {
      const others = allowed.filter((each) => each !== name);
      if (isWanted && others.length >= maxAllowedNames) throw new FailureError('too-long', 'names');
      allowed = isWanted ? [...others, name] : others;
      changed();
    },
    last: () => lastFile,
    transport: (inner) => ({
      request: (request) => (running ? running.tap.exchange(inner, request) : inner.request(request)),
    }),
    noteCommand: (command) => running?.tap.noteCommand(command),
    signingIn(isPublicComputer) {
      if (isPublicComputer) {
        void end('public-computer');
        forget();
      } else if (running?.isSessionOver) void end('signed-out');
      changed();
    },
    sessionEnded() {
      if (!running) return changed();
      const { thread } = running;
      running.isSessionOver = true;
      setTimeout(() => void endOf(thread, 'signed-out'), goodbyeMs).unref();
    },
    signedOut() {
      if (running?.isSessionOver) void end('signed-out');
    },
    close: () => end(running?.isSessionOver ? 'signed-out' : 'quit'),
  };
}
