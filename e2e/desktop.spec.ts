// Parley among the things of the desktop: its tray icon, its windows, a second start, the demo; and who cannot see or point.
import type { Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessibilityProblems } from './support/accessibility';
import { expect, test } from './support/fixtures';
import { electronArgs, type Parley } from './support/launch';
import { callBridge, converse, dana, lee, openNewInvitation, signIn } from './support/people';
import type { TrayIcon } from './support/tray-host';

const serverArgs = ['--poll-wait', '100'];

function isMainVisible(parley: Parley): Promise<boolean> {
  return parley.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      (window) => window.isVisible() && window.webContents.getURL().endsWith('#/main'),
    ),
  );
}

async function labels(icon: TrayIcon): Promise<string[]> {
  return (await icon.menu()).flatMap(({ label, visible }) => (label && visible !== false ? [label] : []));
}

test('the tray tells and sets the availability, opens, signs out and quits', async ({
  launchParley,
  startServer,
  tray,
}) => {
  const { url } = await startServer([dana, lee], serverArgs);
  const parley = await launchParley();
  const page = await parley.mainWindow();
  await expect.poll(() => tray.icons.length).toBe(1);
  const icon = tray.icons[0]!;
  await expect.poll(() => labels(icon)).toEqual(['Open Parley', 'Settings', 'Quit Parley']);

  await signIn(parley, url, dana);
  await expect.poll(() => labels(icon)).toEqual(['Open Parley', 'Availability', 'Settings', 'Sign out', 'Quit Parley']);
  await icon.choose('Availability', 'Busy');
  await expect(page.getByTestId('availability-menu')).toHaveAttribute('data-availability', 'busy');
  await expect
    .poll(async () => {
      const choices = (await icon.menu()).find(({ label }) => label === 'Availability')?.children ?? [];
      return choices.filter((choice) => choice['toggle-state'] === 1).map(({ label }) => label);
    })
    .toEqual(['Busy']);

  await callBridge(page, 'window:close', undefined);
  await expect.poll(() => isMainVisible(parley)).toBe(false);
  await icon.click();
  await expect.poll(() => isMainVisible(parley)).toBe(true);
  await callBridge(page, 'window:close', undefined);
  await expect.poll(() => isMainVisible(parley)).toBe(false);
  await icon.choose('Open Parley');
  await expect.poll(() => isMainVisible(parley)).toBe(true);
  await expect(page.getByTestId('contacts')).toBeVisible();

  await icon.choose('Sign out');
  await expect(page.getByTestId('signin')).toBeVisible();
  const ended = once(parley.child, 'exit');
  await icon.choose('Quit Parley');
  expect((await ended)[0]).toBe(0);
});

test('a second start brings the first one back and ends', async ({ launchParley, startServer, tray }) => {
  const { url } = await startServer([dana, lee], serverArgs);
  const parley = await launchParley();
  const page = await signIn(parley, url, dana);
  await expect.poll(() => tray.icons.length).toBe(1);
  await callBridge(page, 'window:close', undefined);
  await expect.poll(() => isMainVisible(parley)).toBe(false);

  const second = spawn(process.env['ELECTRON_EXEC_PATH']!, electronArgs(), {
    env: { ...process.env, PARLEY_USER_DATA: parley.userData, ELECTRON_RUN_AS_NODE: undefined },
    stdio: 'ignore',
  });
  expect((await once(second, 'exit'))[0]).toBe(0);
  await expect.poll(() => isMainVisible(parley)).toBe(true);
  await expect(page.getByTestId('contacts')).toBeVisible();
});

test('the demo leads from the first window to people who are there', async ({ launchParley }) => {
  const parley = await launchParley();
  const page = await parley.mainWindow();
  await page.getByTestId('signin-demo').click();
  await expect(page.getByTestId('contacts')).toBeVisible();
  const rows = page.getByTestId('contact-row');
  await expect.poll(() => rows.count()).toBeGreaterThan(3);
  await expect(rows.filter({ hasText: 'Available' }).first()).toBeVisible();
});

test('the directory of the demo has somebody to find for each kind of search', async ({ launchParley }) => {
  const parley = await launchParley();
  const page = await parley.mainWindow();
  await page.getByTestId('signin-demo').click();
  await expect(page.getByTestId('contacts')).toBeVisible();
  const hits = page.getByTestId('directory-row').locator('.name');
  for (const [text, name] of [
    ['nadia', 'Nadia Ferreira'],
    ['ferreira', 'Nadia Ferreira'],
    ['sam roth', 'Sam Roth'],
    ['facilities@example.com', 'Beatriz Almeida'],
  ] as const) {
    await page.getByTestId('contacts-search').fill(text);
    await expect(hits).toHaveText([name]);
  }
  await page.getByTestId('contacts-search').fill('sam');
  await expect(hits).toHaveText(['Sam Roth', 'Samira Oduya']);
  await page.getByTestId('contacts-search').fill('nobody at all');
  await expect(hits).toHaveCount(0);
  await expect(page.getByTestId('hint-row').last()).toContainText('Nobody else in the directory');
});

test('no view has a serious accessibility problem, in the light or in the dark', async ({
  launchParley,
  startServer,
}) => {
  test.slow();
  const { url } = await startServer([dana, lee], serverArgs);
  const danas = await launchParley();
  const lees = await launchParley();
  const main = await danas.mainWindow();
  await expect(main.getByTestId('signin')).toBeVisible();
  const problems = { light: await accessibilityProblems(main), dark: [] as string[] };

  await signIn(lees, url, lee);
  await signIn(danas, url, dana);
  const { from: conversation } = await converse(danas, lees, 'sip:lee@example.com', 'Is the dock free at noon?');
  const invitation = await openNewInvitation(danas, 'sip:lee@example.com');
  await callBridge(main, 'window:open-history', undefined);
  const history = await danas.window((page) => page.url().includes('#/history'));
  await expect(history.getByTestId('history')).toBeVisible();
  const views: Record<string, Page> = { contacts: main, conversation, invitation, history };

  for (const theme of ['light', 'dark'] as const) {
    await callBridge(main, 'settings:set', { theme });
    for (const [name, page] of Object.entries(views)) {
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      problems[theme].push(...(await accessibilityProblems(page)).map((problem) => `${name}: ${problem}`));
    }
  }
  expect(problems).toEqual({ light: [], dark: [] });
});
