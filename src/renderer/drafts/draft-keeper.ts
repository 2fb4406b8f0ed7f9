// Keeps what is half-written safe while it is written: soon after a key press, and at once when the window goes. No Vue in here.

/** A crash costs at most what was typed in this time. */
const pauseMs = 200;

export interface DraftKeeper {
  /** What was kept; undefined when nothing was, or when something has been written meanwhile. */
  open(): Promise<string | undefined>;
  changed(value: string): void;
  /** Writes what is waiting now. */
  flush(): void;
}

/** @param onLate hears what was kept where something has been written before it was there */
export function createDraftKeeper(
  load: () => Promise<string>,
  save: (value: string) => Promise<void>,
  onLate: (kept: string) => void = () => {},
): DraftKeeper {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: string | undefined;
  let hasChanged = false;
  /** What others know: whether there is a draft. */
  let isEmpty = true;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting === undefined) return;
    const value = waiting;
    waiting = undefined;
    // Not saved is not lost: the text stands in the window, and the next key press tries again.
    save(value).catch(() => undefined);
  }

  return {
    async open() {
      const kept = await load().catch(() => '');
      if (!hasChanged) isEmpty = kept === '';
      if (kept === '') return undefined;
      if (!hasChanged) return kept;
      onLate(kept);
      return undefined;
    },
    changed(value) {
      hasChanged = true;
      waiting = value;
      // Whether there is something at all counts when somebody leaves the program, a moment later.
      if ((value === '') !== isEmpty) {
        isEmpty = value === '';
        flush();
        return;
      }
      // Not put off by every further key: who types without a pause is saved as well.
      timer ??= setTimeout(flush, pauseMs);
    },
    flush,
  };
}
