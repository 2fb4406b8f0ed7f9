// The way to the server as a person sets it: none, or a proxy of their own, at once and in the middle of a session; what is no address is
// said at the field, and a proxy that is not there where somebody signs in.
import { TestProxy } from '../src/main/transports/testing/contract-proxy';
import { accessibilityProblems } from './support/accessibility';
import { expect, test as base } from './support/fixtures';
import { freePort } from '../src/shared/testing/free-port';
import { callBridge, dana, fillSignIn } from './support/people';
import { press } from './support/pointer';
import { openSettings } from './support/settings';
import type { Page } from '@playwright/test';

const test = base.extend<{ readonly networkProxy: TestProxy }>({
  networkProxy: async ({}, use) => {
    const proxy = await new TestProxy().start();
    await use(proxy);
    await proxy.stop();
  },
});

const pollOften = ['--poll-wait', '100'];
/** A name that nobody finds: only through a proxy, which has all of them lead to this computer, is there a way. */
const host = 'im.example.com';
const elsewhere = (url: string): string => `http://${host}:${new URL(url).port}`;

async function choose(settings: Page, way: string): Promise<void> {
  await settings.getByTestId('setting-proxy').click();
  await press(settings.getByRole('option', { name: way, exact: true }));
}

async function signInInClear(page: Page, url: string): Promise<void> {
  await fillSignIn(page, url, dana);
  await page.getByRole('button', { name: 'Send it unencrypted' }).click();
}

test('a proxy of one’s own is checked where it is typed, used at once, and left again without signing out', async ({
  launchParley,
  startServer,
  networkProxy: proxy,
}) => {
  test.slow();
  const { url } = await startServer([dana], [...pollOften, '--allow-host', host]);
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await main.getByTestId('signin-server').waitFor();
  const settings = await openSettings(parley, 'network');
  await choose(settings, 'This one');
  const address = settings.getByTestId('proxy-setting-address');
  await expect(settings.getByText('Until you have given an address')).toBeVisible();
  // Nothing counts before there is an address.
  expect(await callBridge(main, 'settings:get', undefined)).toMatchObject({ value: { proxy: { mode: 'system' } } });
  for (const [typed, said] of [
    ['', 'Write where the proxy is'],
    ['127.0.0.1', 'Write its port behind it'],
    [`dana:secret@${proxy.address}`, 'Leave out the name and the password'],
    [`ftp://${proxy.address}`, 'Parley knows HTTP and SOCKS proxies'],
    [`${proxy.address}/way`, 'This is no host with its port'],
  ] as const) {
    await address.fill(typed);
    await address.press('Enter');
    await expect(address).toHaveAccessibleDescription(new RegExp(`^${said}`, 'u'));
    await expect(address).toHaveAttribute('aria-invalid', 'true');
    await expect(address).toHaveValue(typed);
    await expect(address).toBeFocused();
  }
  expect(await accessibilityProblems(settings)).toEqual([]);
  const unchecked = { proxy: { mode: 'fixed', address: `dana:secret@${proxy.address}` } } as const;
  expect(await callBridge(main, 'settings:set', unchecked)).toMatchObject({ ok: false });

  await address.fill(`http://${proxy.address}/`);
  await press(settings.getByTestId('proxy-setting-use'));
  await expect(settings.getByText('This proxy is used now.')).toBeVisible();
  await signInInClear(main, elsewhere(url));
  await main.getByTestId('contacts').waitFor();
  expect(proxy.passed.length).toBeGreaterThan(0);
  expect(proxy.passed.every((each) => each.includes(host))).toBe(true);

  // Another proxy, in the middle of it: the one of before hears no more.
  const other = await new TestProxy().start();
  await address.fill(other.address);
  await address.press('Enter');
  await expect.poll(() => other.passed.length, { timeout: 15_000 }).toBeGreaterThan(2);
  const before = proxy.passed.length;
  await expect.poll(() => other.passed.length).toBeGreaterThan(4);
  expect(proxy.passed.length).toBe(before);
  await expect(main.getByTestId('contacts')).toBeVisible();
  await expect(main.getByTestId('connection-banner')).toHaveCount(0);
  await parley.close();
  await other.stop();
});

test('without a proxy the one of the computer is passed over, and this computer is reached directly in any case', async ({
  launchParley,
  startServer,
  networkProxy: proxy,
}) => {
  test.slow();
  const { url } = await startServer([dana], pollOften);
  const nobody = `127.0.0.1:${await freePort()}`;
  const parley = await launchParley({ args: [`--proxy-server=${nobody}`, '--proxy-bypass-list=<-loopback>'] });
  const main = await parley.mainWindow();
  await fillSignIn(main, url, dana);
  // The proxy of the computer is not there: said as such, with the way to the settings, and what was typed is kept.
  const error = main.getByTestId('signin-error');
  await expect(error).toContainText('The proxy on the way to the server does not answer');
  await expect(main.getByTestId('signin-password')).toHaveValue(dana.password!);
  expect(await accessibilityProblems(main)).toEqual([]);
  await press(main.getByTestId('signin-proxy-settings'));
  const settings = await parley.window((page) => page.url().endsWith('#/settings/network'));
  await choose(settings, 'None');
  await fillSignIn(main, url, dana);
  await main.getByTestId('contacts').waitFor();

  await callBridge(main, 'session:sign-out', undefined);
  await main.getByTestId('signin').waitFor();
  await callBridge(main, 'settings:set', { proxy: { mode: 'fixed', address: proxy.address } });
  await fillSignIn(main, url, dana);
  await main.getByTestId('contacts').waitFor();
  expect(proxy.passed).toEqual([]);
});

test('an address that is being typed stays wherever one looks, also while the window is closed; Escape in its field gives it back', async ({
  launchParley,
}) => {
  const parley = await launchParley();
  await (await parley.mainWindow()).getByTestId('signin-server').waitFor();
  let settings = await openSettings(parley, 'network');
  await choose(settings, 'This one');
  await settings.getByTestId('proxy-setting-address').fill('proxy.example.com:31');
  // Away from the field, in another section.
  await settings.getByTestId('section-appearance').click();
  await expect(settings.getByTestId('proxy-setting-address')).toHaveCount(0);
  const gone = settings.waitForEvent('close');
  await settings.keyboard.press('Escape').catch(() => undefined);
  await gone;
  settings = await openSettings(parley, 'network');
  const address = settings.getByTestId('proxy-setting-address');
  await expect(address).toHaveValue('proxy.example.com:31');
  await address.focus();
  await settings.keyboard.press('Escape');
  await expect(address).toHaveValue('');
  await expect(address).toBeFocused();
  const closed = settings.waitForEvent('close');
  await settings.keyboard.press('Escape').catch(() => undefined);
  await closed;
});
