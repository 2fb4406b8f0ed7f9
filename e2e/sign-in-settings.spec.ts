// What the settings say of signing in: nothing can be switched on where it can do nothing, and what is kept can be forgotten.
import type { Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityProblems } from './support/accessibility';
import { expect } from './support/fixtures';
import { Gateway } from './support/gateway';
import { KeyStore } from './support/key-store';
import { signInToStay, test } from './support/kept-profile';
import { callBridge, dana, fillSignIn, lee } from './support/people';
import { openSettings } from './support/settings';

const atStart = (settings: Page) => settings.getByTestId('setting-signInAtStart');
const reasonOf = (settings: Page) => settings.locator('[data-setting="signInAtStart"]').getByTestId('reason');

async function mayNot(settings: Page, reason: RegExp): Promise<void> {
  await expect(reasonOf(settings)).toContainText(reason);
  await expect(atStart(settings)).toHaveAttribute('aria-disabled', 'true');
  await expect(atStart(settings)).toHaveAccessibleDescription(reason);
  await atStart(settings).click({ force: true });
  await expect(atStart(settings)).not.toBeChecked();
}

test('without a key store signing in at the start cannot be switched on, and a wish for it is kept', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana]);
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await main.getByTestId('signin').waitFor();
  const settings = await openSettings(parley, 'signIn');
  await mayNot(settings, /nobody has signed in here/u);
  await expect(settings.getByTestId('passwords-no-key-store')).toBeVisible();
  await fillSignIn(main, town.url, dana);
  await main.getByTestId('contacts').waitFor();
  await mayNot(settings, /no key store/u);
  await callBridge(main, 'settings:set', { signInMethod: 'sso' });
  await mayNot(settings, /single sign-on/u);
  await callBridge(main, 'settings:set', { signInMethod: 'integrated', user: '' });
  await expect(reasonOf(settings)).toHaveCount(0);
  await atStart(settings).click();
  await expect(atStart(settings)).toBeChecked();
  expect(await accessibilityProblems(settings)).toEqual([]);

  // It was wished for when it could be done.
  await callBridge(main, 'settings:set', { signInMethod: 'forms', user: dana.user });
  await expect(reasonOf(settings)).toContainText('stays switched on');
  await expect(atStart(settings)).toBeChecked();
  await atStart(settings).click();
  await mayNot(settings, /no key store/u);
});

test('what is remembered is listed, forgotten one by one, and a guest sees none of it', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  void keyStore;
  const town = await newTown([dana, lee]);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(parley, town.url, dana);
  const settings = await openSettings(parley, 'signIn');
  const kept = settings.getByTestId('kept-password');
  await expect(kept).toHaveText([new RegExp(dana.user.replace('\\', '\\\\'), 'u')]);
  await expect(settings.getByTestId('passwords-public')).toContainText('public or shared computer');
  await expect(reasonOf(settings)).toHaveCount(0);
  await atStart(settings).click();
  await expect(atStart(settings)).toBeChecked();
  expect(await accessibilityProblems(settings)).toEqual([]);

  await kept.getByRole('button').click();
  await expect(kept).toHaveCount(0);
  await expect(settings.getByTestId('password-forgotten')).toContainText(dana.user);
  expect(await settings.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('setting-passwords');
  await expect(settings.getByTestId('passwords-none')).toBeVisible();
  await expect(reasonOf(settings)).toContainText('stays switched on');
  await expect((await openSettings(parley, 'account')).getByTestId('account-forget-password')).toHaveCount(0);
  expect(await callBridge(main, 'session:has-password', { server: town.url, user: dana.user })).toMatchObject({
    value: false,
  });

  await callBridge(main, 'session:sign-out', undefined);
  await main.getByTestId('signin').waitFor();
  await main.getByTestId('signin-remember').check();
  await fillSignIn(main, town.url, dana);
  await main.getByTestId('contacts').waitFor();
  expect(settings.isClosed(), 'who is at work in it goes on').toBe(false);
  await openSettings(parley, 'signIn');
  await expect(kept).toHaveCount(1);
  await openSettings(parley, 'network');
  await settings.getByTestId('setting-proxy').click();
  await settings.getByRole('option').last().click();
  const halfTyped = settings.getByTestId('proxy-setting-address');
  await halfTyped.fill('half.written:80');
  await callBridge(main, 'session:sign-out', undefined);
  await expect(halfTyped, 'nobody else has come yet').toHaveValue('half.written:80');
  await main.getByTestId('signin-public').check();
  await fillSignIn(main, town.url, lee);
  await main.getByTestId('contacts').waitFor();
  await expect(halfTyped).toHaveCount(0);
  await openSettings(parley, 'signIn');
  await expect(kept).toHaveCount(0);
  await mayNot(settings, /public computer/u);
  const closed = settings.waitForEvent('close');
  await callBridge(main, 'session:sign-out', undefined);
  await closed;
});

test('a server that is away when Parley starts is waited for, and then nobody has to do anything', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  void keyStore;
  const town = await newTown([dana]);
  const gateway = await new Gateway(() => town.url).start();
  try {
    const first = await launchParley({ userData: profile, args: KeyStore.args });
    await callBridge(await signInToStay(first, gateway.url, dana), 'settings:set', { signInAtStart: true });
    await first.close();
    await gateway.stop();
    // Without it there is nothing to show but what is waited for.
    rmSync(join(profile, 'last-list.sealed'));

    const parley = await launchParley({ userData: profile, args: KeyStore.args });
    const main = await parley.mainWindow();
    await expect(main.getByTestId('signin-waiting')).toHaveAttribute('data-code', 'unreachable');
    await expect(main.getByRole('heading')).toHaveText('Waiting for the server');
    await expect(main.getByTestId('signin-next-try')).toContainText(/Next try in|Trying again now/u);
    expect(await accessibilityProblems(main)).toEqual([]);
    // The settings say the same: nobody has to sign in, or to change to that account.
    const settings = await openSettings(parley, 'account');
    await expect(settings.getByTestId('account-facts')).toContainText(/Waiting for the server|Signing in…/u);
    await expect(settings.getByTestId('account-cancel')).toBeVisible();
    await expect(settings.getByTestId('account-sign-in')).toHaveCount(0);
    await expect(settings.getByTestId('profile')).toContainText('signing in…');
    await expect(settings.getByTestId('profile-switch')).toHaveCount(0);
    await gateway.start();
    await main.getByTestId('contacts').waitFor();
    await parley.close();

    // A network that wants a sign-in of its own first.
    gateway.answer = (_, response) => void response.writeHead(511).end();
    const held = await launchParley({ userData: profile, args: KeyStore.args });
    await held.app.evaluate(({ shell }) => {
      shell.openExternal = async (url) => void ((globalThis as Record<string, unknown>)['openedPage'] = url);
    });
    const behind = await held.mainWindow();
    await expect(behind.getByTestId('signin-waiting')).toHaveAttribute('data-code', 'captive-portal');
    await expect(behind.getByTestId('signin-waiting')).toContainText('This network wants you to sign in first');
    await behind.getByTestId('open-network-page').click();
    await expect
      .poll(() => held.app.evaluate(() => (globalThis as Record<string, unknown>)['openedPage']))
      .toBe(`${gateway.url}/`);
    gateway.answer = undefined;
    await behind.getByTestId('contacts').waitFor();
    await held.close();

    // Whoever does not want to wait finds the form.
    await gateway.stop();
    const again = await launchParley({ userData: profile, args: KeyStore.args });
    const form = await again.mainWindow();
    await form.getByTestId('signin-cancel').click();
    await expect(form.getByTestId('signin-user')).toHaveValue(dana.user);
    await gateway.start();
    await form.getByTestId('signin-submit').click();
    await form.getByTestId('contacts').waitFor();
  } finally {
    await gateway.stop();
  }
});
