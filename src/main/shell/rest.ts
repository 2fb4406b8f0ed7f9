// The main window's page is given up when it has been in the tray for a while: nobody looks at it, and it is a third of the memory that
// Parley takes. Whether something half-done stands in it only the page knows, so it is asked, and asked again.

export interface RestParts {
  /** In the tray: not on the screen, and not minimised either. */
  readonly isHidden: () => boolean;
  /** Its answer, if it has nothing against it, is `mayRest`. */
  readonly ask: () => void;
  readonly giveUp: () => void;
}

export interface Rest {
  hidden(): void;
  shown(): void;
  mayRest(): void;
}

export const restAfterMs = 5 * 60_000;

export function createRest({ isHidden, ask, giveUp }: RestParts): Rest {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;

  function shown(): void {
    clearTimeout(timer);
    isAsked = false;
  }

  function hidden(): void {
    shown();
    timer = setTimeout(() => {
      hidden();
      isAsked = true;
      ask();
    }, restAfterMs);
  }

  return {
    hidden,
    shown,
    mayRest() {
      // What comes late, or unasked, counts for nothing.
      if (!isAsked || !isHidden()) return;
      shown();
      giveUp();
    },
  };
}
