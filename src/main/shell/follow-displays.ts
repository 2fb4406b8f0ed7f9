// Displays come and go while a window is open: it is brought where it can be seen, and back when the display is there again.
import { screen, type BrowserWindow } from 'electron';
import type { KeptPlace } from './kept-place';
import { setupOf } from './kept-places';
import { isInReach, moveInto, type Bounds } from './window-bounds';
import { isSame } from './window-frame';

/** The system tells of one change in several steps, and moves windows itself. */
const quietMs = 700;

/** Told of every change. The system is asked once, however many windows there are. */
const followers = new Set<() => void>();
let isListening = false;

function listen(): void {
  const changed = (): void => followers.forEach((follow) => follow());
  screen.on('display-added', changed);
  screen.on('display-removed', changed);
  screen.on('display-metrics-changed', changed);
}

/** @param askFor what to ask for, so that the window stands at a place */
export function followDisplays(window: BrowserWindow, kept: KeptPlace, askFor: (place: Bounds) => Bounds): void {
  const bySetup = new Map<string, Bounds>();
  let setup = setupOf(screen.getAllDisplays());
  let timer: ReturnType<typeof setTimeout> | undefined;

  function changed(): void {
    const now = setupOf(screen.getAllDisplays());
    if (now === setup) return;
    const place = kept.last();
    // Not where it was put in the middle of a change.
    if (place && timer === undefined) bySetup.set(setup, place);
    setup = now;
    clearTimeout(timer);
    timer = setTimeout(settle, quietMs);
  }

  function settle(): void {
    timer = undefined;
    if (window.isDestroyed() || window.isMaximized() || window.isFullScreen()) return;
    const now = window.getBounds();
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const before = bySetup.get(setup);
    const wished = before ?? (isInReach(now, areas) ? now : moveInto(now, screen.getDisplayMatching(now).workArea));
    if (!isSame(wished, now)) window.setBounds(askFor(wished));
  }

  if (!isListening) listen();
  isListening = true;
  followers.add(changed);
  window.on('closed', () => {
    clearTimeout(timer);
    followers.delete(changed);
  });
}
