// The ticket runs out and the password has been changed meanwhile: nothing more is tried, the person is asked, nothing is closed.
import type { Page } from '@playwright/test';
import { accessibilityProblems } from './support/accessibility';
import { expect, test } from './support/fixtures';
import { Gateway } from './support/gateway';
import { KeyStore } from './support/key-store';
import { freePort } from '../src/shared/testing/free-port';
import { callBridge, conversationWindow, converse, dana, lee, signIn } from './support/people';

const signInInput = {
  remember: false,
  isPublicComputer: false,
  availability: 'available',
} as const;
const changed = { ...dana, password: 'a new one' };
const bubble = (page: Page, words: string) => page.getByTestId('message').filter({ hasText: words });

test('a password that was changed meanwhile is asked for once, and what waited goes out after it', async ({
  launchParley,
  startServer,
  notifications,
  keyStore,
}) => {
  test.slow();
  void keyStore;
  const args = ['--poll-wait', '100'];
  let server = await startServer([dana, lee], args);
  const gateway = await new Gateway(() => server.url).start();
  const danas = await launchParley({ args: KeyStore.args });
  const lees = await launchParley();
  const main = await danas.mainWindow();
  await main.getByTestId('signin-remember').click();
  await signIn(danas, gateway.url, dana);
  await signIn(lees, gateway.url, lee);
  const talk = await converse(danas, lees, 'sip:lee@example.com', 'Is the dock free at noon?');

  await server.kill();
  server = await startServer([changed, lee], args);
  const again = main.getByTestId('sign-in-again');
  await expect(again).toBeVisible({ timeout: 20_000 });
  expect(await accessibilityProblems(main)).toEqual([]);
  await expect(main.getByTestId('contacts')).toBeVisible();
  await expect.poll(() => notifications.find('Sign in again')).toBeDefined();
  await talk.from.getByTestId('composer-text').fill('Still there?');
  await talk.from.keyboard.press('Enter');
  await expect(bubble(talk.from, 'Still there?')).toHaveAttribute('data-delivery', 'queued');

  // Neither time nor a computer that wakes tries the old one again.
  const passwords = () => gateway.seen.filter(({ path, body }) => path.endsWith('logon.html') && body.includes('dana'));
  const tried = passwords().length;
  for (let times = 0; times < 3; times += 1) {
    await danas.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
    await main.waitForTimeout(1_000);
  }
  expect(passwords()).toHaveLength(tried);

  await again.getByTestId('again-submit').click();
  await expect(again).toContainText('Write your password.');
  await again.getByTestId('again-password').fill('not this');
  await main.keyboard.press('Enter');
  await expect(again).toContainText('This password was not accepted either.');
  await expect(again.getByTestId('again-password')).toBeFocused();
  expect(passwords()).toHaveLength(tried + 1);
  await again.getByTestId('again-password').fill('a new one');
  await main.keyboard.press('Enter');
  await expect(main.getByTestId('connection-banner')).toHaveCount(0, { timeout: 15_000 });
  await expect(main.getByTestId('connection-spoken')).toHaveText('Connected again');
  await expect(bubble(talk.from, 'Still there?')).toHaveAttribute('data-delivery', /sent|confirmed/, {
    timeout: 30_000,
  });
  await expect(bubble(await conversationWindow(lees), 'Still there?')).toHaveCount(1, { timeout: 30_000 });
  expect(notifications.shown.filter(({ title }) => title.includes('Sign in again'))).toHaveLength(1);
  await gateway.stop();
});

test('whoever does not want to answer signs out, and finds the form as it was', async ({
  launchParley,
  startServer,
}) => {
  const args = ['--poll-wait', '100'];
  let server = await startServer([dana, lee], args);
  const gateway = await new Gateway(() => server.url).start();
  const parley = await launchParley();
  const main = await signIn(parley, gateway.url, dana);
  await server.kill();
  server = await startServer([changed, lee], args);
  await main.getByTestId('again-sign-out').click({ timeout: 20_000 });
  await expect(main.getByTestId('signin-user')).toHaveValue(dana.user);
  await expect(main.getByTestId('signin-server')).toHaveValue(gateway.url);
  await gateway.stop();
});

test('a Windows account signs in again by itself, and is asked when its password was changed', async ({
  launchParley,
  startServer,
}) => {
  test.slow();
  const args = ['--poll-wait', '100', '--port', String(await freePort())];
  let server = await startServer([dana, lee], args);
  const parley = await launchParley();
  const main = await parley.mainWindow();
  const { user, password } = dana;
  const input = { ...signInInput, server: server.url, method: 'integrated', user, password } as const;
  expect(await callBridge(main, 'session:sign-in', input)).toMatchObject({ ok: true });
  await expect(main.getByTestId('contacts')).toBeVisible();

  await server.kill();
  await expect(main.getByTestId('connection-banner')).toBeVisible({ timeout: 15_000 });
  server = await startServer([dana, lee], args);
  await expect(main.getByTestId('connection-banner')).toHaveCount(0, { timeout: 20_000 });

  await server.kill();
  await startServer([changed, lee], args);
  const again = main.getByTestId('sign-in-again');
  await expect(again).toContainText('no longer accepted', { timeout: 20_000 });
  await again.getByTestId('again-password').fill('a new one');
  await again.getByTestId('again-submit').click();
  await expect(main.getByTestId('connection-banner')).toHaveCount(0, { timeout: 20_000 });
});

test('single sign-on puts up its page again when the ticket has expired, and asks when that is closed', async ({
  launchParley,
  startServer,
}) => {
  test.slow();
  const args = ['--poll-wait', '100'];
  let server = await startServer([dana, lee], args);
  const gateway = await new Gateway(() => server.url).start();
  const parley = await launchParley();
  const main = await parley.mainWindow();
  const input = { ...signInInput, server: gateway.url, method: 'sso' } as const;
  const answered = callBridge(main, 'session:sign-in', input);
  const signInPage = (): Promise<Page> => parley.window((page) => page.url().includes('/sso/'));
  await fillPage(await signInPage(), 'correct horse');
  expect(await answered).toMatchObject({ ok: true });
  await expect(main.getByTestId('contacts')).toBeVisible();

  gateway.answer = (_, response) => {
    gateway.answer = undefined;
    response.writeHead(401).end();
  };
  await fillPage(await signInPage(), 'correct horse');
  const polls = gateway.seen.length;
  await expect.poll(() => gateway.seen.length, { timeout: 20_000 }).toBeGreaterThan(polls + 5);
  await expect(main.getByTestId('connection-banner')).toHaveCount(0);

  // A server that was started again knows nobody.
  await server.kill();
  server = await startServer([dana, lee], args);
  await (await signInPage()).close();
  const again = main.getByTestId('sign-in-again');
  await expect(again).toContainText('The sign-in page was closed', { timeout: 20_000 });
  await expect(main.getByTestId('contacts')).toBeVisible();
  await again.getByTestId('again-submit').click();
  await fillPage(await signInPage(), 'correct horse');
  await expect(main.getByTestId('connection-banner')).toHaveCount(0, { timeout: 20_000 });
  await gateway.stop();
});

async function fillPage(page: Page, password: string): Promise<void> {
  await page.locator('input[name=user]').fill(dana.user);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button').click();
}
