import { describe, expect, it, vi } from 'vitest';
import { FailureError, type Failure } from '../../shared/domain/failure';
import type { Profile } from '../../shared/settings';
import { createAccountChanges } from './account-change';

const dana: Profile = { name: 'Dana at work', server: 'im.example.com', user: 'dana', signInMethod: 'forms' };
const lee: Profile = { name: '', server: 'chat.example.com', user: 'lee', signInMethod: 'forms' };

function setUp() {
  const world = {
    profiles: [dana, lee] as readonly Profile[],
    /** Whose session is open. */
    account: dana as Profile | undefined,
    steps: [] as string[],
    reached: undefined as Failure | undefined,
    agrees: true,
    /** What comes of signing in. */
    answer: async (_profile: Profile): Promise<boolean> => true,
    closed: Promise.resolve(),
    leaves: async (): Promise<void> => undefined,
  };
  const mayChange = vi.fn(async () => world.agrees);
  const changes = createAccountChanges({
    signIn: {
      account: () => world.account,
      check({ server }) {
        if (server === 'forbidden.example.com') throw new FailureError('server-not-allowed');
      },
      async signInAs(profile) {
        world.steps.push(`in ${profile.user}`);
        const isIn = await world.answer(profile);
        if (isIn) world.account = profile;
        return isIn;
      },
      async signOut() {
        world.steps.push('out');
        await world.leaves();
        world.account = undefined;
      },
    },
    profiles: () => world.profiles,
    isSignedOut: () => world.account === undefined,
    reach: async () => world.reached,
    mayChange,
    async whenClosed() {
      await world.closed;
      world.steps.push('closed');
    },
    show: () => void world.steps.push('show'),
    onChanged: () => undefined,
  });
  return { world, changes, mayChange };
}

const refuse = (code: 'wrong-password' | 'unreachable' | 'cancelled') => async (): Promise<boolean> => {
  throw new FailureError(code);
};

describe('a change to another account', () => {
  it('signs out, lets windows write their last words, signs in, and leaves nothing to go back to', async () => {
    const { world, changes, mayChange } = setUp();
    expect(await changes.changeTo(lee)).toBe(true);
    expect(mayChange).toHaveBeenCalledExactlyOnceWith('lee\u00a0· chat.example.com', undefined);
    expect(world.steps).toEqual(['out', 'closed', 'in lee']);
    expect(changes.state()).toBeUndefined();
  });

  it('leaves everything as it is where the person thinks better of it', async () => {
    const { world, changes, mayChange } = setUp();
    world.reached = { code: 'unreachable' };
    world.agrees = false;
    expect(await changes.changeTo(lee)).toBe(false);
    expect(mayChange).toHaveBeenCalledExactlyOnceWith('lee\u00a0· chat.example.com', { code: 'unreachable' });
    expect([world.steps, world.account, changes.state()]).toEqual([[], dana, undefined]);
  });

  it('gives nothing up for an account that nobody may sign in with, or that is none of this computer', async () => {
    const { world, changes } = setUp();
    const forbidden = { ...lee, server: 'forbidden.example.com' };
    world.profiles = [dana, forbidden];
    await expect(changes.changeTo(forbidden)).rejects.toMatchObject({ code: 'server-not-allowed' });
    await expect(changes.changeTo(lee)).rejects.toMatchObject({ code: 'not-allowed' });
    expect([world.steps, world.account]).toEqual([[], dana]);
    expect(await changes.changeTo(dana), 'the next wish is heard').toBe(true);
  });

  it('has stopped, with the way back, where nobody could sign out or the last words could not be written', async () => {
    for (const fail of ['out', 'closed'] as const) {
      const { world, changes } = setUp();
      if (fail === 'out') world.leaves = async () => Promise.reject(new FailureError('internal'));
      else world.closed = Promise.reject(new FailureError('internal'));
      expect(await changes.changeTo(lee)).toBe(true);
      expect(changes.state()).toMatchObject({ isUnderWay: false, to: lee, back: dana, failure: { code: 'internal' } });
      world.leaves = async () => undefined;
      world.closed = Promise.resolve();
      await changes.goBack();
      expect([world.account, changes.state()]).toEqual([dana, undefined]);
    }
  });

  it('changes to none that was removed while it was asked, and to what it is called by then', async () => {
    const { world, changes, mayChange } = setUp();
    mayChange.mockImplementationOnce(async () => {
      world.profiles = [dana];
      return true;
    });
    expect(await changes.changeTo(lee)).toBe(false);
    expect([world.steps, world.account, changes.state()]).toEqual([[], dana, undefined]);

    world.profiles = [dana, lee];
    world.answer = async () => false;
    mayChange.mockImplementationOnce(async () => {
      world.profiles = [dana, { ...lee, name: 'Lee' }];
      return true;
    });
    expect(await changes.changeTo(lee)).toBe(true);
    expect(changes.state()?.to?.name).toBe('Lee');
  });

  it.each(['wrong-password', 'unreachable'] as const)('says why it stopped, and leads back (%s)', async (code) => {
    const { world, changes } = setUp();
    world.answer = refuse(code);
    expect(await changes.changeTo(lee)).toBe(true);
    expect(changes.state()).toEqual({ to: lee, back: dana, isUnderWay: false, failure: { code } });
    expect(world.steps).toEqual(['out', 'closed', 'in lee', 'show']);
    world.answer = async () => true;
    await changes.goBack();
    expect([world.account, changes.state()]).toEqual([dana, undefined]);
  });

  it('leads back as well where something has to be typed, and until somebody is signed in', async () => {
    const { world, changes } = setUp();
    world.answer = async () => false;
    await changes.changeTo(lee);
    expect(changes.state()).toEqual({ to: lee, back: dana, isUnderWay: false });
    changes.signedIn();
    expect(changes.state()).toBeUndefined();
  });

  it('still leads to the account that worked last after one more that does not', async () => {
    const { world, changes } = setUp();
    const kim = { ...lee, user: 'kim' };
    world.profiles = [dana, lee, kim];
    world.answer = refuse('unreachable');
    await changes.changeTo(lee);
    await changes.changeTo(kim);
    expect(changes.state()).toMatchObject({ to: kim, back: dana });
    await changes.changeTo(dana);
    expect(changes.state()).toEqual({ to: dana, isUnderWay: false, failure: { code: 'unreachable' } });
  });

  it('stops where a person gives it up, before and while somebody is signed in, and that is no failure', async () => {
    const { world, changes } = setUp();
    let close = (): void => undefined;
    world.closed = new Promise((resolve) => (close = resolve));
    const early = changes.changeTo(lee);
    await vi.waitFor(() => expect(changes.state()?.isUnderWay).toBe(true));
    changes.giveUp();
    close();
    await early;
    expect(world.steps).not.toContain('in lee');
    expect(changes.state()).toEqual({ to: lee, back: dana, isUnderWay: false });

    world.answer = refuse('cancelled');
    await changes.changeTo(lee);
    expect(changes.state()).toEqual({ to: lee, back: dana, isUnderWay: false });
  });

  it('does not lead back to an account that was removed meanwhile', async () => {
    const { world, changes } = setUp();
    world.answer = refuse('unreachable');
    await changes.changeTo(lee);
    world.profiles = [lee];
    await changes.goBack();
    expect([world.account, changes.state()]).toEqual([undefined, undefined]);
  });

  it('tells nothing of one that was removed after it could not be changed to', async () => {
    const { world, changes } = setUp();
    world.answer = refuse('unreachable');
    await changes.changeTo(lee);
    world.profiles = [dana];
    expect(changes.state()).toBeUndefined();
  });

  it('adds one that has to be typed: asks, signs out, and leads back to the one that was signed in', async () => {
    const { world, changes, mayChange } = setUp();
    world.agrees = false;
    expect(await changes.add()).toBe(false);
    expect([world.steps, world.account, changes.state()]).toEqual([[], dana, undefined]);
    world.agrees = true;
    expect(await changes.add()).toBe(true);
    expect(mayChange).toHaveBeenLastCalledWith(undefined, undefined);
    expect(world.steps).toEqual(['out', 'closed', 'show']);
    expect(changes.state()).toEqual({ back: dana, isUnderWay: false });
    await changes.add();
    expect(changes.state(), 'still the one that worked last').toEqual({ back: dana, isUnderWay: false });
    await changes.goBack();
    expect([world.account, changes.state()]).toEqual([dana, undefined]);
  });

  it('adds one without a question where nobody is signed in, and has nothing to go back to', async () => {
    const { world, changes, mayChange } = setUp();
    world.account = undefined;
    expect(await changes.add()).toBe(true);
    expect(mayChange).not.toHaveBeenCalled();
    expect(changes.state()).toEqual({ isUnderWay: false });
    changes.signedIn();
    expect(changes.state()).toBeUndefined();
  });

  it('is one at a time', async () => {
    const { world, changes } = setUp();
    let answer = (_isIn: boolean): void => undefined;
    world.answer = () => new Promise((resolve) => (answer = resolve));
    const first = changes.changeTo(lee);
    await vi.waitFor(() => expect(world.steps).toContain('in lee'));
    expect(await changes.changeTo(lee)).toBe(false);
    answer(true);
    expect(await first).toBe(true);
  });
});
