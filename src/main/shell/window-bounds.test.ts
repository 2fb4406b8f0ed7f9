import { describe, expect, it } from 'vitest';
import { boundsToKeep, fitBounds, placeBeside } from './window-bounds';

const size = { preferred: { width: 380, height: 680 }, min: { width: 320, height: 480 } };
const display = { x: 0, y: 25, width: 1920, height: 1055 };
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

describe('boundsToKeep', () => {
  const asked = { x: 100, y: 200, width: 400, height: 700 };

  it('does not let a window sink by its frame, start after start', () => {
    let kept = asked;
    for (let start = 0; start < 5; start++) {
      const shown = { ...kept, x: kept.x + 1, y: kept.y + 21 };
      kept = boundsToKeep(shown, kept, shown);
    }
    expect(kept).toEqual(asked);
  });

  it('follows a window that was moved and resized, less the frame', () => {
    const shown = { ...asked, y: 221 };
    expect(boundsToKeep({ x: 300, y: 321, width: 500, height: 600 }, asked, shown)).toEqual({
      x: 300,
      y: 300,
      width: 500,
      height: 600,
    });
  });

  it.each([
    ['the system chose the place', { width: 400, height: 700 }, { ...asked, y: 221 }],
    ['the window manager put it elsewhere', asked, { ...asked, x: 900 }],
    ['it was never shown', asked, undefined],
  ])('keeps where it is when %s', (_, wish, shown) => {
    const now = { x: 7, y: 8, width: 400, height: 700 };
    expect(boundsToKeep(now, wish, shown)).toEqual(now);
  });
});

describe('placeBeside', () => {
  const preferred = { width: 640, height: 600 };
  const sizes = { preferred, min: { width: 360, height: 360 } };
  const area = { x: 0, y: 25, width: 1280, height: 775 };
  const beside = (x: number, width = 380) => placeBeside(sizes, { x, y: 60, width, height: 720 }, area);

  it('places on the right, else on the left', () => {
    expect(beside(0)).toEqual({ x: 380, y: 60, ...preferred });
    expect(beside(900)).toEqual({ x: 260, y: 60, ...preferred });
  });

  it('is narrower where there is less room, and gives up below the least width', () => {
    expect(beside(450)).toEqual({ x: 830, y: 60, width: 450, height: 600 });
    expect(beside(480)).toEqual({ x: 0, y: 60, width: 480, height: 600 });
    expect(beside(300, 680)).toBeUndefined();
  });

  it('stays on the display', () => {
    expect(placeBeside(sizes, { x: 0, y: 500, width: 380, height: 300 }, area)?.y).toBe(200);
  });
});
