// What Parley wants of the library that updates programs.
import type { Release } from './release';

export interface Updater {
  /** The release of the feed, if it is newer than this program. @throws UpdateTrouble */
  look(): Promise<Release | undefined>;
  /** Resolves when what `look` has found lies here, and is what the feed says. @throws UpdateTrouble */
  download(): Promise<void>;
  /**
   * At the very end of the program: nothing of it runs after. Whether the newer one starts then.
   * @throws UpdateTrouble `not-installed`
   */
  install(startsAgain: boolean): void;
  /** Where the system itself replaces the program and starts it again: quits for that. */
  readonly quitAndInstall?: () => void;
}
