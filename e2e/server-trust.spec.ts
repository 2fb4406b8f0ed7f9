// What a person decides about one server: a certificate that nobody vouches for, and encryption of another time.
import type { Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer as startInProcess } from '../src/server/server';
import { accessibilityProblems } from './support/accessibility';
import { makeCertificateFiles } from './support/certificates';
import { expect, test as base } from './support/fixtures';
import { Gateway } from './support/gateway';
import { callBridge, dana, fillSignIn, lee } from './support/people';
import { openSettings } from './support/settings';
import { filesThatTell, profileFiles } from './support/profile';

/** A folder for certificates, and a profile that outlives the Parleys that use it. */
const test = base.extend<{ readonly folder: string; readonly profile: string }>({
  folder: ({ newFolder }, use) => use(newFolder('parley-certificates-')),
  profile: ({ newFolder }, use) => use(newFolder('parley-profile-')),
});

async function signOut(page: Page): Promise<void> {
  await page.getByTestId('main-menu').click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByTestId('signin').waitFor();
}

/** What Parley itself has written, with its content; Chromium's own files are not about anybody. */
function ownFiles(profile: string): Readonly<Record<string, string>> {
  const isOwn = (name: string): boolean => name.endsWith('.json') || name.startsWith('history');
  const names = profileFiles(profile).filter(isOwn).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(profile, name), 'latin1')]));
}

const pollOften = ['--poll-wait', '100'];

test('an unknown certificate is shown, trusted once, and missed when it changes', async ({
  launchParley,
  startServer,
  folder,
  profile,
}) => {
  const one = makeCertificateFiles(folder, 'one');
  const first = await startServer([dana], [...pollOften, ...one.args]);
  const port = new URL(first.url).port;
  const parley = await launchParley({ userData: profile });
  const page = await parley.mainWindow();
  await fillSignIn(page, first.url, dana);
  const shown = page.getByTestId('signin-certificate');
  await expect(shown.getByTestId('certificate-problems')).toContainText('Nobody that this computer knows');
  await expect(shown).toContainText('localhost');
  await expect(shown.getByRole('list', { name: 'Fingerprint (SHA-256)' }).getByRole('listitem')).toHaveText(
    one.fingerprint.match(/(?:\w\w:?){4}/gu)!.map((group) => group.replaceAll(':', ' ').trim()),
  );
  await shown.getByRole('button', { name: 'Copy: Fingerprint (SHA-256)' }).click();
  await expect(shown.getByRole('status')).toHaveText('Copied');
  expect(await parley.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(one.fingerprint);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByTestId('signin-trust').click();
  await page.getByTestId('contacts').waitFor();
  await parley.close();
  await first.stop();

  // Another certificate at the same address: the old trust does not cover it.
  const two = makeCertificateFiles(folder, 'two');
  const second = await startServer([dana], ['--port', port, ...pollOften, ...two.args]);
  const again = await launchParley({ userData: profile });
  const page2 = await again.mainWindow();
  await fillSignIn(page2, second.url, dana);
  const changed = page2.getByTestId('signin-certificate');
  await expect(changed).toContainText('another certificate than the one you trusted');
  await changed.getByRole('button', { name: 'Copy: Fingerprint of the one that you trusted' }).click();
  expect(await again.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(one.fingerprint);
  await page2.getByTestId('signin-trust').click();
  await page2.getByTestId('contacts').waitFor();

  // The settings tell what is trusted, and take it back.
  const settings = await openSettings(again, 'network');
  const kept = settings.getByTestId('server-decisions');
  await expect(kept).toContainText(second.url);
  await kept.getByTestId('server-certificate').click();
  await expect(kept.getByTestId('fingerprint')).toContainText(two.fingerprint.slice(0, 11).replaceAll(':', ' '));
  expect(await accessibilityProblems(settings)).toEqual([]);
  await kept.getByRole('button', { name: /^Take back/u }).click();
  await expect(kept).toHaveCount(0);
  await expect(settings.getByTestId('no-server-decisions')).toBeVisible();
});

test('a password goes over plain http only when that is confirmed, and calmly said before', async ({
  launchParley,
  startServer,
}) => {
  const { url } = await startServer([dana], [...pollOften, '--allow-host', 'im.example.com']);
  const gateway = await new Gateway(() => url).start();
  try {
    // A name of another computer for this one: what counts is the address that is typed.
    const parley = await launchParley({ args: ['--host-resolver-rules=MAP im.example.com 127.0.0.1'] });
    const page = await parley.mainWindow();
    const warning = page.getByTestId('signin-in-clear');
    const question = page.getByRole('alertdialog', { name: 'Send your password unencrypted?' });
    const address = gateway.url.replace('127.0.0.1', 'im.example.com');

    await page.getByTestId('signin-server').pressSequentially(address);
    await expect(warning).toContainText('Your password and your messages');
    expect(await accessibilityProblems(page)).toEqual([]);

    await fillSignIn(page, address, dana);
    await expect(question).toContainText(address);
    await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(question).toHaveCount(0);
    expect(gateway.seen).toEqual([]);
    await expect(page.getByTestId('signin-password')).toHaveValue(dana.password!);

    // Other ways of signing in send no password along: a warning, and nothing to confirm.
    await page.getByTestId('signin-options').click();
    await page.getByTestId('signin-method').click();
    await page.getByRole('option', { name: 'Windows account' }).click();
    await expect(warning).toContainText('Your messages can be read');
    await page.getByTestId('signin-method').click();
    await page.getByRole('option', { name: 'User name and password' }).click();

    // Once for this form: a typing error in the password is no reason to ask again.
    await page.getByTestId('signin-password').fill('wrong');
    await page.getByTestId('signin-submit').click();
    await question.getByRole('button', { name: 'Send it unencrypted' }).click();
    await expect(page.getByTestId('signin-error')).toContainText('user name or password was not accepted');
    await page.getByTestId('signin-password').fill(dana.password!);
    await page.getByTestId('signin-submit').click();
    await expect(page.getByTestId('contacts')).toBeVisible();
  } finally {
    await gateway.stop();
  }
});

test('this very computer gets no warning, and nobody is asked', async ({ launchParley, startServer }) => {
  const { url } = await startServer([dana], pollOften);
  const page = await (await launchParley()).mainWindow();
  for (const host of ['127.0.0.1', 'localhost', '[::1]'])
    expect(await callBridge(page, 'server:is-insecure', url.replace('127.0.0.1', host))).toEqual({
      ok: true,
      value: false,
    });
  await fillSignIn(page, url, dana);
  await expect(page.getByTestId('contacts')).toBeVisible();
});

test('a decision on a public computer leaves nothing in the profile, and is asked for again', async ({
  launchParley,
  startServer,
  folder,
  profile,
}) => {
  // Whose computer it is has decided about a server, and that stays.
  const home = await startServer([lee], [...pollOften, ...makeCertificateFiles(folder, 'home').args]);
  const owners = await launchParley({ userData: profile });
  const ownersPage = await owners.mainWindow();
  await fillSignIn(ownersPage, home.url, lee);
  await ownersPage.getByTestId('signin-trust').click();
  await ownersPage.getByTestId('contacts').waitFor();
  await owners.close();
  const before = ownFiles(profile);
  expect(Object.keys(before)).toEqual(expect.arrayContaining(['servers.json', 'settings.json']));

  const { fingerprint, args } = makeCertificateFiles(folder, 'guest');
  const { url } = await startServer([dana], [...pollOften, ...args]);
  const parley = await launchParley({ userData: profile });
  const page = await parley.mainWindow();
  const decision = page.getByTestId('signin-certificate');
  const signInAsGuest = async (): Promise<void> => {
    await page.getByTestId('signin-public').check();
    await fillSignIn(page, url, dana);
    await expect(decision).toContainText('until you sign out');
    await page.getByTestId('signin-trust').click();
    await page.getByTestId('contacts').waitFor();
    expect(ownFiles(profile)).toEqual(before);
  };
  await signInAsGuest();
  await signOut(page);
  expect(ownFiles(profile)).toEqual(before);
  // In the same run it is asked for again, and in the next one too, where the session was cut off by the end of Parley.
  await signInAsGuest();
  await parley.close();
  expect(ownFiles(profile)).toEqual(before);
  // Not in what Chromium writes either.
  const { host } = new URL(url);
  expect(filesThatTell(profile, [host, 'dana', 'correct horse', fingerprint, fingerprint.replaceAll(':', '')])).toEqual(
    [],
  );

  const next = await (await launchParley({ userData: profile })).mainWindow();
  await expect(next.getByTestId('signin-server')).toHaveValue(home.url);
  await fillSignIn(next, url, dana);
  await expect(next.getByTestId('signin-certificate')).toBeVisible();
  await fillSignIn(next, home.url, lee);
  await expect(next.getByTestId('contacts')).toBeVisible();
});

test('decisions that cannot be read are set aside, told about, and made again', async ({
  launchParley,
  startServer,
  folder,
  profile,
}) => {
  const { fingerprint, args } = makeCertificateFiles(folder, 'one');
  const { url } = await startServer([dana], [...pollOften, ...args]);
  // Trusted, had the disk not filled up in the middle of it.
  const broken = JSON.stringify({ [url]: { fingerprint } }).slice(0, -1);
  writeFileSync(join(profile, 'servers.json'), broken);

  const parley = await launchParley({ userData: profile });
  const page = await parley.mainWindow();
  const notice = page.locator('[data-testid=notice][data-code=servers-set-aside]');
  await expect(notice).toContainText('Your decisions about servers could not be read');
  const aside = profileFiles(profile).find((name) => /^servers\.broken-\d+\.json$/u.test(name))!;
  await expect(notice).toContainText(aside);
  expect(readFileSync(join(profile, aside), 'utf8')).toBe(broken);
  expect(await accessibilityProblems(page)).toEqual([]);

  await fillSignIn(page, url, dana);
  await page.getByTestId('signin-trust').click();
  await page.getByTestId('contacts').waitFor();
  await expect(notice).toBeVisible();
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
  await parley.close();

  // The next start has nothing to say, and knows what was decided.
  const page2 = await (await launchParley({ userData: profile })).mainWindow();
  await fillSignIn(page2, url, dana);
  await page2.getByTestId('contacts').waitFor();
  await expect(page2.getByTestId('notice')).toHaveCount(0);
  expect(readFileSync(join(profile, aside), 'utf8')).toBe(broken);
});

test('a server that only speaks TLS 1.0 is refused until it is allowed', async ({ launchParley, folder }) => {
  const { key, cert } = makeCertificateFiles(folder, 'old');
  const server = await startInProcess({
    people: [dana],
    pollWaitMs: 100,
    tls: { key, cert, minVersion: 'TLSv1', maxVersion: 'TLSv1' },
  });
  try {
    const page = await (await launchParley()).mainWindow();
    await fillSignIn(page, server.url, dana);
    await expect(page.getByTestId('signin-error')).toContainText('outdated form of encryption');
    await page.getByTestId('signin-allow-old-tls').click();
    // Its certificate is another matter, and asked about as well.
    await page.getByTestId('signin-trust').click();
    await expect(page.getByTestId('contacts')).toBeVisible();
  } finally {
    await server.stop();
  }
});
