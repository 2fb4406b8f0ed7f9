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

/** A step off where a window of its kind stands already, and no step off its display. */
export function stepOff(bounds: Bounds, step: { readonly x: number; readonly y: number }, area: Bounds): Bounds {
  if (step.x === 0 && step.y === 0) return bounds;
  return moveInto({ ...bounds, x: bounds.x + step.x, y: bounds.y + step.y }, area);
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

export function isOver(one: Bounds, other: Bounds): boolean {
  return covered(one, other) > 0;
}

/**
 * Where a window leaves another one in sight: beside it; else on another display; else where it covers the least of it.
 * @param areas of all displays, that of the other window first
 */
export function placeClear(
  sizes: { readonly preferred: Size; readonly min: Size },
  other: Bounds,
  areas: readonly [Bounds, ...Bounds[]],
  frame: Frame,
): Bounds {
  const [area, ...elsewhere] = areas;
  const beside = placeBeside(sizes, other, area, frame);
  if (beside) return beside;
  const free = elsewhere.filter((each) => !isOver(each, other) && each.width >= sizes.min.width);
  if (free[0]) return middleOf(sizes.preferred, free[0]);
  const { width, height } = sizes.preferred;
  const [left, top] = [area.x + area.width - width, area.y + area.height - height];
  const corners = [
    { x: left, y: other.y },
    { x: area.x, y: other.y },
    { x: other.x, y: top },
    { x: other.x, y: area.y },
    ...[left, area.x].flatMap((x) => [top, area.y].map((y) => ({ x, y }))),
  ];
  const places = corners.map((corner) => moveInto({ ...corner, width, height }, area));
  return places.reduce((least, each) => (covered(each, other) < covered(least, other) ? each : least));
}

function middleOf(size: Size, area: Bounds): Bounds {
  const x = area.x + Math.max(0, Math.round((area.width - size.width) / 2));
  const y = area.y + Math.max(0, Math.round((area.height - size.height) / 2));
  return moveInto({ ...size, x, y }, area);
}

/** As much of a window as keeps it within reach is on one of the displays. */
export function isInReach(bounds: Bounds, areas: readonly Bounds[]): boolean {
  return areas.some((area) => overlapsTop(bounds, area));
}

/** Pixels of the one that the other lies over. */
function covered(one: Bounds, other: Bounds): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}

function overlapsTop(bounds: Bounds, area: Bounds): boolean {
  const shown = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const isTopInside = bounds.y >= area.y - minVisible.height && bounds.y + minVisible.height <= area.y + area.height;
  return shown >= minVisible.width && isTopInside;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}
