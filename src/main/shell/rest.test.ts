import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRest, restAfterMs } from './rest';

describe('the rest of a hidden window', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp() {
    const parts = { isHidden: vi.fn(() => true), ask: vi.fn(), giveUp: vi.fn() };
    return { ...parts, rest: createRest(parts) };
  }

  it('comes when the page has nothing against it', () => {
    const { rest, ask, giveUp } = setUp();
    rest.hidden();
    vi.advanceTimersByTime(restAfterMs - 1);
    expect(ask).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ask).toHaveBeenCalledOnce();
    expect(giveUp).not.toHaveBeenCalled();
    rest.mayRest();
    expect(giveUp).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(10 * restAfterMs);
    expect(ask).toHaveBeenCalledOnce();
  });

  it('is asked for again as long as the page does not answer', () => {
    const { rest, ask, giveUp } = setUp();
    rest.hidden();
    vi.advanceTimersByTime(3 * restAfterMs);
    expect(ask).toHaveBeenCalledTimes(3);
    rest.mayRest();
    expect(giveUp).toHaveBeenCalledOnce();
  });

  it('does not come to a window that was shown meanwhile', () => {
    const { rest, ask, giveUp } = setUp();
    rest.hidden();
    vi.advanceTimersByTime(restAfterMs);
    rest.shown();
    rest.mayRest();
    vi.advanceTimersByTime(10 * restAfterMs);
    expect(ask).toHaveBeenCalledOnce();
    expect(giveUp).not.toHaveBeenCalled();
  });

  it('does not come to a window that is in sight, whatever was said before', () => {
    const { rest, isHidden, giveUp } = setUp();
    rest.hidden();
    vi.advanceTimersByTime(restAfterMs);
    isHidden.mockReturnValue(false);
    rest.mayRest();
    expect(giveUp).not.toHaveBeenCalled();
  });

  it('does not come unasked', () => {
    const { rest, giveUp } = setUp();
    rest.mayRest();
    rest.hidden();
    rest.mayRest();
    expect(giveUp).not.toHaveBeenCalled();
  });
});
