import { describe, expect, it } from 'vitest';
import { mayRestart } from './may-restart';

const nobody = {
  runningSeconds: 86_400,
  idleSeconds: 1_800,
  visibleWindows: 0,
  isSignedOut: true,
  isAnythingUnfinished: false,
};

describe('a restart that nobody has asked for', () => {
  it('may be while nobody would notice', () => {
    expect(mayRestart(nobody)).toBe(true);
  });

  it.each([
    { runningSeconds: 86_399 },
    { idleSeconds: 1_799 },
    { idleSeconds: undefined },
    { visibleWindows: 1 },
    { isSignedOut: false },
    { isAnythingUnfinished: true },
  ])('may not be with %o', (other) => {
    expect(mayRestart({ ...nobody, ...other })).toBe(false);
  });
});
