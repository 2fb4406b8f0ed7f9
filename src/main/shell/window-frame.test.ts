import { describe, expect, it } from 'vitest';
import { askFor, judge, noFrame, readFrame } from './window-frame';

const place = { x: 200, y: 100, width: 380, height: 720 };
const frame = { x: 5, y: 42 };
const moved = (x: number, y: number) => ({ ...place, x: place.x + x, y: place.y + y });
const nothing = { asked: undefined, place: undefined, whenMaximized: undefined, frame: noFrame, top: 0 };

describe('readFrame', () => {
  it('takes what an earlier run saw', () => {
    expect(readFrame(frame)).toEqual(frame);
  });

  it.each([[undefined], [null], [{ x: -1, y: 0 }], [{ x: 5, y: 4_000 }], [{ x: 0.5, y: 1 }], ['5']])(
    'knows of none in %j',
    (saved) => {
      expect(readFrame(saved)).toEqual(noFrame);
    },
  );
});

describe('judge', () => {
  it('learns the frame of a window that the system placed', () => {
    expect(judge({ ...nothing, asked: place, now: moved(5, 42) })).toEqual({ frame });
  });

  it('is content with a window that stands at its place', () => {
    expect(judge({ ...nothing, asked: askFor(place, frame, 0), place, now: place })).toEqual({ frame });
    expect(judge({ ...nothing, place, now: place, frame })).toEqual({ frame });
  });

  it.each([
    ['there was none', noFrame],
    ['it was thinner', { x: 1, y: 22 }],
    ['it was thicker', { x: 9, y: 60 }],
  ])('asks again when the frame is another than was thought: %s', (_, thought) => {
    const asked = askFor(place, thought, 0);
    const now = { ...asked, x: asked.x + frame.x, y: asked.y + frame.y };
    expect(judge({ ...nothing, asked, place, now, frame: thought })).toEqual({ frame, ask: askFor(place, frame, 0) });
  });

  it('puts back a window that moved by a frame when it was hidden, and learns nothing from that', () => {
    expect(judge({ ...nothing, place, now: moved(-5, -42), frame: noFrame })).toEqual({ frame: noFrame, ask: place });
  });

  it('gives back the size of one that kept the size of a maximised one', () => {
    const now = { x: 0, y: 24, width: 1280, height: 776 };
    expect(judge({ ...nothing, place, now, whenMaximized: now, frame })).toEqual({
      frame,
      ask: askFor(place, frame, 0),
    });
  });

  it('does not push a title bar under a panel, and does not ask for the same twice', () => {
    const asked = askFor(place, frame, 80);
    expect(asked).toEqual({ ...place, x: 195, y: 80 });
    const now = moved(0, 22);
    expect(judge({ ...nothing, asked, place, now, frame, top: 80 })).toEqual({ frame });
    expect(judge({ ...nothing, asked: place, place, now: moved(5, 42), top: 80 })).toEqual({ frame, ask: asked });
  });

  it.each([
    ['far away', moved(300, 0)],
    ['on another display', moved(1280, 42)],
  ])('leaves a window where it was put %s', (_, now) => {
    expect(judge({ ...nothing, asked: place, place, now, frame })).toEqual({ frame });
  });
});
