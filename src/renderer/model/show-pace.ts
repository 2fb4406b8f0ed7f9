// How often a window draws a model that keeps changing. A change on its own shows at once; while many come, showing them gets a part of
// the time only, however long it takes, so that a window stays free for whoever uses it. No Vue in here.

export interface ShowPace {
  /** There is something new: shows it now or soon. */
  ask(): void;
  stop(): void;
}

/** What is drawn as fast as this needs no rest: a frame or two. */
const quickMs = 24;
/** After any other show the window is free for this many times as long as it took, */
const restFactor = 2;
/** but for no longer than this. */
const maxRestMs = 200;

export function createShowPace(show: () => void, now: () => number = () => performance.now()): ShowPace {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;

  function showNow(): void {
    isAsked = false;
    const start = now();
    show();
    // Drawing happens after this task; a timer gets its turn when that is done.
    timer = setTimeout(() => {
      const costMs = now() - start;
      const restMs = costMs <= quickMs ? 0 : Math.min(maxRestMs, restFactor * costMs);
      timer = setTimeout(() => {
        timer = undefined;
        if (isAsked) showNow();
      }, restMs);
    }, 0);
  }

  return {
    ask() {
      isAsked = true;
      if (timer === undefined) showNow();
    },
    stop() {
      clearTimeout(timer);
      isAsked = false;
    },
  };
}
