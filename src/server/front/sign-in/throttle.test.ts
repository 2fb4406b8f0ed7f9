import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../testing/manual-clock';
import { addressKey, SignInThrottle, type Attempt } from './throttle';

const never = (): AbortSignal => new AbortController().signal;

function setUp() {
  const clock = createManualClock();
  const throttle = new SignInThrottle({ perUser: 2, perAddress: 3, windowMs: 60_000 }, clock, () => 0);
  /** Whether it was looked at before any time passed. */
  async function isWeighed(user: string, address: string, more: Partial<Attempt> = {}, isRight = false) {
    let wasWeighed = false;
    const weighed = throttle.weigh({ user, address, line: {}, gone: never(), ...more }, () => {
      wasWeighed = true;
      return isRight || undefined;
    });
    await new Promise((resolve) => setImmediate(resolve));
    return { wasWeighed, weighed };
  }
  const isAtOnce = async (...args: Parameters<typeof isWeighed>): Promise<boolean> =>
    (await isWeighed(...args)).wasWeighed;
  return { clock, throttle, isWeighed, isAtOnce };
}

describe('SignInThrottle', () => {
  it('lets a guess at one user wait, whatever the name’s case, and weighs it then', async () => {
    const { clock, isWeighed, isAtOnce } = setUp();
    expect([await isAtOnce('Dana', '::1'), await isAtOnce('dana ', '::1')]).toEqual([true, true]);
    const third = await isWeighed('dana', '::1', {}, true);
    expect(third.wasWeighed).toBe(false);
    clock.advance(1_000);
    expect(await third.weighed).toBe(true);
  });

  it('lets nobody wait because of another address', async () => {
    const { isAtOnce } = setUp();
    for (let at = 0; at < 5; at += 1) await isAtOnce('dana', '192.0.2.1');
    expect(await isAtOnce('dana', '192.0.2.2')).toBe(true);
  });

  it('lets guesses at many users from one address wait', async () => {
    const { isAtOnce } = setUp();
    for (const user of ['a', 'b', 'c']) expect(await isAtOnce(user, '192.0.2.1')).toBe(true);
    expect(await isAtOnce('d', '192.0.2.1')).toBe(false);
    expect(await isAtOnce('d', '192.0.2.2')).toBe(true);
  });

  it('takes what waits for its user from nobody else of the address', async () => {
    const { isAtOnce } = setUp();
    for (let at = 0; at < 20; at += 1) await isAtOnce('dana', '192.0.2.1');
    expect(await isAtOnce('lee', '192.0.2.1')).toBe(true);
  });

  it('does not count who gets in', async () => {
    const { isAtOnce } = setUp();
    for (let at = 0; at < 20; at += 1) expect(await isAtOnce('dana', '::1', {}, true)).toBe(true);
  });

  it('counts who proved it before for themselves alone, and counts them too', async () => {
    const { isAtOnce } = setUp();
    for (let at = 0; at < 20; at += 1) await isAtOnce(`user-${at % 5}`, '::1');
    const known = { provedBefore: 7 };
    expect([await isAtOnce('dana', '::1', known), await isAtOnce('dana', '::1', known)]).toEqual([true, true]);
    expect(await isAtOnce('dana', '::1', known)).toBe(false);
    expect(await isAtOnce('dana', '::1', { provedBefore: 8 })).toBe(true);
  });

  it('lets one attempt of a connection wait', async () => {
    const { clock, isWeighed, isAtOnce, throttle } = setUp();
    const line = {};
    await isAtOnce('dana', '::1');
    await isAtOnce('dana', '::1');
    const waiting = await isWeighed('dana', '::1', { line });
    const others = await Promise.all(Array.from({ length: 50 }, () => isWeighed('dana', '::1', { line })));
    for (const { weighed } of others) expect(await weighed).toBe('too-often');
    expect(clock.pending).toBe(2);
    throttle.stop();
    expect(await waiting.weighed).toBe('too-often');
  });

  it('remembers no more of many made-up users than it may', async () => {
    const { throttle, isAtOnce } = setUp();
    for (let at = 0; at < 300; at += 1) {
      await isAtOnce(`nobody-${at}`, `192.0.2.${at % 250}`, { gone: AbortSignal.abort() });
    }
    expect(throttle.size).toBeLessThanOrEqual(550);
  });
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:02::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['', ''],
])('counts %j as %j', (address, key) => expect(addressKey(address)).toBe(key));
