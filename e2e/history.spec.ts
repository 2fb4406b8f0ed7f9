// What was said is there after a restart, is found in an instant, and is nobody else's business.
import type { Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as base } from './support/fixtures';
import { KeyStore } from './support/key-store';
import type { Parley } from './support/launch';
import { callBridge, converse, dana, lee, signIn } from './support/people';
import { filesThatTell, profileFiles } from './support/profile';

const serverArgs = ['--poll-wait', '100'];

/** A profile that outlives the Parleys that use it. */
const test = base.extend<{ readonly profile: string }>({
  profile: ({ newFolder }, use) => use(newFolder('parley-profile-')),
});

async function openHistory(parley: Parley): Promise<Page> {
  await callBridge(await parley.mainWindow(), 'window:open-history', undefined);
  return parley.window((page) => page.url().includes('#/history'));
}

async function signInAgain(parley: Parley): Promise<Page> {
  const page = await parley.mainWindow();
  await page.getByTestId('signin-submit').click();
  await page.getByTestId('contacts').waitFor();
  return page;
}

test('what was said is kept, encrypted, and found again after a restart', async ({
  launchParley,
  startServer,
  keyStore,
  profile,
}) => {
  void keyStore;
  const { url } = await startServer([dana, lee], serverArgs);
  const danas = await launchParley({ userData: profile, args: KeyStore.args });
  const lees = await launchParley();
  await (await danas.mainWindow()).getByTestId('signin-remember').check();
  await signIn(danas, url, dana);
  await signIn(lees, url, lee);
  const talk = await converse(danas, lees, 'sip:lee@example.com', 'Is the blue crane free at noon?');
  await talk.to.getByTestId('composer-text').fill('The harbour crane is, the other one is not.');
  await talk.to.keyboard.press('Enter');
  await expect(talk.from.getByTestId('message')).toHaveCount(2);
  await danas.close();

  expect(filesThatTell(profile, ['correct horse', 'crane', 'harbour'])).toEqual([]);
  // Nor who signed in, and where; what names nobody is in clear.
  expect(filesThatTell(profile, ['dana', 'example', new URL(url).host])).toEqual([]);
  expect(filesThatTell(profile, ['theme'])).toContain('settings.json');
  expect(profileFiles(profile).filter((name) => /^history\/[0-9a-f]{24}\.db$/u.test(name))).toHaveLength(1);

  const again = await launchParley({ userData: profile, args: KeyStore.args });
  await signInAgain(again);
  const history = await openHistory(again);
  await expect(history.getByTestId('history-conversation')).toContainText('Lee Park');
  await expect(history.getByTestId('history-not-kept')).toHaveCount(0);

  await history.getByTestId('history-search').fill('harb');
  const hit = history.getByTestId('history-hit');
  await expect(hit).toHaveCount(1);
  await expect(hit.locator('mark')).toHaveText('harbour');
  await hit.click();
  const found = history.locator('[data-testid=history-message].marked');
  await expect(found).toContainText('The harbour crane is, the other one is not.');
  await expect(found).toBeInViewport();
  await expect(history.getByTestId('history-message')).toHaveCount(2);

  await history.getByTestId('history-menu').click();
  await history.getByRole('menuitem', { name: 'Delete this conversation' }).click();
  await history.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(history.getByTestId('history-hit')).toHaveCount(0);
  await history.getByTestId('history-search').fill('');
  await expect(history.getByTestId('history-conversation')).toHaveCount(0);
});

test('without a key store nothing is kept, and the history says so', async ({ launchParley, startServer, profile }) => {
  const { url } = await startServer([dana, lee], serverArgs);
  const danas = await launchParley({ userData: profile });
  const lees = await launchParley();
  // Pressed all the same, as somebody does who does not read.
  const remember = (await danas.mainWindow()).getByTestId('signin-remember');
  await expect(remember).toHaveAttribute('aria-disabled', 'true');
  await remember.click({ force: true });
  await expect(remember).not.toBeChecked();
  await signIn(danas, url, dana);
  await signIn(lees, url, lee);
  await converse(danas, lees, 'sip:lee@example.com', 'Is the blue crane free at noon?');
  const history = await openHistory(danas);
  await expect(history.getByTestId('history-not-kept')).toContainText('No history is kept on this computer');
  await danas.close();

  expect(filesThatTell(profile, ['correct horse', 'crane'])).toEqual([]);
  const again = await launchParley({ userData: profile });
  const page = await again.mainWindow();
  await expect(page.getByTestId('signin-user')).toHaveValue('EXAMPLE\\dana');
  await expect(page.getByTestId('signin-password')).toHaveValue('');
  await page.getByTestId('signin-submit').click();
  await expect(page.getByTestId('contacts')).toHaveCount(0);
});

test('a damaged history is set aside, said, and not deleted', async ({
  launchParley,
  startServer,
  keyStore,
  notifications,
  profile,
}) => {
  void keyStore;
  const { url } = await startServer([dana, lee], serverArgs);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  await (await first.mainWindow()).getByTestId('signin-remember').check();
  await signIn(first, url, dana);
  await first.close();
  const name = profileFiles(profile).find((each) => /^history\/[0-9a-f]{24}\.db$/u.test(each))!;
  const damaged = readFileSync(join(profile, name)).fill(0x5a, 0, 2048);
  writeFileSync(join(profile, name), damaged);

  const again = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInAgain(again);
  await expect(main.getByTestId('notice')).toContainText('Your history could not be read');
  await expect.poll(() => notifications.find('Your history could not be read')?.body).toContain('.damaged-');
  const kept = profileFiles(profile).find((each) => /\.db\.damaged-[^/]*Z$/u.test(each))!;
  expect(readFileSync(join(profile, kept)).equals(damaged)).toBe(true);
  const history = await openHistory(again);
  await expect(history.getByTestId('history-not-kept')).toHaveCount(0);
  await expect(history.getByTestId('history-results')).toContainText('Nothing here yet');
});
