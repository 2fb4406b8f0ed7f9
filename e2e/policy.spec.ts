// What an administrator has set: locked and told wherever somebody meets it, refused to a window that asks for something else, and told in
// the diagnostics, with what of it made no sense.
import type { Locator } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityProblems } from './support/accessibility';
import { makeCertificateFiles } from './support/certificates';
import { expect, test as base } from './support/fixtures';
import { freePort } from '../src/shared/testing/free-port';
import { Gateway } from './support/gateway';
import { KeyStore } from './support/key-store';
import { openHistory } from './support/kept-profile';
import { callBridge, dana, fillSignIn, lee } from './support/people';
import { openSettings } from './support/settings';

interface Administration {
  /** A folder for this test alone. */
  readonly folder: string;
  /** Environment of a Parley that obeys these values. */
  readonly policy: (values: object) => Record<string, string>;
}

const test = base.extend<Administration>({
  folder: ({ newFolder }, use) => use(newFolder('parley-policy-')),
  policy: async ({ folder }, use) => {
    const file = join(folder, 'policy.json');
    await use((values) => {
      writeFileSync(file, JSON.stringify(values), { mode: 0o644 });
      return { PARLEY_POLICY_FILE: file };
    });
  },
});

const pollOften = ['--poll-wait', '100'];
const byOrganisation = 'Set by your organisation';

/** Reached by the keyboard, said to be unchangeable and by whom, and not changed by any key. */
async function expectLocked(control: Locator, read: () => Promise<unknown>): Promise<void> {
  const before = await read();
  await expect(control).toBeDisabled();
  await expect(control).toHaveAccessibleDescription(new RegExp(`^${byOrganisation}`, 'u'));
  await control.focus();
  await expect(control).toBeFocused();
  for (const key of ['x', 'Space', 'Enter', 'ArrowDown', 'Backspace']) await control.press(key);
  await control.click({ force: true });
  expect(await read()).toEqual(before);
}

test('what an administrator has set is locked, told and kept from whatever a window asks for', async ({
  launchParley,
  startServer,
  keyStore,
  policy,
  folder,
}) => {
  test.slow();
  void keyStore;
  const { url } = await startServer([dana], pollOften);
  const other = await startServer([dana], pollOften);
  const env = policy({
    'server.address': url,
    'signIn.method': 'forms',
    'history.enabled': false,
    'history.keepDays': 30,
    'notifications.showMessage': false,
    language: 'en',
    'start.atLogin': 'perhaps',
    colour: 'red',
  });
  const parley = await launchParley({ env, args: KeyStore.args });
  const page = await parley.mainWindow();

  const server = page.getByTestId('signin-server');
  await expect(server).toHaveValue(url);
  await expectLocked(server, () => server.inputValue());
  await page.getByTestId('signin-options').click();
  const method = page.getByTestId('signin-method');
  await expectLocked(method, () => method.innerText());
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await expect(page.getByTestId('signin-demo')).toHaveCount(0);
  expect(await accessibilityProblems(page)).toEqual([]);

  const evil = { server: other.url, method: 'forms', user: dana.user, password: dana.password ?? '' } as const;
  const asked = { ...evil, remember: false, isPublicComputer: false, availability: 'available' } as const;
  expect(await callBridge(page, 'session:sign-in', asked)).toMatchObject({ failure: { code: 'server-not-allowed' } });
  const integrated = { ...asked, server: url, method: 'integrated' } as const;
  expect(await callBridge(page, 'session:sign-in', integrated)).toMatchObject({
    failure: { code: 'set-by-organisation' },
  });
  expect(await callBridge(page, 'session:try-demo', undefined)).toMatchObject({
    failure: { code: 'server-not-allowed' },
  });
  for (const changes of [{ server: other.url }, { keepHistoryDays: 0 }, { showMessageInNotifications: true }]) {
    const answer = await callBridge(page, 'settings:set', changes);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'set-by-organisation' } });
  }
  expect(await callBridge(page, 'settings:get', undefined)).toMatchObject({
    value: { server: url, keepHistoryDays: 30 },
  });

  await page.getByTestId('signin-user').fill(dana.user);
  await page.getByTestId('signin-password').fill(dana.password ?? '');
  await page.getByTestId('signin-submit').click();
  await page.getByTestId('contacts').waitFor();
  const notice = page.locator('[data-testid=notice][data-code=policy-refused]');
  await expect(notice).toContainText('start.atLogin (it is neither true nor false)');
  await expect(notice).toContainText('colour (nothing of that name can be set)');

  const settings = await openSettings(parley, 'history');
  const keep = settings.getByTestId('setting-keepHistoryDays');
  await expectLocked(keep, () => keep.innerText());
  await expect(keep).toHaveText('Not at all');
  expect(await accessibilityProblems(settings)).toEqual([]);
  await openSettings(parley, 'language');
  const language = settings.getByTestId('setting-language');
  await expectLocked(language, () => language.innerText());
  await openSettings(parley, 'notifications');
  const showText = settings.getByTestId('setting-showMessageInNotifications');
  await expect(showText).toHaveAccessibleDescription(
    `Otherwise a notification only tells who has written ${byOrganisation}`,
  );
  await showText.press('Space');
  await showText.click({ force: true });
  await expect(showText).not.toBeChecked();
  expect(await accessibilityProblems(settings)).toEqual([]);
  // The others are the person's.
  await openSettings(parley, 'appearance');
  await expect(settings.getByTestId('setting-theme')).toBeEnabled();
  await openSettings(parley, 'account');
  await expect(settings.getByTestId('account-facts')).toContainText(byOrganisation);

  const history = await openHistory(parley);
  await expect(history.getByTestId('history-not-kept')).toContainText('Your organisation has set this.');

  await callBridge(page, 'window:open-diagnostics', undefined);
  const diagnostics = await parley.window((candidate) => candidate.url().includes('#/diagnostics'));
  await expect(diagnostics.getByTestId('diagnostics-managed')).toContainText('history.keepDays');
  await expect(diagnostics.getByTestId('diagnostics-refused').getByRole('listitem')).toHaveText([
    'start.atLogin: not-yes-or-no (file)',
    'colour: unknown-key (file)',
  ]);
  expect(await accessibilityProblems(diagnostics)).toEqual([]);
  const file = join(folder, 'diagnostics.zip');
  await parley.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await diagnostics.getByTestId('diagnostics-export').click();
  await expect(diagnostics.getByText('written to the file')).toBeVisible();
  const told = strFromU8(unzipSync(readFileSync(file))['policy.txt'] ?? new Uint8Array());
  expect(told.split('\n')).toEqual([
    'server.address: server-1',
    'signIn.method: forms',
    'history.enabled: false',
    'history.keepDays: 30',
    'notifications.showMessage: false',
    'language: (set)',
    'refused: start.atLogin: not-yes-or-no (file)',
    'refused: ?: unknown-key (file)',
    '',
  ]);
});

test('nobody trusts a certificate or a server, or owns a computer, against the word of the administrator', async ({
  launchParley,
  startServer,
  policy,
  folder,
}) => {
  const { url } = await startServer([dana], [...pollOften, ...makeCertificateFiles(folder, 'server').args]);
  const env = policy({
    'server.allowed': ['127.0.0.1'],
    'tls.allowUntrustedCertificates': false,
    'signIn.publicComputer': true,
  });
  const parley = await launchParley({ env });
  const page = await parley.mainWindow();
  const isPublic = page.getByTestId('signin-public');
  await expect(isPublic).toBeChecked();
  await expect(isPublic).toHaveAccessibleDescription(new RegExp(byOrganisation, 'u'));
  await isPublic.press('Space');
  await isPublic.click({ force: true });
  await expect(isPublic).toBeChecked();
  const kept = (await openSettings(parley, 'signIn')).getByTestId('setting-passwords');
  await expect(kept).toContainText('no password is kept here');
  await expect(kept.getByTestId('managed')).toBeVisible();

  await fillSignIn(page, `https://localhost:${new URL(url).port}`, dana);
  await expect(page.getByTestId('signin-error')).toHaveAttribute('data-code', 'server-not-allowed');
  await expect(page.getByTestId('signin-error')).toContainText('Your organisation does not allow this server.');
  await expect(page.getByTestId('signin-password')).toHaveValue(dana.password ?? '');

  await fillSignIn(page, url, dana);
  await expect(page.getByTestId('signin-certificate')).toContainText(byOrganisation);
  await expect(page.getByTestId('signin-trust')).toHaveCount(0);
  expect(await accessibilityProblems(page)).toEqual([]);
  const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
  const decision = { server: url, fingerprint, isPublicComputer: false };
  expect(await callBridge(page, 'server:trust-certificate', decision)).toMatchObject({
    failure: { code: 'set-by-organisation' },
  });
});

test('a server is reached through the proxy that the administrator names', async ({
  launchParley,
  startServer,
  policy,
}) => {
  const { url } = await startServer([dana], [...pollOften, '--allow-host', 'im.example.com']);
  const proxy = await new Gateway(() => url).start();
  const env = policy({
    'server.address': 'http://im.example.com',
    'proxy.mode': 'fixed',
    'proxy.address': proxy.url.replace('http://', ''),
  });
  const parley = await launchParley({ env });
  const page = await parley.mainWindow();
  await page.getByTestId('signin-user').fill(dana.user);
  await page.getByTestId('signin-password').fill(dana.password ?? '');
  await page.getByTestId('signin-submit').click();
  await page.getByRole('button', { name: 'Send it unencrypted' }).click();
  await expect(page.getByTestId('contacts')).toBeVisible();
  expect(proxy.seen.length).toBeGreaterThan(0);
  const settings = await openSettings(parley, 'network');
  const mode = settings.getByTestId('setting-proxy');
  await expectLocked(mode, () => mode.innerText());
  const address = settings.getByTestId('proxy-setting-address');
  await expect(address).toHaveValue(proxy.url.replace('http://', ''));
  await expectLocked(address, () => address.inputValue());
  await expect(settings.getByTestId('proxy-setting-use')).toHaveCount(0);
  const own = { proxy: { mode: 'none', address: '' } } as const;
  expect(await callBridge(page, 'settings:set', own)).toMatchObject({ failure: { code: 'set-by-organisation' } });
  await parley.close();
  await proxy.stop();
});

test('no proxy of the computer is used where the administrator wants none', async ({
  launchParley,
  startServer,
  policy,
}) => {
  const { url } = await startServer([dana], pollOften);
  const nobody = `127.0.0.1:${await freePort()}`;
  const env = policy({ 'proxy.mode': 'none' });
  const parley = await launchParley({ env, args: [`--proxy-server=${nobody}`, '--proxy-bypass-list=<-loopback>'] });
  const page = await parley.mainWindow();
  await fillSignIn(page, url, dana);
  await expect(page.getByTestId('contacts')).toBeVisible();
});

test('a file that others can write to counts for nothing, and that is told', async ({ launchParley, policy }) => {
  test.skip(process.platform === 'win32', 'files have no such bits there');
  const env = policy({ 'server.address': 'im.example.com' });
  chmodSync(env['PARLEY_POLICY_FILE']!, 0o666);
  const parley = await launchParley({ env });
  const page = await parley.mainWindow();
  await expect(page.getByTestId('signin-server')).toHaveValue('');
  await expect(page.getByTestId('signin-server')).toBeEditable();
  const notice = page.locator('[data-testid=notice][data-code=policy-not-used]');
  await expect(notice).toContainText('others than the administrator can write to it');
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('one account is all that is known where the administrator wants no more: nothing to choose, said in the settings', async ({
  launchParley,
  startServer,
  policy,
}) => {
  const { url } = await startServer([dana, lee], pollOften);
  const parley = await launchParley({ env: policy({ 'signIn.severalAccounts': false }) });
  const page = await parley.mainWindow();
  await fillSignIn(page, url, dana);
  await page.getByTestId('contacts').waitFor();
  await callBridge(page, 'session:sign-out', undefined);
  await page.getByTestId('signin').waitFor();
  await fillSignIn(page, url, lee);
  await page.getByTestId('contacts').waitFor();

  const settings = await openSettings(parley, 'account');
  await expect(settings.getByTestId('profile')).toHaveCount(1);
  await expect(settings.getByTestId('profile')).toContainText('lee');
  await expect(settings.getByTestId('profiles-managed')).toHaveText(byOrganisation);
  await expect(settings.getByTestId('profile-add')).toHaveCount(0);
  for (const act of ['profile-switch', 'profile-rename', 'profile-remove'])
    await expect(settings.getByTestId(act)).toHaveCount(0);
  expect(await accessibilityProblems(settings)).toEqual([]);
  const danas = { server: url, user: dana.user };
  expect(await callBridge(page, 'session:switch', danas)).toMatchObject({ failure: { code: 'not-allowed' } });
  const named = { profiles: [{ ...danas, name: 'Dana', signInMethod: 'forms' as const }] };
  expect(await callBridge(page, 'settings:set', named)).toMatchObject({ failure: { code: 'set-by-organisation' } });

  await callBridge(page, 'session:sign-out', undefined);
  await page.getByTestId('signin').waitFor();
  await expect(page.getByTestId('signin-profile')).toHaveCount(0);
  await expect(page.getByTestId('signin-user')).toHaveValue(lee.user);
});
