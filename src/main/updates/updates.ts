// From asking the feed to the end of the program, when the update is installed. Never interrupts, and never tells of a failure but in the log:
// a person can do nothing about it.
import type { Log } from '../../shared/log';
import { UpdateTrouble, type UpdateTroubleCode } from './trouble';
import type { Updater } from './updater';

export type UpdateOutcome = 'off' | 'not-asked-yet' | 'up-to-date' | 'downloading' | 'ready' | UpdateTroubleCode;

export interface UpdatesOptions {
  /** Asked at the first check. @throws UpdateTrouble */
  readonly load: () => Promise<Updater>;
  readonly onReady: (version: string) => void;
  readonly log: Log;
}

export interface Updates {
  /** Resolves to whether it is worth asking again. */
  check(): Promise<boolean>;
  outcome(): UpdateOutcome;
  /** There, once an update waits to be installed. */
  ready(): Updater | undefined;
  /** At the very end of the program. */
  install(startsAgain: boolean): void;
}

/** Nothing that passes. */
const final: ReadonlySet<UpdateOutcome> = new Set(['not-replaceable', 'not-writable', 'no-publisher', 'ready']);

export function createUpdates({ load, onReady, log }: UpdatesOptions): Updates {
  let loaded: Updater | undefined;
  let ready: Updater | undefined;
  let outcome: UpdateOutcome = 'not-asked-yet';

  async function lookAndDownload(): Promise<UpdateOutcome> {
    loaded ??= await load();
    const updater = loaded;
    const release = await updater.look();
    if (release === undefined) return 'up-to-date';
    outcome = 'downloading';
    await updater.download();
    ready = updater;
    onReady(release.version);
    return 'ready';
  }

  return {
    async check() {
      try {
        outcome = await lookAndDownload();
        log('updates', { outcome });
      } catch (error) {
        outcome = error instanceof UpdateTrouble ? error.code : 'not-downloaded';
        log('updates', { outcome, error });
      }
      return !final.has(outcome);
    },
    outcome: () => outcome,
    ready: () => ready,
    install(startsAgain) {
      try {
        ready?.install(startsAgain);
      } catch (error) {
        // The old one is there, whole, and tries again when it is next started.
        log('updates', { outcome: error instanceof UpdateTrouble ? error.code : 'not-installed', error });
      }
    },
  };
}
