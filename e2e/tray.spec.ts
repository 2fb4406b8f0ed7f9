// The main window when it is closed: it hides only where the tray shows an icon that brings it back.
import { expect, test } from './support/fixtures';
import type { Parley } from './support/launch';
import { callBridge } from './support/people';
import { TrayHost } from './support/tray-host';

test.skip(process.platform !== 'linux', 'elsewhere there is always a tray');

function isMainVisible(parley: Parley): Promise<boolean> {
  return parley.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()));
}

async function closeMain(parley: Parley): Promise<boolean> {
  await callBridge(await parley.mainWindow(), 'window:close', undefined);
  return isMainVisible(parley);
}

test('without a tray the main window stays in reach, and says so once', async ({ launchParley }) => {
  const parley = await launchParley();
  const page = await parley.mainWindow();
  const notice = page.getByText('Parley is still running');
  expect(await closeMain(parley)).toBe(true);
  await expect(notice).toBeVisible();
  await callBridge(page, 'notice:dismiss', 'no-tray');
  expect(await closeMain(parley)).toBe(true);
  expect(await callBridge(page, 'notice:list', undefined)).toMatchObject({ value: [] });
});

test('the tray comes and goes: what was hidden in it comes back', async ({ launchParley }) => {
  const parley = await launchParley();
  await expect.poll(() => isMainVisible(parley)).toBe(true);
  const tray = await TrayHost.start();
  await expect.poll(() => closeMain(parley)).toBe(false);
  // A watcher without anybody who shows the icons.
  await tray.setShown(false);
  await expect.poll(() => isMainVisible(parley)).toBe(true);
  expect(await closeMain(parley)).toBe(true);
  await tray.setShown(true);
  await expect.poll(() => closeMain(parley)).toBe(false);
  // The whole tray.
  await tray.stop();
  await expect.poll(() => isMainVisible(parley)).toBe(true);
  expect(await closeMain(parley)).toBe(true);
});

test('a tray that starts after Parley gets its icon, and the window hides there', async ({ launchParley }) => {
  const parley = await launchParley();
  await expect.poll(() => isMainVisible(parley)).toBe(true);
  const tray = await TrayHost.start();
  await expect.poll(() => tray.icons.length).toBe(1);
  await expect.poll(() => closeMain(parley)).toBe(false);
  await tray.icons[0]!.click();
  await expect.poll(() => isMainVisible(parley)).toBe(true);

  // Another one: a panel that was started again.
  await tray.stop();
  const next = await TrayHost.start();
  await expect.poll(() => next.icons.length).toBe(1);
  await expect.poll(() => closeMain(parley)).toBe(false);
  await next.icons[0]!.choose('Open Parley');
  await expect.poll(() => isMainVisible(parley)).toBe(true);
  await next.stop();
});

test('somebody who shows icons after all gets that of Parley', async ({ launchParley }) => {
  const tray = await TrayHost.start();
  await tray.setShown(false);
  const parley = await launchParley();
  await expect.poll(() => isMainVisible(parley)).toBe(true);
  await tray.setShown(true);
  await expect.poll(() => tray.icons.length).toBe(1);
  await expect.poll(() => closeMain(parley)).toBe(false);
  await tray.icons[0]!.click();
  await expect.poll(() => isMainVisible(parley)).toBe(true);
  await tray.stop();
});

test('the window stays in reach where a tray shows icons, but not that of Parley', async ({ launchParley }) => {
  const tray = await TrayHost.start();
  await tray.setTaking(false);
  const parley = await launchParley();
  const page = await parley.mainWindow();
  await expect.poll(() => isMainVisible(parley)).toBe(true);
  // The second one because the first is not to be seen.
  await expect.poll(() => tray.refused).toBe(2);
  expect(await closeMain(parley)).toBe(true);
  await expect(page.getByText('Parley is still running')).toBeVisible();

  await tray.setTaking(true);
  await tray.setShown(false);
  await tray.setShown(true);
  await expect.poll(() => closeMain(parley)).toBe(false);
  await tray.stop();
});
