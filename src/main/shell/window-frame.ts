// What a window manager puts around a window, as far as it can be seen: some bring the frame to where the window was asked for, so
// that the window itself stands lower by a title bar; others bring the window there. No system says which, or how thick a frame is.
// It is seen when a window that was asked for at one place comes to stand at another. Pure.
import * as v from 'valibot';
import type { Bounds, Frame } from './window-bounds';

/** No title bar and no border takes up more. */
const maxFrame = 64;

const Thickness = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxFrame));
const FrameSchema = v.object({ x: Thickness, y: Thickness });

export const noFrame: Frame = { x: 0, y: 0 };

/** As an earlier run saw it. */
export function readFrame(saved: unknown): Frame {
  const parsed = v.safeParse(FrameSchema, saved);
  return parsed.success ? parsed.output : noFrame;
}

/**
 * What to ask for, so that the window itself stands at its place.
 * @param top of its display, below the panels: no title bar is to be higher
 */
export function askFor(place: Bounds, frame: Frame, top: number): Bounds {
  return { ...place, x: place.x - frame.x, y: Math.max(place.y - frame.y, top) };
}

export interface Sight {
  /** What was asked for just now, if anything was. */
  readonly asked: Bounds | undefined;
  /** Where the window is to stand; absent: wherever it comes to stand. */
  readonly place: Bounds | undefined;
  readonly now: Bounds;
  /** Where it was as long as it was maximised. */
  readonly whenMaximized: Bounds | undefined;
  /** As it was seen last. */
  readonly frame: Frame;
  /** Of the display of its place. */
  readonly top: number;
}

/**
 * What is to be learned from where a window stands now, and what to ask for if it is to stand elsewhere. One that stands far from its
 * place was put there by somebody: the window manager, which has its reasons, or a hand.
 */
export function judge({ asked, place, now, whenMaximized, frame: known, top }: Sight): {
  readonly frame: Frame;
  readonly ask?: Bounds;
} {
  const frame = (asked && frameBetween(asked, now)) ?? known;
  if (!place || isSame(now, place)) return { frame };
  // Some window managers forget the size of a maximised window when it is hidden.
  const isForgotten = whenMaximized !== undefined && isSame(now, whenMaximized);
  const ask = askFor(place, frame, top);
  const wasAsked = asked !== undefined && isSame(ask, asked);
  return (isForgotten || isNear(now, place)) && !wasAsked ? { frame, ask } : { frame };
}

function frameBetween(asked: Bounds, now: Bounds): Frame | undefined {
  const shift = { x: now.x - asked.x, y: now.y - asked.y };
  return v.is(FrameSchema, shift) ? shift : undefined;
}

function isNear(one: Bounds, other: Bounds): boolean {
  return Math.abs(one.x - other.x) <= maxFrame && Math.abs(one.y - other.y) <= maxFrame;
}

export function isSame(one: Bounds, other: Bounds): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
