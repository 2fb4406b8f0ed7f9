// A network whose proxy wants to know who somebody is: asked for in the sign-in view and in the middle of a session.
import type { Page } from '@playwright/test';
import { startServer as startInProcess } from '../src/server/server';
import { makeCertificate } from '../src/main/uc/testing/make-certificate';
import { TestProxy } from '../src/main/transports/testing/contract-proxy';
import { accessibilityProblems } from './support/accessibility';
import { expect, test as base } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { dana, fillSignIn, lee } from './support/people';
import { filesThatTell } from './support/profile';

const test = base.extend<{ readonly networkProxy: TestProxy }>({
  networkProxy: async ({}, use) => {
    const proxy = await new TestProxy({ asks: 'basic' }).start();
    await use(proxy);
    await proxy.stop();
  },
});

const pollOften = ['--poll-wait', '100'];
const through = (proxy: TestProxy): string[] => [`--proxy-server=${proxy.address}`, '--proxy-bypass-list=<-loopback>'];
const question = (page: Page) => page.getByTestId('proxy-question');

async function tell(page: Page, password: string, user = 'dana'): Promise<void> {
  await question(page).getByTestId('proxy-user').fill(user);
  await question(page).getByTestId('proxy-password').fill(password);
  await question(page).getByTestId('proxy-submit').click();
}

test('a proxy is named, told once, asked about again when it refuses, and remembered where that is wished', async ({
  launchParley,
  startServer,
  networkProxy: proxy,
  keyStore,
}) => {
  test.slow();
  void keyStore;
  const { url } = await startServer([dana], pollOften);
  const parley = await launchParley({ args: [...through(proxy), ...KeyStore.args] });
  const page = await parley.mainWindow();
  await fillSignIn(page, url, dana);
  await expect(question(page).getByTestId('proxy-address')).toHaveText(proxy.address);
  await expect(question(page)).toContainText('Example network');
  await expect(question(page)).toContainText('It is not encrypted on the way');
  expect(await accessibilityProblems(page)).toEqual([]);
  await question(page).getByTestId('proxy-submit').click();
  await expect(question(page)).toContainText('Write your user name for the proxy.');

  await tell(page, 'not this');
  await expect(question(page).getByTestId('proxy-refused')).toBeVisible();
  await expect(page.getByTestId('signin-password')).toHaveValue(dana.password!);
  await question(page).getByTestId('proxy-remember').click();
  await tell(page, 'for the proxy');
  await expect(page.getByTestId('contacts')).toBeVisible();
  // To the proxy went nothing but what was told to it, and each of them once as long as it was not taken.
  const basic = (password: string): string => `Basic ${Buffer.from(`dana:${password}`).toString('base64')}`;
  expect(proxy.given.filter((given) => given === basic('not this'))).toHaveLength(1);
  expect(new Set(proxy.given)).toEqual(new Set([basic('not this'), basic('for the proxy')]));
  expect(filesThatTell(parley.userData, ['for the proxy', dana.password!])).toEqual([]);

  // The session is over, and so is what Chromium itself remembers; what was kept is still there.
  await page.getByTestId('main-menu').click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByTestId('signin').waitFor();
  await fillSignIn(page, url, dana);
  await expect(page.getByTestId('contacts')).toBeVisible();
});

test('on a public computer nothing of it stays, not even in memory', async ({
  launchParley,
  startServer,
  networkProxy: proxy,
  keyStore,
}) => {
  void keyStore;
  const { url } = await startServer([dana, lee], pollOften);
  const parley = await launchParley({ args: [...through(proxy), ...KeyStore.args] });
  const page = await parley.mainWindow();
  await page.getByTestId('signin-public').click();
  await fillSignIn(page, url, lee);
  await expect(question(page)).toBeVisible();
  await expect(question(page).getByTestId('proxy-remember')).toHaveCount(0);
  await tell(page, 'for the proxy');
  await page.getByTestId('contacts').waitFor();
  await page.getByTestId('main-menu').click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByTestId('signin').waitFor();
  await fillSignIn(page, url, dana);
  await expect(question(page)).toBeVisible();
  expect(filesThatTell(parley.userData, ['for the proxy', proxy.address])).toEqual([]);
});

test('a proxy that begins to ask in the middle of a session is told in place, and nothing closes', async ({
  launchParley,
  startServer,
  networkProxy: proxy,
}) => {
  test.slow();
  const { url } = await startServer([dana], pollOften);
  proxy.options = {};
  const parley = await launchParley({ args: through(proxy) });
  const page = await parley.mainWindow();
  await fillSignIn(page, url, dana);
  await page.getByTestId('contacts').waitFor();

  proxy.options = { asks: 'basic' };
  proxy.cut();
  const banner = page.getByTestId('connection-banner');
  await expect(banner).toHaveAttribute('data-asks', 'proxy', { timeout: 20_000 });
  await expect(banner).toContainText('A proxy asks who you are');
  await expect(page.getByTestId('contacts')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await tell(page, 'not this');
  await expect(question(page).getByTestId('proxy-refused')).toBeVisible({ timeout: 15_000 });
  // Tried again by itself, but not with what was refused.
  const tried = proxy.given.length;
  const asked = proxy.passed.length;
  await page.waitForTimeout(3_000);
  expect([proxy.given.length, proxy.passed.length]).toEqual([tried, asked]);
  await tell(page, 'for the proxy');
  await expect(banner).toHaveCount(0, { timeout: 20_000 });
});

test('a server that only speaks TLS 1.0 is reached through the same proxy, with what it was told', async ({
  launchParley,
  networkProxy: proxy,
}) => {
  const certificate = makeCertificate({ commonName: 'localhost', names: ['127.0.0.1', 'localhost'] });
  const server = await startInProcess({
    people: [dana],
    pollWaitMs: 100,
    tls: { ...certificate, minVersion: 'TLSv1', maxVersion: 'TLSv1' },
  });
  try {
    const page = await (await launchParley({ args: through(proxy) })).mainWindow();
    await fillSignIn(page, server.url, dana);
    await expect(question(page)).toBeVisible();
    await tell(page, 'for the proxy');
    await expect(page.getByTestId('signin-allow-old-tls')).toBeVisible();
    // From here on it is the other network stack.
    proxy.passed.length = 0;
    await page.getByTestId('signin-allow-old-tls').click();
    await page.getByTestId('signin-trust').click();
    await expect(page.getByTestId('contacts')).toBeVisible();
    expect(new Set(proxy.passed)).toEqual(new Set([`CONNECT ${new URL(server.url).host}`]));
  } finally {
    await server.stop();
  }
});
