// That Chromium keeps, sends and forgets them is tried by e2e/transport-contract.spec.ts. Here: in which order.
import { describe, expect, it } from 'vitest';
import { SessionCookies } from './session-cookies';

function setUp(clear: () => Promise<void> = async () => undefined) {
  const done: string[] = [];
  const cookies = new SessionCookies({
    async clearStorageData() {
      await clear();
      done.push('cleared');
    },
  });
  return { cookies, done };
}

describe('SessionCookies', () => {
  it('forgets them between two sign-ins, and not within one', async () => {
    const { cookies, done } = setUp();
    const [one, other] = [{}, {}];
    await Promise.all([cookies.belongTo(one), cookies.belongTo(one)]);
    await cookies.belongTo(one);
    expect(done).toEqual(['cleared']);
    await cookies.belongTo(other);
    await cookies.belongTo(one);
    expect(done).toEqual(['cleared', 'cleared', 'cleared']);
  });

  it('lets the farewell have them, and the next sign-in wait until they are gone', async () => {
    const { cookies, done } = setUp();
    await cookies.belongTo({});
    let leave!: () => void;
    const left = cookies.forget(async () => {
      await new Promise<void>((resolve) => (leave = resolve));
      done.push('farewell');
    });
    const next = cookies.belongTo({}).then(() => done.push('next'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(done).toEqual(['cleared']);
    leave();
    await Promise.all([left, next]);
    expect(done).toEqual(['cleared', 'farewell', 'cleared', 'cleared', 'next']);
  });

  it('forgets them even when the farewell has failed', async () => {
    const { cookies, done } = setUp();
    await cookies.forget(() => Promise.reject(new Error('offline')));
    expect(done).toEqual(['cleared']);
  });

  it('lets nobody have what could not be forgotten', async () => {
    let isBroken = true;
    const { cookies, done } = setUp(() => (isBroken ? Promise.reject(new Error('broken')) : Promise.resolve()));
    const owner = {};
    await expect(cookies.belongTo(owner)).rejects.toThrow('broken');
    isBroken = false;
    await cookies.belongTo(owner);
    expect(done).toEqual(['cleared']);
  });
});
