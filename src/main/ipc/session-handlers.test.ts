import { expect, it } from 'vitest';
import { sessionHandlers } from './session-handlers';

const nothing = async (): Promise<void> => undefined;
const account = { server: 'im.example.com', user: 'dana' };

function setUp() {
  let hasPassword = true;
  const signIn = {
    signIn: nothing,
    signInAgain: nothing,
    tryDemo: nothing,
    signOut: nothing,
    agreeToRedirect: () => undefined,
    hasPassword: () => hasPassword,
    forgetPassword: () => !(hasPassword = false),
    keptPasswords: () => (hasPassword ? [account] : []),
  };
  const world = { isGuest: false, switched: [] as object[] };
  const handlers = sessionHandlers({ noteUserActivity: () => undefined }, signIn, {
    canRemember: async () => true,
    openNetworkPage: nothing,
    retryNow: () => undefined,
    serverUrl: () => undefined,
    signOut: nothing,
    isGuest: () => world.isGuest,
    startSignIn: { state: () => undefined, giveUp: () => undefined },
    changes: {
      state: () => ({ to: { name: '', ...account, signInMethod: 'forms' }, isUnderWay: false }),
      changeTo: async (to) => world.switched.push(to) > 0,
      add: async () => world.switched.push({}) > 0,
      goBack: nothing,
      giveUp: () => undefined,
    },
  });
  return { handlers, world };
}

it('shows a guest nothing of the accounts of others, and lets them change into none', async () => {
  const { handlers, world } = setUp();
  const from = { senderId: 1 };
  world.isGuest = true;
  expect(handlers['session:is-guest'](undefined, from)).toBe(true);
  expect(handlers['session:has-password'](account, from)).toBe(false);
  expect(handlers['session:kept-passwords'](undefined, from)).toEqual([]);
  expect(handlers['session:account-change'](undefined, from)).toBeNull();
  expect(() => handlers['session:switch'](account, from)).toThrow('not-allowed');
  expect(() => handlers['session:add-account'](undefined, from)).toThrow('not-allowed');
  expect(() => handlers['session:go-back'](undefined, from)).toThrow('not-allowed');
  expect(() => handlers['session:forget-password'](account, from)).toThrow('not-allowed');
  expect(world.switched).toEqual([]);

  world.isGuest = false;
  expect(handlers['session:has-password'](account, from)).toBe(true);
  expect(handlers['session:kept-passwords'](undefined, from)).toEqual([account]);
  expect(handlers['session:account-change'](undefined, from)).toMatchObject({ isUnderWay: false });
  await expect(handlers['session:switch'](account, from)).resolves.toBe(true);
  await expect(handlers['session:add-account'](undefined, from)).resolves.toBe(true);
  expect(world.switched).toEqual([account, {}]);
  expect(handlers['session:forget-password'](account, from)).toBe(true);
  expect(handlers['session:has-password'](account, from)).toBe(false);
});
