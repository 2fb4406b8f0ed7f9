// Where one window stands when it is neither maximised, minimised, hidden nor full screen, and that it stands there again when it is
// shown or gets its size back. The system's own memory of that place is not to be relied on: some window managers move a window before
// they say that they maximise it, and forget its place when it is hidden.
import type { BrowserWindow } from 'electron';
import type { Bounds, Frame } from './window-bounds';
import { isSame, judge } from './window-frame';

/** The window manager has placed a new window by then. */
const settlingMs = 1_000;
/** What a window manager does in several steps, it does faster. */
const quietMs = 200;
/** A window manager may have a mind of its own. */
const maxAsks = 3;

export interface PlaceOptions {
  /** Where it is to stand; absent: wherever it is put. */
  readonly wished: Bounds | undefined;
  /** What was asked for; absent: the system chose. */
  readonly asked: Bounds | undefined;
  readonly frame: { get(): Frame; set(frame: Frame): void };
  /** How high a title bar may be on the display of a place. */
  readonly topAt: (place: Bounds) => number;
}

export interface KeptPlace {
  get(): Bounds;
  /** Before what has happened just now. */
  last(): Bounds | undefined;
  /** Brings it there, also where it is still on its way to another place. */
  put(wanted: Bounds): void;
}

/** @param window not yet shown */
export function keepPlace(window: BrowserWindow, { wished, asked: first, frame, topAt }: PlaceOptions): KeptPlace {
  let place = wished;
  let placeBefore = wished;
  let asked = first;
  let isSettling = true;
  let asksLeft = maxAsks;
  let whenMaximized: Bounds | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function lookIn(delayMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(look, delayMs);
  }

  function look(): void {
    const now = window.getBounds();
    if (window.isVisible() && window.isMaximized()) return standMaximized(now);
    if (!isNormal(window)) return;
    if (isSettling) {
      const sight = judge({ asked, place, now, whenMaximized, frame: frame.get(), top: topAt(place ?? now) });
      frame.set(sight.frame);
      if (sight.ask && asksLeft-- > 0) {
        asked = sight.ask;
        window.setBounds(asked);
        return lookIn(settlingMs);
      }
      isSettling = false;
      asked = undefined;
    }
    stand(now);
  }

  function stand(now: Bounds): void {
    if (place && !isSame(place, now)) placeBefore = place;
    place = now;
  }

  function standMaximized(now: Bounds): void {
    whenMaximized = now;
    // It had moved already, and was not yet said to be maximised.
    if (place && isSame(place, now)) place = placeBefore;
  }

  function settle(): void {
    isSettling = true;
    asksLeft = maxAsks;
    lookIn(settlingMs);
  }

  const lookSoon = (): void => lookIn(quietMs);
  // Before the window manager has seen it.
  window.once('show', () => (asked ??= window.getBounds()));
  window.on('show', settle);
  window.on('unmaximize', settle);
  window.on('move', lookSoon);
  window.on('resize', lookSoon);
  window.on('focus', lookSoon);
  window.on('closed', () => clearTimeout(timer));

  return {
    last: () => place,
    put(wanted) {
      stand(wanted);
      asked = wanted;
      window.setBounds(wanted);
    },
    get() {
      if (!isSettling) look();
      return place ?? window.getNormalBounds();
    },
  };
}

function isNormal(window: BrowserWindow): boolean {
  return window.isVisible() && !window.isMinimized() && !window.isMaximized() && !window.isFullScreen();
}
