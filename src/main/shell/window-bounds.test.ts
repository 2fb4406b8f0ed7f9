import { describe, expect, it } from 'vitest';
import { fitBounds, isInReach, isOver, moveInto, placeBeside, placeClear, stepOff } from './window-bounds';

const size = { preferred: { width: 380, height: 680 }, min: { width: 320, height: 480 } };
const display = { x: 0, y: 25, width: 1920, height: 1055 };
const none = { x: 0, y: 0 };
const right = { x: 1920, y: 0, width: 1280, height: 1024 };

describe('fitBounds', () => {
  it('opens a window where it was, on any display that is still there', () => {
    const saved = { x: 2000, y: 100, width: 400, height: 700 };
    expect(fitBounds(saved, [display, right], size)).toEqual(saved);
  });

  it('forgets the place, not the size, when its display is gone', () => {
    const saved = { x: 2000, y: 100, width: 400, height: 700 };
    expect(fitBounds(saved, [display], size)).toEqual({ width: 380, height: 680 });
  });

  it.each([
    ['almost off to the side', { x: 1900, y: 100, width: 400, height: 700 }],
    ['with its title bar above the display', { x: 100, y: -500, width: 400, height: 700 }],
    ['with its title bar below the display', { x: 100, y: 1075, width: 400, height: 700 }],
  ])('does not open %s', (_, saved) => {
    expect(fitBounds(saved, [display], size)).not.toHaveProperty('x');
  });

  it('moves a title bar that is a little too high under the panel', () => {
    expect(fitBounds({ x: 100, y: 10, width: 400, height: 700 }, [display], size)).toMatchObject({ y: 25 });
  });

  it('shrinks to the display and grows to the least size', () => {
    expect(fitBounds({ x: 0, y: 25, width: 5000, height: 4000 }, [display], size)).toMatchObject({
      width: 1920,
      height: 1055,
    });
    expect(fitBounds({ x: 0, y: 25, width: 10, height: 10 }, [display], size)).toMatchObject(size.min);
  });

  it.each([
    [undefined],
    [null],
    ['wide'],
    [{ x: 1, y: 1, width: '400', height: 600 }],
    [{ x: NaN, y: 0, width: 1, height: 1 }],
  ])('takes the usual size for %j', (saved) => {
    expect(fitBounds(saved, [display], size)).toEqual(size.preferred);
  });
});

describe('placeBeside', () => {
  const preferred = { width: 640, height: 600 };
  const sizes = { preferred, min: { width: 360, height: 360 } };
  const area = { x: 0, y: 25, width: 1280, height: 775 };
  const beside = (x: number, width = 380) => placeBeside(sizes, { x, y: 60, width, height: 720 }, area, none);

  it('places on the right, else on the left', () => {
    expect(beside(0)).toEqual({ x: 392, y: 60, ...preferred });
    expect(beside(900)).toEqual({ x: 248, y: 60, ...preferred });
  });

  it('is narrower where there is less room, and gives up below the least width', () => {
    expect(beside(450)).toEqual({ x: 842, y: 60, width: 432, height: 600 });
    expect(beside(480)).toEqual({ x: 6, y: 60, width: 462, height: 600 });
    expect(beside(300, 680)).toBeUndefined();
  });

  it('stays on the display', () => {
    expect(placeBeside(sizes, { x: 0, y: 500, width: 380, height: 300 }, area, none)?.y).toBe(194);
  });

  it('leaves room for the frames of both', () => {
    const frame = { x: 8, y: 42 };
    expect(placeBeside(sizes, { x: 8, y: 67, width: 380, height: 720 }, area, frame)).toMatchObject({ x: 404, y: 67 });
    expect(placeBeside(sizes, { x: 900, y: 30, width: 380, height: 720 }, area, frame)).toMatchObject({
      x: 244,
      y: 67,
    });
    expect(placeBeside(sizes, { x: 450, y: 500, width: 380, height: 300 }, area, frame)).toEqual({
      x: 846,
      y: 192,
      width: 426,
      height: 600,
    });
  });
});

describe('placeClear', () => {
  const sizes = { preferred: { width: 640, height: 600 }, min: { width: 360, height: 360 } };
  const area = { x: 0, y: 25, width: 1280, height: 775 };
  const second = { x: 1280, y: 0, width: 1920, height: 1080 };
  const clear = (other: typeof area, areas: readonly [typeof area, ...(typeof area)[]] = [area]) => {
    const place = placeClear(sizes, other, areas, none);
    expect(areas.some((each) => isInReach(place, [each]) && place.y >= each.y)).toBe(true);
    return place;
  };

  it('places beside, at either edge of either display', () => {
    for (const other of [
      { x: 0, y: 60, width: 380, height: 720 },
      { x: 900, y: 60, width: 380, height: 720 },
    ])
      expect(isOver(clear(other), other)).toBe(false);
    const onSecond = { x: 2800, y: 0, width: 380, height: 1080 };
    const place = clear(onSecond, [second, area]);
    expect(isOver(place, onSecond)).toBe(false);
    expect(place.x).toBeGreaterThanOrEqual(second.x);
  });

  it('goes to another display where there is no room beside', () => {
    expect(clear(area, [area, second])).toEqual({ x: 1920, y: 240, ...sizes.preferred });
  });

  it('covers the least where there is none', () => {
    expect(clear({ x: 300, y: 60, width: 680, height: 720 })).toMatchObject({ x: 640 });
    expect(clear({ x: 300, y: 60, width: 700, height: 200 }).y).toBe(200);
    expect(moveInto(clear(area), area)).toEqual(clear(area));
  });
});

describe('stepOff', () => {
  const area = { x: 0, y: 25, width: 1280, height: 775 };

  it('leaves the first where it is, and steps down and aside', () => {
    const place = { x: 100, y: 60, width: 640, height: 600 };
    expect(stepOff(place, none, area)).toBe(place);
    expect(stepOff(place, { x: 28, y: 28 }, area)).toEqual({ ...place, x: 128, y: 88 });
  });

  it('never leads off the display, however many stand there', () => {
    const corner = { x: 640, y: 200, width: 640, height: 600 };
    for (let count = 1; count < 8; count += 1) {
      const place = stepOff(corner, { x: count * 28, y: count * 28 }, area);
      expect(moveInto(place, area)).toEqual(place);
    }
    expect(stepOff({ x: 0, y: 60, width: 640, height: 900 }, { x: 0, y: 28 }, area)).toMatchObject({
      y: 25,
      height: 775,
    });
  });
});

describe('wherever a window was', () => {
  // As a laptop has them alone, at a desk with 4K on its left, and below one another.
  const desks = [
    [{ x: 0, y: 0, width: 1280, height: 760 }],
    [
      { x: 0, y: 0, width: 1280, height: 760 },
      { x: -3840, y: -600, width: 3840, height: 2120 },
    ],
    [
      { x: 0, y: 27, width: 1920, height: 1053 },
      { x: 300, y: 1080, width: 1366, height: 728 },
    ],
  ];
  const places = [-3840, -2000, -300, 0, 700, 1250, 1900, 5000].flatMap((x) =>
    [-650, -20, 0, 500, 1060, 1700, 4000].map((y) => ({ x, y, width: 640, height: 600 })),
  );

  it.each(desks.map((areas) => ({ areas })))(
    'it comes up within reach, or where the system puts it: $areas',
    ({ areas }) => {
      for (const saved of places) {
        const opened = fitBounds(saved, areas, size);
        if ('x' in opened) expect(isInReach(opened, areas), JSON.stringify(saved)).toBe(true);
        // Nobody is moved who was within reach.
        else expect(isInReach(saved, areas), JSON.stringify(saved)).toBe(false);
      }
    },
  );
});
