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

/** What is around a window on its left and above it. */
export interface Frame {
  readonly x: number;
  readonly y: number;
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

/** The same, moved as little as it takes to be seen whole; smaller where the display is. */
export function moveInto(bounds: Bounds, area: Bounds): Bounds {
  const width = Math.min(bounds.width, area.width);
  const height = Math.min(bounds.height, area.height);
  return {
    x: clamp(bounds.x, area.x, area.x + area.width - width),
    y: clamp(bounds.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

/** Thicker than most; where the frame is not seen, a window must not be pushed over another to keep its border on the display. */
const usualBorder = 6;

/**
 * Beside another window, on its right if there is room, else on its left, else on the wider side, narrower; `undefined` where not even
 * the least width has room. Frames do not cover each other: what is on the right and below is taken to be as thick as what is on the left.
 */
export function placeBeside(
  { preferred, min }: { readonly preferred: Size; readonly min: Size },
  other: Bounds,
  area: Bounds,
  frame: Frame,
): Bounds | undefined {
  const border = Math.max(frame.x, usualBorder);
  const gap = 2 * border;
  const left = other.x - gap - (area.x + border);
  const right = area.x + area.width - border - (other.x + other.width + gap);
  const width = Math.min(preferred.width, Math.max(left, right));
  if (width < min.width) return undefined;
  const x = right >= width ? other.x + other.width + gap : other.x - gap - width;
  const { height } = preferred;
  const highest = area.y + frame.y;
  const lowest = Math.max(highest, area.y + area.height - border - height);
  return { x, y: clamp(other.y, highest, lowest), width, height };
}

function overlapsTop(bounds: Bounds, area: Bounds): boolean {
  const shown = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const isTopInside = bounds.y >= area.y - minVisible.height && bounds.y + minVisible.height <= area.y + area.height;
  return shown >= minVisible.width && isTopInside;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}
