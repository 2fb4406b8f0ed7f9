// Where windows of each kind open and what is written down of that: beside the contact list, cascading, one place for each set-up of
// displays, and for the main window another one with conversations beside its list.
import { screen, type BrowserWindow } from 'electron';
import type { Settings } from '../../shared/settings';
import type { JsonFile } from '../store/settings';
import type { PageKind } from './app-scheme';
import { followDisplays } from './follow-displays';
import { keepPlace, type KeptPlace } from './kept-place';
import { savedPlace, setupOf, withPlace } from './kept-places';
import {
  fitBounds,
  isOver,
  moveInto,
  placeClear,
  stepOff,
  wasMaximized,
  type Bounds,
  type Size,
} from './window-bounds';
import { askFor, readFrame } from './window-frame';

/** Under what name a place is written down. */
type PlaceName = PageKind | 'main-with-pane';

const sizes: Readonly<Record<PlaceName, { readonly preferred: Size; readonly min: Size }>> = {
  main: { preferred: { width: 380, height: 720 }, min: { width: 320, height: 480 } },
  'main-with-pane': { preferred: { width: 1000, height: 720 }, min: { width: 320, height: 480 } },
  conversation: { preferred: { width: 640, height: 600 }, min: { width: 360, height: 360 } },
  invitation: { preferred: { width: 600, height: 560 }, min: { width: 400, height: 420 } },
  diagnostics: { preferred: { width: 600, height: 680 }, min: { width: 400, height: 420 } },
  about: { preferred: { width: 480, height: 640 }, min: { width: 320, height: 400 } },
  settings: { preferred: { width: 820, height: 640 }, min: { width: 360, height: 400 } },
  guide: { preferred: { width: 760, height: 680 }, min: { width: 320, height: 400 } },
  history: { preferred: { width: 960, height: 680 }, min: { width: 480, height: 400 } },
};

/** Those that are used along with the contact list open beside it. */
const besideMainKinds: ReadonlySet<PageKind> = new Set(['conversation', 'invitation']);

/** A second window of a kind opens this far off the last one's place. */
const cascadePx = 28;

export interface WindowPlacesOptions {
  /** Where the windows were. */
  readonly boundsFile: JsonFile;
  /** Whether where they are may be written down: not for a guest. */
  readonly mayRemember: () => boolean;
  readonly conversationsIn: () => Settings['conversationsIn'];
  readonly main: () => BrowserWindow | undefined;
  /** How many of a kind are open. */
  readonly count: (kind: PageKind) => number;
}

export interface NewPlace {
  /** What to make the window with. */
  readonly bounds: (Size | Bounds) & { readonly minWidth: number; readonly minHeight: number };
  readonly isToMaximize: boolean;
  /** From now on it keeps its place, also where displays come and go. @returns what writes it down */
  keep(window: BrowserWindow): () => void;
}

export interface WindowPlaces {
  /** For a window that is to be opened. */
  next(kind: PageKind): NewPlace;
  /** The setting has changed, perhaps: the main window has another place then. */
  layoutChanged(): void;
}

export function createWindowPlaces({
  boundsFile,
  mayRemember,
  conversationsIn,
  main: mainWindow,
  count,
}: WindowPlacesOptions): WindowPlaces {
  /** As the main window is laid out now; its place is another one in each. */
  let layout = conversationsIn();
  let placeOfMain: KeptPlace | undefined;
  let frame = readFrame(boundsFile.store['frame']);

  function nameOf(kind: PageKind): PlaceName {
    return kind === 'main' && layout === 'main' ? 'main-with-pane' : kind;
  }

  function layoutChanged(): void {
    if (conversationsIn() === layout) return;
    const main = mainWindow();
    if (main && placeOfMain) saveBounds('main', main, placeOfMain.get());
    layout = conversationsIn();
    if (!main || main.isMaximized()) return;
    const now = main.getBounds();
    placeOfMain?.put(moveInto({ ...now, ...placeOf('main') }, workAreaOf(now)));
  }

  function placeOf(kind: PageKind): Size | Bounds {
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    const fitting = fitBounds(saved(kind), areas, sizes[nameOf(kind)]);
    const shift = (count(kind) % 8) * cascadePx;
    const shifted = 'x' in fitting ? stepOff(fitting, { x: shift, y: shift }, workAreaOf(fitting)) : undefined;
    const beside = besideMainKinds.has(kind) ? besideMain(kind, shifted ?? fitting) : undefined;
    // Straight down, as a step aside would lead over the contact list or off the display.
    return beside ? stepOff(beside, { x: 0, y: shift }, workAreaOf(beside)) : (shifted ?? fitting);
  }

  /** The contact list stays in sight, also if a window was moved over it once. Absent: the wish leaves it so. */
  function besideMain(kind: PageKind, wish: Size | Bounds): Bounds | undefined {
    const main = mainWindow();
    if (!main?.isVisible() || main.isMinimized()) return undefined;
    const place = main.getBounds();
    if ('x' in wish && !isOver(wish, place)) return undefined;
    const area = workAreaOf(place);
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const elsewhere = areas.filter(({ x, y }) => x !== area.x || y !== area.y);
    const preferred = { width: wish.width, height: wish.height };
    return placeClear({ preferred, min: sizes[kind].min }, place, [area, ...elsewhere], frame);
  }

  const saved = (kind: PageKind): unknown => savedPlace(boundsFile.store, setupNow(), nameOf(kind));

  function saveBounds(kind: PageKind, window: BrowserWindow, bounds: Bounds): void {
    if (!mayRemember()) return;
    // Hidden: written down when it was hidden.
    if (!window.isVisible() && !window.isMinimized()) return;
    try {
      const place = { ...bounds, isMaximized: window.isMaximized() };
      boundsFile.store = { ...withPlace(boundsFile.store, setupNow(), nameOf(kind), place), frame };
    } catch {
      // A profile that cannot be written to: the window opens at its usual place next time.
    }
  }

  return {
    next(kind) {
      const place = placeOf(kind);
      const wished = 'x' in place ? place : undefined;
      const asked = wished && askFor(wished, frame, topAt(wished));
      const { min } = sizes[kind];
      return {
        bounds: { ...(asked ?? place), minWidth: min.width, minHeight: min.height },
        isToMaximize: wasMaximized(saved(kind)),
        keep(window) {
          const kept = keepPlace(window, {
            wished,
            asked,
            frame: { get: () => frame, set: (seen) => (frame = seen) },
            topAt,
          });
          if (kind === 'main') placeOfMain = kept;
          followDisplays(window, kept, (wanted) => askFor(wanted, frame, topAt(wanted)));
          return () => saveBounds(kind, window, kept.get());
        },
      };
    },
    layoutChanged,
  };
}

function workAreaOf(place: Bounds): Bounds {
  return screen.getDisplayMatching(place).workArea;
}

function setupNow(): string {
  return setupOf(screen.getAllDisplays());
}

const topAt = (place: Bounds): number => workAreaOf(place).y;
