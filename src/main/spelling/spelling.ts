// Spelling as the windows ask for it. Two ways, one face: by Parley's own thread with dictionaries that are on this computer, or by the
// checker of the system where there is one (Windows, macOS). Neither fetches anything.
import type { SpellingChoice, SpellingLookUp } from '../../shared/spelling/spelling';

export interface Spelling {
  choice(): Promise<SpellingChoice>;
  /** Those of the words that are wrong. */
  check(words: readonly string[]): Promise<readonly string[]>;
  lookUp(word: string): Promise<SpellingLookUp>;
  add(word: string): void;
  remove(word: string): void;
  stop(): void;
}

/** Words that a person has added; of a guest they are forgotten with Parley. */
export interface OwnWords {
  has(word: string): boolean;
  add(word: string): void;
  remove(word: string): void;
}
