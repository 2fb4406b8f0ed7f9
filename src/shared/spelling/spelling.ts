// What a window has to know of spelling.

export interface SpellingChoice {
  /** Who looks words up: Parley, at the asking of the window, or the system by itself. */
  readonly by: 'parley' | 'system';
  /** BCP 47: what there are dictionaries for. Empty where the system chooses. */
  readonly offered: readonly string[];
  readonly chosen: readonly string[];
  /** Wanted, and not checked: there is no dictionary for it here, or none that can be read. */
  readonly missing: readonly string[];
}

export interface SpellingLookUp {
  readonly isWrong: boolean;
  readonly suggestions: readonly string[];
  /** The person has added it. */
  readonly isOwn: boolean;
}
