import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { afterFrame } from './after-frame';

let frames: (() => void)[];
let ran: number;

beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  ran = 0;
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.stubGlobal('cancelAnimationFrame', (id: number) => void (frames[id - 1] = () => undefined));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const draw = (): void => frames.splice(0).forEach((run) => run());
const run = (): void => void (ran += 1);

it('runs once a frame is drawn, and not before', () => {
  afterFrame(run);
  draw();
  expect(ran).toBe(0);
  vi.advanceTimersByTime(0);
  expect(ran).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(ran).toBe(1);
});

it('runs all the same in a window that draws nothing, and only once', () => {
  afterFrame(run);
  vi.advanceTimersByTime(100);
  expect(ran).toBe(1);
  draw();
  vi.advanceTimersByTime(1_000);
  expect(ran).toBe(1);
});

it('is called off before the frame and behind it', () => {
  afterFrame(run)();
  const callOff = afterFrame(run);
  draw();
  callOff();
  vi.advanceTimersByTime(1_000);
  expect(ran).toBe(0);
});
