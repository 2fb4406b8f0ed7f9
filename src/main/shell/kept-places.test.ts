import { describe, expect, it } from 'vitest';
import { savedPlace, setupOf, withPlace } from './kept-places';

const laptop = { bounds: { x: 0, y: 0, width: 1440, height: 900 }, scaleFactor: 2 };
const screen = { bounds: { x: 1440, y: 0, width: 2560, height: 1440 }, scaleFactor: 1 };
const place = (x: number) => ({ x, y: 20, width: 400, height: 700 });

describe('setupOf', () => {
  it('is the same in any order, and another one where anything differs', () => {
    expect(setupOf([laptop, screen])).toBe(setupOf([screen, laptop]));
    const left = { ...screen, bounds: { ...screen.bounds, x: -2560 } };
    const all = [[laptop], [laptop, screen], [laptop, left], [laptop, { ...screen, scaleFactor: 1.5 }]].map(setupOf);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('places', () => {
  const atDesk = setupOf([laptop, screen]);
  const onTheRoad = setupOf([laptop]);

  it('are one for each set-up', () => {
    const file = withPlace(withPlace({}, atDesk, 'main', place(2000)), onTheRoad, 'main', place(10));
    expect(savedPlace(file, atDesk, 'main')).toEqual(place(2000));
    expect(savedPlace(file, onTheRoad, 'main')).toEqual(place(10));
    expect(savedPlace(file, 'a new one', 'main')).toEqual(place(10));
    expect(savedPlace(file, atDesk, 'history')).toBeUndefined();
  });

  it('are those of an earlier version until there are others', () => {
    const old = { frame: { x: 0, y: 30 }, main: place(5), conversation: place(500) };
    expect(savedPlace(old, atDesk, 'main')).toEqual(place(5));
    const file = withPlace(old, atDesk, 'main', place(6));
    expect(savedPlace(file, atDesk, 'main')).toEqual(place(6));
    expect(savedPlace(file, atDesk, 'conversation')).toEqual(place(500));
    expect(file['frame']).toEqual(old.frame);
  });

  it('are kept for the set-ups used last', () => {
    let file: Readonly<Record<string, unknown>> = {};
    for (let at = 0; at < 100; at++)
      file = withPlace(withPlace(file, `desk ${at}`, 'main', place(at)), 'home', 'main', place(-1));
    expect(Object.keys(file['setups'] as object).length).toBeLessThan(20);
    expect(savedPlace(file, 'home', 'main')).toEqual(place(-1));
    expect(savedPlace(file, 'desk 99', 'main')).toEqual(place(99));
  });

  it.each([[5], ['text'], [null], [[1, 2]], [{ [atDesk]: 7 }], [{ [atDesk]: [3] }]])(
    'do not fail at a file with %j for the set-ups',
    (setups) => {
      expect(savedPlace({ setups, main: place(1) }, atDesk, 'main')).toEqual(place(1));
      expect(savedPlace(withPlace({ setups }, atDesk, 'main', place(2)), atDesk, 'main')).toEqual(place(2));
    },
  );

  it('of no one are those of an object', () => {
    expect(savedPlace({ setups: {} }, 'constructor', 'name')).toBeUndefined();
  });
});
