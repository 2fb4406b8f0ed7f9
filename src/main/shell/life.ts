// The end of the program: the server is told, then everything that was started is stopped, the last first. Nobody waits for long
// for what does not answer, and nothing that does not end keeps the process.

import type { Log } from '../../shared/log';
import { within } from '../../shared/within';
import type { LivingThreads } from './living-threads';

/** The part of Electron's `app` that is used. */
export interface EndingApp {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  on(event: 'will-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  relaunch(options?: { readonly execPath?: string; readonly args?: string[] }): void;
  quit(): void;
}

export interface Life {
  /** From the wish to quit on: windows that close now really close. */
  isQuitting(): boolean;
  /** `stop` ends something that was just started. */
  onEnd(stop: () => unknown): void;
  /** Before it quits; undefined: nothing to ask. */
  asks(mayQuit: () => Promise<boolean> | undefined): void;
  /** The end by another way than `app.quit`. Asks first; after a no it does nothing. */
  leave(go: () => void): Promise<void>;
  /** The computer goes down: nobody is asked. */
  computerGoesDown(): void;
  isGoingDown(): boolean;
  /** Once it has ended: somebody wants Parley who has just told it to quit, or a newer one has taken its place. */
  startAgain(moreArgs?: readonly string[]): void;
}

const goodbyeTimeoutMs = 2_000;
const stopTimeoutMs = 2_000;
/** Nobody sees Parley any more, and a thread may only be slow. */
const threadTimeoutMs = 3_000;
/** A computer that still runs after that does not go down after all. */
const goingDownMs = 60_000;

export interface LifeParts {
  readonly app: EndingApp;
  /** What comes before everything else, while all parts still run. */
  readonly goodbye: () => Promise<unknown>;
  readonly threads: LivingThreads;
  /** From now on the end of the process waits for no thread. */
  readonly dropThreads: () => void;
  readonly log: Log;
}

export function watchLife({ app, goodbye, threads, dropThreads, log }: LifeParts): Life {
  const stops: (() => unknown)[] = [];
  let isQuitting = false;
  let hasEnded = false;
  let isToStartAgain = false;
  let askFirst: () => Promise<boolean> | undefined = () => undefined;
  /** Nobody is asked (any more). */
  let isDecided = false;
  let goingDown: ReturnType<typeof setTimeout> | undefined;

  async function end(): Promise<void> {
    await within(goodbyeTimeoutMs, goodbye()).catch(() => undefined);
    const stopped = stops.reverse().map(async (stop) => {
      try {
        await stop();
      } catch (error) {
        log('a part could not be stopped', { error });
      }
    });
    // The history writes what it still has.
    await within(stopTimeoutMs, Promise.all(stopped));
    const left = await threads.end(threadTimeoutMs);
    if (left === 0) return;
    log('threads do not end, and are not waited for', { threads: left });
    dropThreads();
  }

  app.on('before-quit', (event) => {
    const question = isQuitting || isDecided || goingDown !== undefined ? undefined : askFirst();
    if (question === undefined) {
      isQuitting = true;
      return;
    }
    event.preventDefault();
    void question.then((mayQuit) => {
      if (!mayQuit || isQuitting) return;
      isDecided = true;
      app.quit();
    });
  });
  app.on('will-quit', (event) => {
    if (hasEnded) return;
    event.preventDefault();
    hasEnded = true;
    // Electron is deaf to `quit` until this event is over, so a turn has to pass as well.
    void end().finally(() => setImmediate(() => app.quit()));
  });
  return {
    isQuitting: () => isQuitting,
    onEnd: (stop) => void stops.push(stop),
    asks: (mayQuit) => void (askFirst = mayQuit),
    async leave(go) {
      const mayLeave = (await askFirst()) ?? true;
      if (!mayLeave || isQuitting) return;
      isDecided = true;
      isQuitting = true;
      go();
    },
    isGoingDown: () => goingDown !== undefined,
    computerGoesDown() {
      clearTimeout(goingDown);
      goingDown = setTimeout(() => (goingDown = undefined), goingDownMs);
      goingDown.unref();
    },
    startAgain(moreArgs = []) {
      // Each call of `relaunch` would start one more.
      if (isToStartAgain) return;
      isToStartAgain = true;
      // An AppImage takes its own executable away with it when it ends.
      const image = process.env['APPIMAGE'];
      app.relaunch({
        ...(image !== undefined && { execPath: image }),
        ...(moreArgs.length > 0 && { args: [...new Set([...process.argv.slice(1), ...moreArgs])] }),
      });
    },
  };
}
