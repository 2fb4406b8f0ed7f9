// A window that is put somewhere else, and shown before that was seen.
import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepPlace } from './kept-place';
import type { Bounds } from './window-bounds';
import { noFrame } from './window-frame';

const narrow: Bounds = { x: 10, y: 10, width: 380, height: 700 };
const wide: Bounds = { ...narrow, width: 1000 };

/** No window manager: it stands where it is asked to. */
class StandIn extends EventEmitter {
  bounds = narrow;
  getBounds = (): Bounds => this.bounds;
  isVisible = (): boolean => true;
  isMinimized = (): boolean => false;
  isMaximized = (): boolean => false;
  isFullScreen = (): boolean => false;
  setBounds(asked: Bounds): void {
    this.bounds = asked;
    this.emit('resize');
  }
}

const keep = (window: StandIn) =>
  keepPlace(window as unknown as BrowserWindow, {
    wished: narrow,
    asked: narrow,
    frame: { get: () => noFrame, set: () => undefined },
    topAt: () => 0,
  });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('keepPlace', () => {
  it('leaves a window where it was put just before it is shown once more', () => {
    const window = new StandIn();
    const kept = keep(window);
    window.emit('show');
    vi.runAllTimers();
    kept.put(wide);
    window.emit('show');
    vi.runAllTimers();
    expect(window.bounds).toEqual(wide);
    expect(kept.get()).toEqual(wide);
  });
});
