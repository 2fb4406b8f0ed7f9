// Where a password goes: below the path of the address that was typed, and where the server sends us only when that is agreed to.
import { accessibilityProblems } from './support/accessibility';
import { expect, test } from './support/fixtures';
import { Gateway } from './support/gateway';
import { KeyStore } from './support/key-store';
import { callBridge, dana, fillSignIn } from './support/people';

const pollOften = ['--poll-wait', '100'];
/** Another name of this computer: what counts is the address that is typed. */
const elsewhere = ['--host-resolver-rules=MAP new.example.com 127.0.0.1'];
const logon = '/forms/logon.html';

/** Sends every request to another address. */
const sendTo =
  (location: string): NonNullable<Gateway['answer']> =>
  (_, response) =>
    void response.writeHead(302, { location }).end();

test('a server below a path is signed in to there, and nothing is asked at the root of its host', async ({
  launchParley,
  startServer,
}) => {
  const { url } = await startServer([dana], pollOften);
  const gateway = await new Gateway(() => url).start();
  gateway.below = '/plant/ocs';
  const parley = await launchParley();
  const page = await parley.mainWindow();
  await fillSignIn(page, `${gateway.url}/plant/ocs/forms/logon.html?lang=en`, dana);
  await expect(page.getByTestId('contacts')).toBeVisible();
  expect(gateway.seen.every(({ path }) => path.startsWith('/plant/ocs/'))).toBe(true);
  await gateway.stop();
});

test('a server that sends us to another host is followed by one click, with the remembered password, and kept', async ({
  launchParley,
  startServer,
  keyStore,
}) => {
  void keyStore;
  const { url } = await startServer([dana], [...pollOften, '--allow-host', 'new.example.com']);
  const old = await new Gateway(() => url).start();
  const parley = await launchParley({ args: [...elsewhere, ...KeyStore.args] });
  const page = await parley.mainWindow();
  await page.getByTestId('signin-remember').click();
  await fillSignIn(page, old.url, dana);
  await page.getByTestId('contacts').waitFor();
  await page.getByTestId('main-menu').click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByTestId('signin').waitFor();

  const moved = await new Gateway(() => url).start();
  moved.below = '/ocs';
  const target = `${moved.url.replace('127.0.0.1', 'new.example.com')}/ocs`;
  old.answer = sendTo(`${target}${logon}?moved=1`);
  await page.getByTestId('signin-submit').click();
  const offer = page.getByTestId('signin-redirect');
  await expect(offer.getByTestId('redirect-address')).toHaveText(target);
  await expect(offer).toContainText('This is another computer than the one that you typed.');
  expect(moved.seen).toEqual([]);
  expect(await accessibilityProblems(page)).toEqual([]);
  // No window can send what is remembered to an address of its own choice.
  expect(await callBridge(page, 'session:agree-to-redirect', 'http://evil.example.com')).toMatchObject({ ok: false });

  await offer.getByTestId('signin-follow-redirect').click();
  // Without encryption, to another computer: that is another question.
  const question = page.getByRole('alertdialog', { name: 'Send your password unencrypted?' });
  await expect(question).toContainText(target);
  expect(moved.seen).toEqual([]);
  await question.getByRole('button', { name: 'Send it unencrypted' }).click();
  await expect(page.getByTestId('contacts')).toBeVisible();
  expect(moved.seen[0]).toMatchObject({ path: `/ocs${logon}` });
  const settings = await callBridge(page, 'settings:get', undefined);
  expect(settings).toMatchObject({ ok: true, value: { server: target, rememberPassword: true } });
  await old.stop();
  await moved.stop();
});

test('two servers that send us to each other lead nowhere without a person', async ({ launchParley }) => {
  const one = await new Gateway(() => '').start();
  const other = await new Gateway(() => '').start();
  one.answer = sendTo(`${other.url}${logon}`);
  other.answer = sendTo(`${one.url}${logon}`);
  const page = await (await launchParley()).mainWindow();
  await fillSignIn(page, one.url, dana);
  const address = page.getByTestId('redirect-address');
  await expect(address).toHaveText(other.url);
  await expect(page.getByTestId('signin-redirect')).toContainText('on the same computer');
  await page.getByTestId('signin-follow-redirect').click();
  await expect(address).toHaveText(one.url);
  await expect(page.getByTestId('signin-server')).toHaveValue(other.url);
  await expect(page.getByTestId('signin-password')).toHaveValue(dana.password!);
  expect([one.seen.length, other.seen.length]).toEqual([1, 1]);
  await one.stop();
  await other.stop();
});
