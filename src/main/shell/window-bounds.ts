// Where a window was and whether it may be there again: displays come and go. Pure.
import * as v from 'valibot';

const Coordinate = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));
const Length = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20_000));
export const BoundsSchema = v.object({ x: Coordinate, y: Coordinate, width: Length, height: Length });
export type Bounds = v.InferOutput<typeof BoundsSchema>;

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

function overlapsTop(bounds: Bounds, area: Bounds): boolean {
  const shown = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const isTopInside = bounds.y >= area.y - minVisible.height && bounds.y + minVisible.height <= area.y + area.height;
  return shown >= minVisible.width && isTopInside;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}
