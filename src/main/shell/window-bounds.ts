// Where a window was and whether it may be there again: displays come and go. Pure.
import * as v from 'valibot';

const Coordinate = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));
const Length = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20_000));
export const BoundsSchema = v.object({ x: Coordinate, y: Coordinate, width: Length, height: Length });
export type Bounds = v.InferOutput<typeof BoundsSchema>;

/** What is written down of a window: where it is when it is not maximised, and whether it is. */
export function wasMaximized(saved: unknown): boolean {
  return v.is(v.object({ isMaximized: v.literal(true) }), saved);
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** As much of a title bar as a hand can catch has to be on a display. */
const minVisible = { width: 100, height: 32 };

/**
 * The bounds to open a window with: the saved ones, shrunk to their display, if enough of the window's top would be seen;
 * else the size alone, and the system chooses the place.
 */
export function fitBounds(
  saved: unknown,
  workAreas: readonly Bounds[],
  size: { readonly preferred: Size; readonly min: Size },
): Size | Bounds {
  const parsed = v.safeParse(BoundsSchema, saved);
  if (!parsed.success) return size.preferred;
  const bounds = parsed.output;
  const area = workAreas.find((candidate) => overlapsTop(bounds, candidate));
  const width = clamp(bounds.width, size.min.width, area?.width ?? size.preferred.width);
  const height = clamp(bounds.height, size.min.height, area?.height ?? size.preferred.height);
  return area ? { x: bounds.x, y: Math.max(bounds.y, area.y), width, height } : { width, height };
}

/** As much as a title bar and a border take up. A hand that moves a window this little does not mind. */
const maxFrame = 64;

/**
 * Where a window is, as it is to be asked for next time. Some window managers place the frame where the content was asked for, so that
 * a window which is written down where it is would sink by its title bar at each start: who has not been moved is written down where
 * it was asked for.
 * @param shown where it was when it had just been shown
 */
export function boundsToKeep(now: Bounds, asked: Size | Bounds, shown: Bounds | undefined): Bounds {
  if (!('x' in asked) || shown === undefined) return now;
  const shift = { x: shown.x - asked.x, y: shown.y - asked.y };
  const isFrame = [shift.x, shift.y].every((px) => px >= 0 && px <= maxFrame);
  return isFrame ? { ...now, x: now.x - shift.x, y: now.y - shift.y } : now;
}

/**
 * Beside another window, on its right if there is room, else on its left, else on the wider side, narrower; `undefined` where not even
 * the least width has room.
 */
export function placeBeside(
  { preferred, min }: { readonly preferred: Size; readonly min: Size },
  other: Bounds,
  area: Bounds,
): Bounds | undefined {
  const left = other.x - area.x;
  const right = area.x + area.width - (other.x + other.width);
  const width = Math.min(preferred.width, Math.max(left, right));
  if (width < min.width) return undefined;
  const x = right >= width ? other.x + other.width : other.x - width;
  const { height } = preferred;
  const lowest = Math.max(area.y, area.y + area.height - height);
  return { x, y: clamp(other.y, area.y, lowest), width, height };
}

function overlapsTop(bounds: Bounds, area: Bounds): boolean {
  const shown = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const isTopInside = bounds.y >= area.y - minVisible.height && bounds.y + minVisible.height <= area.y + area.height;
  return shown >= minVisible.width && isTopInside;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}
