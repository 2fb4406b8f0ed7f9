// The main window when it is closed: it hides only where the tray shows an icon that brings it back.
import { expect } from './support/fixtures';
import { Gateway } from './support/gateway';
import { KeyStore } from './support/key-store';
import { signInToStay, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { NotificationDaemon } from './support/notification-daemon';
import { callBridge, dana, lee, signIn } from './support/people';
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

test('the first time that the window goes to the tray a notification says so, and never again', async ({
  launchParley,
  newFolder,
  notifications,
  tray,
}) => {
  const userData = newFolder('parley-tray-hint-');
  const told = () => notifications.shown.filter(({ title }) => title === 'Parley is still running');
  for (const launch of ['first', 'second']) {
    const parley = await launchParley({ userData });
    await expect.poll(() => tray.icons.length, launch).toBeGreaterThan(0);
    await expect.poll(() => closeMain(parley)).toBe(false);
    await expect.poll(() => told().length).toBe(1);
    expect(told()[0]!.body).toContain('tray');
    await callBridge(await parley.mainWindow(), 'window:show-main', undefined);
    await expect.poll(() => isMainVisible(parley)).toBe(true);
    expect(await closeMain(parley)).toBe(false);
    await parley.close();
  }
  expect(told()).toHaveLength(1);
});

test('it says that a server is waited for, tries at once or waits no longer', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
  tray,
}) => {
  void keyStore;
  const town = await newTown([dana]);
  const gateway = await new Gateway(() => town.url).start();
  try {
    const first = await launchParley({ userData: profile, args: KeyStore.args });
    await callBridge(await signInToStay(first, gateway.url, dana), 'settings:set', { signInAtStart: true });
    await first.close();
    await gateway.stop();
    const parley = await launchParley({ userData: profile, args: KeyStore.args });
    const main = await parley.mainWindow();
    await main.getByTestId('signin-waiting').waitFor();
    const icon = tray.icons.at(-1)!;
    await expect.poll(async () => JSON.stringify(await icon.properties())).toContain('Waiting for the server…');
    const labels = async () => (await icon.menu()).map(({ label }) => label?.replaceAll('_', ''));
    await expect.poll(labels).toEqual(expect.arrayContaining(['Try now', 'Stop waiting']));
    await icon.choose('Try now');
    // What was chosen has numbered the entries anew.
    await expect(() => icon.choose('Stop waiting')).toPass();
    await main.getByTestId('signin-submit').waitFor();
    await expect.poll(labels).not.toContain('Stop waiting');
  } finally {
    await gateway.stop();
  }
});

test('a menu is made once for all that it is shown with: Electron keeps each that a tray had', async ({
  launchParley,
  newTown,
  tray,
}) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  await expect.poll(() => tray.icons.length).toBe(1);
  const page = await signIn(parley, town.url, lee);
  const [icon] = tray.icons;
  const checked = async (): Promise<readonly (string | undefined)[]> =>
    (await icon!.menu())
      .flatMap(({ children }) => children)
      .filter((each) => each['toggle-state'] === 1)
      .map(({ label }) => label?.replaceAll('_', ''));
  await expect.poll(checked).toEqual(['Available']);
  await parley.app.evaluate(({ Menu }) => {
    const made = Menu.buildFromTemplate;
    const counted = globalThis as unknown as { menusMade: number };
    counted.menusMade = 0;
    Menu.buildFromTemplate = (template) => {
      counted.menusMade += 1;
      return made(template);
    };
  });
  // Chosen in the menu itself, which checks its own entries, and elsewhere.
  await icon!.choose('Availability', 'Busy');
  await expect(page.getByTestId('availability-menu')).toHaveAttribute('data-availability', 'busy');
  await expect.poll(checked).toEqual(['Busy']);
  await callBridge(page, 'self:set-availability', 'available');
  await expect.poll(checked).toEqual(['Available']);
  // What is unread is told in the tooltip.
  town.arrive(dana).invite(lee, 'Is the dock free?');
  await expect.poll(async () => JSON.stringify(await icon!.properties())).toContain('1 unread');
  expect(await parley.app.evaluate(() => (globalThis as unknown as { menusMade: number }).menusMade)).toBe(0);
});

test('the hint is said again where no desktop has shown it', async ({ launchParley, tray, newFolder }) => {
  const userData = newFolder('parley-tray-hint-');
  const parley = await launchParley({ userData });
  const page = await parley.mainWindow();
  await expect.poll(() => tray.icons.length).toBeGreaterThan(0);
  await expect.poll(() => closeMain(parley)).toBe(false);
  // Nobody was there to show it.
  await callBridge(page, 'window:show-main', undefined);
  await expect.poll(() => isMainVisible(parley)).toBe(true);
  expect(await callBridge(page, 'settings:get', undefined)).toMatchObject({ value: { toldOfTray: false } });

  const notifications = await NotificationDaemon.start();
  await expect.poll(() => closeMain(parley)).toBe(false);
  await expect.poll(() => notifications.shown.map(({ title }) => title)).toEqual(['Parley is still running']);
  await expect.poll(() => callBridge(page, 'settings:get', undefined)).toMatchObject({ value: { toldOfTray: true } });
  await notifications.stop();
});
