// Several accounts on one computer: chosen where one signs in and in the settings, changed without losing anything, removed.
import { KeyStore } from './support/key-store';
import { expect } from './support/fixtures';
import { signInToStay, test } from './support/kept-profile';
import { callBridge, dana, fillSignIn, kim, lee } from './support/people';
import { press } from './support/pointer';
import { filesThatTell } from './support/profile';
import { openSettings } from './support/settings';

test('accounts are changed with everything of theirs, renamed, and leave no password when they go', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(parley, town.url, dana);
  await callBridge(main, 'draft:save', { key: 'invitation', value: '{"to":[],"subject":"Half a thought","text":""}' });
  await callBridge(main, 'session:sign-out', undefined);
  await expect(main.getByTestId('signin-profile')).toHaveCount(0);
  await main.getByTestId('signin-user').fill('');
  await fillSignIn(main, town.url, lee);
  await main.getByTestId('contacts').waitFor();
  expect(await callBridge(main, 'draft:list', undefined)).toEqual({ ok: true, value: [] });

  const settings = await openSettings(parley, 'account');
  const rows = settings.getByTestId('profile');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText('signed in');
  await rows.nth(1).getByTestId('profile-rename').click();
  await settings.getByTestId('profile-name').fill('Dana at work');
  await settings.getByTestId('profile-save').click();
  await expect(rows.nth(1)).toContainText('Dana at work');
  await rows.nth(1).getByTestId('profile-switch').click();

  // By itself, with the password that is kept, and with what was half-written.
  await expect(main.getByTestId('signin')).toBeVisible();
  await expect(main.getByTestId('contacts')).toBeVisible();
  const danas = await openSettings(parley, 'account');
  await expect(danas.getByTestId('account-facts')).toContainText('Dana Reyes');
  await expect(danas.getByTestId('profile').nth(0)).toContainText('Dana at work');
  await expect.poll(() => callBridge(main, 'draft:list', undefined)).toEqual({ ok: true, value: ['invitation'] });
  await danas.getByTestId('account-forget-password').click();
  await expect(danas.getByTestId('account-forgotten')).toBeVisible();

  await press(danas.getByTestId('account-sign-out'));
  await main.getByTestId('signin-profile').waitFor();
  await expect(main.getByTestId('signin-profile')).toContainText('Dana at work');
  await main.getByTestId('signin-password').waitFor();
  await expect(main.getByTestId('signin-password')).not.toHaveAttribute('placeholder', /•/u);
  // Whether this one is remembered says nothing of another.
  await main.getByTestId('signin-remember').uncheck();
  await main.getByTestId('signin-profile').click();
  await main.getByRole('option', { name: /lee/u }).click();
  await expect(main.getByTestId('signin-user')).toHaveValue(/lee/u);
  await expect(main.getByTestId('signin-password')).toHaveAttribute('placeholder', /•/u);
  await expect(main.getByTestId('signin-remember')).toBeChecked();
  await main.getByTestId('signin-profile').click();
  await main.getByRole('option', { name: 'Another account…' }).click();
  await expect(main.getByTestId('signin-remember')).not.toBeChecked();
  await expect(main.getByTestId('signin-user')).toHaveValue('');
  await expect(main.getByTestId('signin-server')).toHaveValue('');

  const last = await openSettings(parley, 'account');
  await last.getByTestId('profile').nth(1).getByTestId('profile-remove').click();
  await last.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(last.getByTestId('profile')).toHaveCount(1);
  await expect(main.getByTestId('signin-profile')).toHaveCount(0);
  await parley.close();
  expect(filesThatTell(profile, ['Dana at work', 'lee@', new URL(town.url).host])).toEqual([]);
});

test('whoever signs in on a public computer sees nothing of its accounts, and comes into none', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  void keyStore;
  const town = await newTown([dana, lee]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(parley, town.url, dana);
  await callBridge(main, 'settings:set', { recentEmoji: ['🚀'] });
  const danasSettings = await openSettings(parley, 'account');
  await expect(danasSettings.getByTestId('profile')).toHaveCount(1);
  await expect(danasSettings.getByTestId('account-forget-password')).toBeVisible();
  await callBridge(main, 'session:sign-out', undefined);
  await main.getByTestId('signin-public').check();
  await fillSignIn(main, town.url, lee);
  await main.getByTestId('contacts').waitFor();

  // Not the page alone: nothing of it is handed to any window.
  const seen = await callBridge(main, 'settings:get', undefined);
  expect(seen).toMatchObject({ value: { server: '', user: '', profiles: [], recentEmoji: [], messageStyles: [] } });
  expect(await callBridge(main, 'settings:set', { theme: 'dark' })).toMatchObject({
    value: { server: '', profiles: [] },
  });

  const settings = await openSettings(parley, 'account');
  await expect(settings.getByTestId('profiles-of-others')).toBeVisible();
  await expect(settings.getByTestId('profile')).toHaveCount(0);
  await expect(settings.getByTestId('account-forget-password')).toHaveCount(0);
  const danas = { server: town.url, user: dana.user };
  expect(await callBridge(main, 'session:switch', danas)).toMatchObject({
    ok: false,
    failure: { code: 'not-allowed' },
  });
  await callBridge(main, 'session:sign-out', undefined);
  await expect((await openSettings(parley, 'account')).getByTestId('profile')).toHaveCount(1);
  expect(await callBridge(main, 'settings:get', undefined)).toMatchObject({
    value: { server: town.url, theme: 'system', recentEmoji: ['🚀'] },
  });
});

test('where one is signed in with a single account there is nothing to choose', async ({ launchParley, newTown }) => {
  const town = await newTown([dana]);
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await fillSignIn(main, town.url, dana);
  await main.getByTestId('contacts').waitFor();
  const settings = await openSettings(parley, 'account');
  await expect(settings.getByTestId('profile')).toHaveCount(1);
  await expect(settings.getByTestId('profile-switch')).toHaveCount(0);
  await expect(settings.getByTestId('account-forget-password')).toHaveCount(0);
});

test('what goes by the numbers of groups is of one account: folded for the one, open for the other', async ({
  launchParley,
  newTown,
}) => {
  const withGroup = (person: typeof dana, group: string) => ({ ...person, groups: { [group]: [kim.uri] } });
  const town = await newTown([withGroup(dana, 'Harbour'), withGroup(lee, 'Workshop'), kim]);
  const parley = await launchParley();
  const main = await parley.mainWindow();
  const signInAs = async (person: typeof dana): Promise<void> => {
    await main.getByTestId('signin-user').fill('');
    await fillSignIn(main, town.url, person);
    await main.getByTestId('contacts').waitFor();
  };
  await signInAs(dana);
  const groups = await callBridge(main, 'settings:set', { groupOrder: [2, 1], collapsedGroups: [1, 2, 3] });
  expect(groups).toMatchObject({ ok: true });
  await callBridge(main, 'session:sign-out', undefined);
  await main.getByTestId('signin').waitFor();
  await signInAs(lee);
  expect(await callBridge(main, 'settings:get', undefined)).toMatchObject({
    value: { groupOrder: [], collapsedGroups: [] },
  });
  await callBridge(main, 'session:sign-out', undefined);
  await main.getByTestId('signin').waitFor();
  await signInAs(dana);
  expect(await callBridge(main, 'settings:get', undefined)).toMatchObject({
    value: { groupOrder: [2, 1], collapsedGroups: [1, 2, 3], ofAccounts: [] },
  });
});
