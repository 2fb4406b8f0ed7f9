// Several accounts on one computer: chosen where one signs in and in the settings, changed without losing anything, removed.
import type { Page } from '@playwright/test';
import { KeyStore } from './support/key-store';
import { expect } from './support/fixtures';
import { Gateway } from './support/gateway';
import { signInToStay, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, fillSignIn, kim, lee, openInvitation } from './support/people';
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

  // By itself, with the password that is kept, and with what was half-written. Who works in the settings goes on there.
  await expect(main.getByTestId('signin')).toBeVisible();
  await expect(main.getByTestId('contacts')).toBeVisible();
  await expect(rows.nth(0)).toContainText('signed in');
  const danas = await openSettings(parley, 'account');
  expect(danas).toBe(settings);
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

/** Lee's account and, signed in, Dana's, both with their passwords kept; Lee's behind what may stand in the way. */
async function twoAccounts(parley: Parley, danasUrl: string, leesUrl: string): Promise<Page> {
  const main = await signInToStay(parley, leesUrl, lee);
  await callBridge(main, 'session:sign-out', undefined);
  await main.getByTestId('signin').waitFor();
  await main.getByTestId('signin-remember').check();
  await fillSignIn(main, danasUrl, dana);
  await main.getByTestId('contacts').waitFor();
  return main;
}

async function openGuide(parley: Parley): Promise<Page> {
  await callBridge(await parley.mainWindow(), 'window:open-guide', {});
  return parley.window((candidate) => candidate.url().includes('#/guide'));
}

const nameOf = (page: Page) => page.getByTestId('account-facts');

test('a change that ends a conversation asks first and says which; its thread tells why, and goes on later', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  void keyStore;
  const town = await newTown([{ ...dana, contacts: [kim.uri] }, lee, kim]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await twoAccounts(parley, town.url, town.url);
  const resident = town.arrive(kim);
  const invitation = await openInvitation(parley, kim.uri);
  await invitation.getByTestId('invitation-text').fill('Is the crane free?');
  await invitation.getByTestId('invitation-send').click();
  const conversation = await conversationWindow(parley);
  await conversation.locator('[data-testid=conversation][data-state=connected]').waitFor();
  await conversation.getByTestId('composer-text').fill('Half a thought');
  await expect
    .poll(() => callBridge(main, 'draft:list', undefined))
    .toMatchObject({ value: [expect.stringMatching(/^conversation:/u)] });

  const settings = await openSettings(parley, 'account');
  const guide = await openGuide(parley);
  await settings.getByTestId('profile-switch').click();
  const question = main.getByRole('alertdialog');
  await expect(question).toContainText('Change to');
  await expect(question).toContainText('Kim Okafor');
  await expect(question).toContainText('What was said stays');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(settings.getByTestId('profile-switch')).toBeEnabled();
  await expect(nameOf(settings)).toContainText('Dana Reyes');
  await expect(conversation.locator('[data-testid=conversation][data-state=connected]')).toBeVisible();

  const closed = conversation.waitForEvent('close');
  await settings.getByTestId('profile-switch').click();
  await question.getByRole('button', { name: 'Change the account' }).click();
  await closed;
  await expect(nameOf(settings)).toContainText('Lee Park');
  expect(guide.isClosed()).toBe(false);

  // Nothing goes on here, and nothing is asked.
  await settings.getByTestId('profile-switch').click();
  await expect(nameOf(settings)).toContainText('Dana Reyes');
  await main.locator(`[data-testid=contact-row][data-uri="${kim.uri}"]`).dblclick();
  const again = await conversationWindow(parley);
  await expect(again.getByTestId('message-text')).toContainText(['Is the crane free?']);
  await expect(again.locator('[data-kind="signed-out"]')).toHaveText(/You signed out of this account/u);
  await expect(again.locator('[data-kind="connection-lost"]')).toHaveCount(0);
  await expect(again.getByTestId('composer-text')).toHaveValue('Half a thought');
  await again.getByTestId('composer-text').press('Enter');
  await expect.poll(() => resident.heard).toEqual(['Is the crane free?', 'Half a thought']);
});

test('an account that cannot be changed to leads back to the one before with one button', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  void keyStore;
  const town = await newTown([dana, lee]);
  const changed = await newTown([{ ...lee, password: 'quite another' }]);
  let target = town.url;
  const gateway = await new Gateway(() => target).start();
  try {
    const parley = await launchParley({ userData: profile, args: KeyStore.args });
    const main = await twoAccounts(parley, town.url, gateway.url);
    const settings = await openSettings(parley, 'account');
    const question = main.getByRole('alertdialog');

    // Its server is away: that is said before anything is given up.
    await gateway.stop();
    await settings.getByTestId('profile-switch').click();
    await expect(question).toContainText('could not be reached');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(nameOf(settings)).toContainText('Dana Reyes');
    await expect(main.getByTestId('contacts')).toBeVisible();
    await settings.getByTestId('profile-switch').click();
    await question.getByRole('button', { name: 'Change the account' }).click();
    await expect(main.getByTestId('signin-error')).toHaveAttribute('data-code', 'unreachable');
    await expect(main.getByTestId('signin-user')).toHaveValue(lee.user);
    await expect(main.getByTestId('signin-way-back')).toContainText(dana.user);
    // Whoever starts Parley anew signs in with the one that worked.
    expect(await callBridge(main, 'settings:get', undefined)).toMatchObject({ value: { user: dana.user } });
    await main.getByTestId('signin-back').click();
    await main.getByTestId('contacts').waitFor();
    await expect(nameOf(settings)).toContainText('Dana Reyes');

    // It does not answer: whoever waits no longer goes back as well.
    await gateway.start();
    gateway.answer = () => undefined;
    await settings.getByTestId('profile-switch').click();
    await question.getByRole('button', { name: 'Change the account' }).click();
    await expect(main.getByRole('heading', { name: /^Changing to/u })).toBeVisible();
    // Enlarged, its address is broken before it reaches out of the window.
    const window = await parley.app.browserWindow(main);
    const size = await window.evaluate((shown) => {
      const before = shown.getContentSize();
      shown.setMinimumSize(1, 1);
      shown.setContentSize(380, 640);
      shown.webContents.setZoomFactor(2);
      return before;
    });
    await expect.poll(() => main.evaluate(() => innerWidth)).toBe(190);
    const sideways = () => main.getByTestId('signin').evaluate((view) => view.scrollWidth - view.clientWidth);
    expect(await sideways()).toBe(0);
    await window.evaluate((shown, [width, height]) => {
      shown.webContents.setZoomFactor(1);
      shown.setContentSize(width!, height!);
    }, size);
    await expect(nameOf(settings)).toContainText('Signing in…');
    await expect(settings.getByText('signing in…', { exact: true })).toBeVisible();
    await expect(settings.getByText('signed in', { exact: true })).toHaveCount(0);
    await expect(settings.getByTestId('account-sign-out')).toHaveCount(0);
    await settings.getByTestId('account-cancel').click();
    await expect(main.getByTestId('signin-way-back')).toBeVisible();
    await expect(main.getByTestId('signin-error')).toHaveCount(0);
    await main.getByTestId('signin-back').click();
    await main.getByTestId('contacts').waitFor();

    // It refuses the password that is kept. A person puts that right, or goes back.
    gateway.cut();
    gateway.answer = undefined;
    target = changed.url;
    await settings.getByTestId('profile-switch').click();
    await expect(main.getByTestId('signin-error')).toHaveAttribute('data-code', 'wrong-password');
    await expect(main.getByTestId('signin-password')).not.toHaveAttribute('placeholder', /•/u);
    await main.getByTestId('signin-back').click();
    await main.getByTestId('contacts').waitFor();
    await expect(main.getByTestId('signin-way-back')).toHaveCount(0);

    // Without a password it asks for it, and what is typed signs in.
    await settings.getByTestId('profile-switch').click();
    await expect(main.getByTestId('signin-way-back')).toBeVisible();
    await expect(main.getByTestId('signin-error')).toHaveCount(0);
    await expect(main.getByTestId('signin-password')).toBeFocused();
    await main.getByTestId('signin-password').fill('quite another');
    await main.getByTestId('signin-submit').click();
    await main.getByTestId('contacts').waitFor();
    await expect(nameOf(settings)).toContainText('Lee Park');
    await callBridge(main, 'session:sign-out', undefined);
    await main.getByTestId('signin').waitFor();
    await expect(main.getByTestId('signin-way-back')).toHaveCount(0);
  } finally {
    await gateway.stop();
  }
});

test('another account is added from the settings or the menu, with a way back until somebody signs in', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  void keyStore;
  const town = await newTown([dana, lee]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(parley, town.url, dana);
  const [server, user] = [main.getByTestId('signin-server'), main.getByTestId('signin-user')];
  const settings = await openSettings(parley, 'account');
  await settings.getByTestId('profile-add').click();
  await expect(main.getByTestId('signin-way-back')).toContainText(dana.user);
  await expect(server).toHaveValue('');
  await expect(server).toBeFocused();
  await expect(user).toHaveValue('');
  await expect(main.getByTestId('signin-error')).toHaveCount(0);
  // What else is set meanwhile fills in nothing.
  await callBridge(main, 'settings:set', { theme: 'dark' });
  await expect(main.locator('html[data-theme=dark]')).toBeAttached();
  await expect(server).toHaveValue('');
  await main.getByTestId('signin-back').click();
  await main.getByTestId('contacts').waitFor();
  await expect(nameOf(settings)).toContainText('Dana Reyes');

  await main.getByTestId('main-menu').click();
  await main.getByRole('menuitem', { name: 'Add another account…' }).click();
  await expect(server).toBeFocused();
  await fillSignIn(main, town.url, lee);
  await main.getByTestId('contacts').waitFor();
  await expect(settings.getByTestId('profile')).toHaveCount(2);
  await callBridge(main, 'session:sign-out', undefined);
  await main.getByTestId('signin').waitFor();
  await expect(main.getByTestId('signin-way-back')).toHaveCount(0);
});

test('who is changed to stands in the form, whoever else was typed there', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await parley.mainWindow();
  for (const person of [dana, lee]) {
    await main.getByTestId('signin-user').fill('');
    await fillSignIn(main, town.url, person);
    await main.getByTestId('contacts').waitFor();
    await callBridge(main, 'session:sign-out', undefined);
    await main.getByTestId('signin').waitFor();
  }
  const user = main.getByTestId('signin-user');
  const password = main.getByTestId('signin-password');
  await expect(user).toHaveValue(lee.user);
  await user.fill(kim.user);
  await password.fill('not hers');
  await main.getByTestId('signin-submit').click();
  await expect(main.getByTestId('signin-error')).toHaveAttribute('data-code', 'wrong-password');

  const settings = await openSettings(parley, 'account');
  await settings.getByTestId('profile').filter({ hasText: lee.user }).getByTestId('profile-switch').click();
  await expect(user).toHaveValue(lee.user);
  await expect(password).toHaveValue('');
  await expect(password).toBeFocused();
  await expect(main.getByTestId('signin-error')).toHaveCount(0);

  // Asked for once more, what is typed for this very account stays.
  await password.fill(lee.password!);
  await settings.getByTestId('profile').filter({ hasText: lee.user }).getByTestId('profile-switch').click();
  await expect(settings.getByTestId('profile-switch').first()).toBeEnabled();
  await expect(password).toHaveValue(lee.password!);
  await main.getByTestId('signin-submit').click();
  await main.getByTestId('contacts').waitFor();
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
  await expect(settings.getByTestId('profile-add')).toHaveCount(0);
  await main.getByTestId('main-menu').click();
  await expect(main.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
  await expect(main.getByRole('menuitem', { name: 'Add another account…' })).toHaveCount(0);
  await main.keyboard.press('Escape');
  expect(await callBridge(main, 'session:add-account', undefined)).toMatchObject({ ok: false });
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

test('a name that is typed for an account stays while settings change, and Escape gives up the name alone', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana]);
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await fillSignIn(main, town.url, dana);
  await main.getByTestId('contacts').waitFor();
  const settings = await openSettings(parley, 'account');
  const [button, name] = [settings.getByTestId('profile-rename'), settings.getByTestId('profile-name')];
  await button.click();
  await expect(name).toBeFocused();
  await settings.keyboard.type('Dana at wo');
  await callBridge(main, 'settings:set', { theme: 'dark' });
  await expect(settings.locator('html[data-theme=dark]')).toBeAttached();
  await expect(name).toBeFocused();
  await settings.keyboard.type('rk');
  await expect(name).toHaveValue('Dana at work');
  // Elsewhere, and back.
  await settings.getByTestId('section-network').click();
  await expect(name).toHaveCount(0);
  await settings.getByTestId('section-account').click();
  await expect(name).toHaveValue('Dana at work');
  await name.focus();
  await settings.keyboard.press('Escape');
  await expect(button).toBeFocused();

  // As often as one likes.
  await settings.keyboard.press('Enter');
  await expect(name).toBeFocused();
  await settings.getByTestId('profile-save').focus();
  await settings.keyboard.press('Escape');
  await expect(name).toHaveCount(0);
  await button.click();
  await settings.getByTestId('profile-rename-cancel').click();
  await expect(button).toBeFocused();
  await expect(settings.getByTestId('profile')).not.toContainText('Dana at work');

  // The window was closed meanwhile.
  await button.click();
  await name.fill('Dana at the cra');
  const closed = settings.waitForEvent('close');
  await callBridge(settings, 'window:close', undefined).catch(() => undefined);
  await closed;
  const again = await openSettings(parley, 'account');
  await expect(again.getByTestId('profile-name')).toHaveValue('Dana at the cra');
  await again.getByTestId('profile-save').click();
  await expect(again.getByTestId('profile')).toContainText('Dana at the cra');
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
