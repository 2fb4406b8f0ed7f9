import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, ref } from 'vue';
import { behindFrame } from './behind-frame';

let frames: (() => void)[] = [];
const drawFrame = (): void => frames.splice(0).forEach((run) => run());

beforeEach(() => {
  frames = [];
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function typing() {
  const typed = ref('');
  const scope = effectScope();
  const { value, catchUp } = scope.run(() => behindFrame(() => typed.value))!;
  return { typed, value, catchUp, stop: () => scope.stop() };
}

describe('a value that is a frame behind', () => {
  it('follows once the frame has been drawn, not in it', () => {
    const { typed, value } = typing();
    typed.value = 'd';
    drawFrame();
    expect(value.value).toBe('');
    vi.advanceTimersByTime(0);
    expect(value.value).toBe('d');
  });

  it('has the last of what was typed before', () => {
    const { typed, value } = typing();
    typed.value = 'd';
    typed.value = 'da';
    drawFrame();
    typed.value = 'dan';
    vi.advanceTimersByTime(0);
    expect(value.value).toBe('dan');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits for no frame that does not come', () => {
    const { typed, value } = typing();
    typed.value = 'd';
    vi.advanceTimersByTime(200);
    expect(value.value).toBe('d');
  });

  it('is there at once for whoever acts on it', () => {
    const { typed, value, catchUp } = typing();
    expect(catchUp()).toBe(false);
    typed.value = 'd';
    expect(catchUp()).toBe(true);
    expect(value.value).toBe('d');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops with its view', () => {
    const { typed, value, stop } = typing();
    typed.value = 'd';
    stop();
    drawFrame();
    vi.advanceTimersByTime(200);
    expect(value.value).toBe('');
  });
});
