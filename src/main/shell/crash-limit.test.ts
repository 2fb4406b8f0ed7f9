import { describe, expect, it } from 'vitest';
import { createCrashLimit } from './crash-limit';

describe('createCrashLimit', () => {
  it('gives up at the third crash within a minute, and counts anew when asked to go on', () => {
    let now = 0;
    const mayGoOn = createCrashLimit(() => now);
    expect([mayGoOn(), mayGoOn(), mayGoOn()]).toEqual([true, true, false]);
    now = 1_000;
    expect(mayGoOn()).toBe(true);
  });

  it('bears crashes that are far between', () => {
    let now = 0;
    const mayGoOn = createCrashLimit(() => now);
    for (; now < 600_000; now += 31_000) expect(mayGoOn()).toBe(true);
  });
});
