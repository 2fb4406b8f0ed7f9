// Parley as other programs and the system start it: with a link to a person, and out of sight.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from './support/fixtures';
import { electronArgs, type Parley } from './support/launch';
import { dana, fillSignIn, kim, lee, signIn } from './support/people';

const serverArgs = ['--poll-wait', '100'];

/** Another start of the same Parley, which hands over what it was given. */
async function startAgain(parley: Parley, ...args: string[]): Promise<void> {
  const second = spawn(process.env['ELECTRON_EXEC_PATH']!, [...electronArgs(), ...args], {
    env: { ...process.env, PARLEY_USER_DATA: parley.userData, ELECTRON_RUN_AS_NODE: undefined },
    stdio: 'ignore',
  });
  expect((await once(second, 'exit'))[0]).toBe(0);
}

const invitationsTo = (parley: Parley) =>
  parley.app
    .windows()
    .map((page) => decodeURIComponent(page.url().split('#/invitation?to=')[1] ?? ''))
    .filter((to) => to !== '');

const visibleWindows = (parley: Parley): Promise<number> =>
  parley.app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((window) => window.isVisible()).length,
  );

test('a link leads to the invitation of the person, once somebody is signed in, and sends nothing', async ({
  launchParley,
  startServer,
}) => {
  const { url } = await startServer([dana, lee, kim], serverArgs);
  const parley = await launchParley({ args: ['SIP:Lee@example.com;transport=tls?body=now'] });
  const page = await parley.mainWindow();
  await expect(page.getByTestId('signin')).toBeVisible();
  await fillSignIn(page, url, dana);
  const invitation = await parley.window((candidate) => candidate.url().includes('#/invitation'));
  await expect(invitation.getByTestId('invitation-chip')).toHaveText(/Lee Park/u);
  await expect(invitation.getByTestId('invitation-text')).toHaveValue('');

  await startAgain(parley, 'im:kim@example.com');
  await expect.poll(() => invitationsTo(parley)).toEqual([lee.uri, kim.uri]);
  await startAgain(
    parley,
    lee.uri,
    'sip:kim@example.com%0A--no-sandbox',
    'javascript:alert(1)',
    '--to=sip:x@example.com',
  );
  await expect.poll(() => invitationsTo(parley)).toEqual([lee.uri, kim.uri]);
});

test('started with the computer it stays in the tray, and a start by hand brings it out', async ({
  launchParley,
  startServer,
  tray,
}) => {
  const { url } = await startServer([dana, lee], serverArgs);
  const parley = await launchParley({ args: ['--hidden'] });
  await expect.poll(() => tray.icons.length).toBe(1);
  // Nobody can be signed in by itself here: a person is needed.
  await expect.poll(() => visibleWindows(parley)).toBe(1);
  const page = await signIn(parley, url, dana);
  await page.evaluate(() => window.close());
  await expect.poll(() => visibleWindows(parley)).toBe(0);
  await startAgain(parley, '--hidden');
  expect(await visibleWindows(parley)).toBe(0);
  await startAgain(parley);
  await expect.poll(() => visibleWindows(parley)).toBe(1);
});
