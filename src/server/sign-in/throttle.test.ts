import { describe, expect, it } from 'vitest';
import { SignInThrottle } from './throttle';

function setUp(): { throttle: SignInThrottle; pass: (ms: number) => void } {
  let now = 0;
  const throttle = new SignInThrottle({ perUser: 2, perAddress: 3, windowMs: 60_000 }, () => now);
  return { throttle, pass: (ms) => void (now += ms) };
}

describe('SignInThrottle', () => {
  it('stops guessing at one user, and lets go after a while', () => {
    const { throttle, pass } = setUp();
    throttle.failed('Dana', '::1');
    throttle.failed('dana ', '::1');
    expect(throttle.allows('dana', '::1')).toBe(false);
    expect(throttle.allows('lee', '::1')).toBe(true);
    pass(60_001);
    expect(throttle.allows('dana', '::1')).toBe(true);
  });

  it('locks nobody out from another address', () => {
    const { throttle } = setUp();
    throttle.failed('dana', '192.0.2.1');
    throttle.failed('dana', '192.0.2.1');
    expect(throttle.allows('dana', '192.0.2.2')).toBe(true);
  });

  it('stops guessing at many users from one address', () => {
    const { throttle } = setUp();
    for (const user of ['a', 'b', 'c']) throttle.failed(user, '192.0.2.1');
    expect(throttle.allows('d', '192.0.2.1')).toBe(false);
    expect(throttle.allows('d', '192.0.2.2')).toBe(true);
  });

  it('forgets the failures of who gets in', () => {
    const { throttle } = setUp();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      expect(throttle.allows('dana', '::1')).toBe(true);
      throttle.failed('dana', '::1');
      throttle.succeeded('dana', '::1');
    }
  });
});
