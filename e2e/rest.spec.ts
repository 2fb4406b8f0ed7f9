// A main window that has been in the tray for a while is given up, and is there again when it is wanted.
import { expect } from './support/fixtures';
import { holdMethod } from './support/held-methods';
import { test as base } from './support/kept-profile';
import { entry, row } from './support/list';
import type { Parley } from './support/launch';
import { NotificationDaemon } from './support/notification-daemon';
import { dana, kim, lee, signIn } from './support/people';
import { press } from './support/pointer';
import { askedToRest, hide, hurry, isMain, windows } from './support/resting';
import { TrayHost } from './support/tray-host';
import { WindowManager } from './support/window-manager';

const test = base.extend<{ readonly tray: TrayHost; readonly notifications: NotificationDaemon }>({
  tray: async ({}, use) => {
    base.skip(process.platform !== 'linux', 'the tray is that of D-Bus');
    const tray = await TrayHost.start();
    await use(tray);
    await tray.stop();
  },
  notifications: async ({}, use) => {
    const notifications = await NotificationDaemon.start();
    await use(notifications);
    await notifications.stop();
  },
});

/** Chromium's process for sounds. */
function audioServices(parley: Parley): Promise<number> {
  return parley.app.evaluate(
    ({ app }) => app.getAppMetrics().filter(({ serviceName }) => serviceName === 'audio.mojom.AudioService').length,
  );
}

test('is given up, and comes back with all there is', async ({ launchParley, newTown, tray }) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  await hurry(parley);
  await hide(parley, page, tray);
  await expect.poll(() => windows(parley)).toEqual({ count: 0, visible: 0 });
  // Parley goes on without it.
  const danas = town.arrive(dana);
  danas.invite(lee, 'Is the dock free?', 'Dock four');
  await tray.icons[0]!.click();
  const again = await parley.window(isMain);
  await expect(again.getByTestId('invitation-card')).toContainText('Is the dock free?');
  await expect.poll(() => windows(parley)).toEqual({ count: 1, visible: 1 });
  expect(parley.errors).toEqual([]);
});

test('stays as long as something half-done stands in it', async ({ launchParley, newTown, tray }) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  await page.getByTestId('contacts-search').fill('Reyes');
  await hurry(parley);
  const asked = await askedToRest(page);
  await hide(parley, page, tray);
  await expect.poll(asked).toBeGreaterThan(2);
  expect(await windows(parley)).toEqual({ count: 1, visible: 0 });
  await page.getByTestId('contacts-search').fill('');
  await expect.poll(() => windows(parley)).toEqual({ count: 0, visible: 0 });
});

test('stays as long as something goes on in it, and until somebody has seen what did not happen', async ({
  launchParley,
  newTown,
  tray,
}) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, dana);
  const removing = await holdMethod(parley, 'contact:remove');
  await press(row(page, kim.name), 'right');
  await press(entry(page, 'Remove from contacts'));
  await press(page.getByRole('button', { name: 'Remove', exact: true }));
  await removing.asked();
  await hurry(parley);
  const asked = await askedToRest(page);
  await hide(parley, page, tray);
  await expect.poll(asked).toBeGreaterThan(2);
  await removing.refuse();
  const line = page.getByTestId('outcome');
  await expect(line.getByRole('alert')).toContainText(kim.name);
  const before = asked();
  await expect.poll(asked).toBeGreaterThan(before + 2);
  expect(await windows(parley)).toEqual({ count: 1, visible: 0 });
  await line.getByRole('button', { name: 'Dismiss' }).evaluate((button: HTMLElement) => button.click());
  await expect.poll(() => windows(parley)).toEqual({ count: 0, visible: 0 });
});

test('is not asked where nobody has closed it: the system hides it along with its program', async ({
  launchParley,
  newTown,
  tray,
}) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  await hurry(parley);
  const asked = await askedToRest(page);
  const main = await parley.app.browserWindow(page);
  await main.evaluate((window) => window.hide());
  await main.evaluate(async () => {
    for (let times = 0; times < 3; times += 1) await new Promise((resolve) => setTimeout(resolve, 300_000));
  });
  expect(asked()).toBe(0);
  expect(await windows(parley)).toEqual({ count: 1, visible: 0 });
  await main.evaluate((window) => window.show());
  await hide(parley, page, tray);
  await expect.poll(() => windows(parley)).toEqual({ count: 0, visible: 0 });
});

test('what is said to it before it listens is not lost', async ({ launchParley, newTown, tray, notifications }) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  await hurry(parley);
  await hide(parley, page, tray);
  await expect.poll(() => windows(parley)).toEqual({ count: 0, visible: 0 });
  for (const [who, words] of [
    [dana, 'Is the dock free?'],
    [kim, 'The crane is late.'],
  ] as const)
    town.arrive(who).invite(lee, words, 'Dock four');
  await expect.poll(() => notifications.find('2 people want to talk')).toBeDefined();
  await notifications.invokeAction(notifications.find('2 people want to talk')!.id);
  const again = await parley.window(isMain);
  await expect(again.getByTestId('invitation-card')).toHaveCount(2);
  const isAtThem = (): Promise<boolean> =>
    again.getByTestId('waiting-strip').evaluate((strip) => strip.contains(document.activeElement));
  await expect.poll(isAtThem).toBe(true);
});

test('comes to play a sound, stays in the tray for it, and goes again', async ({
  launchParley,
  newTown,
  tray,
  notifications,
}) => {
  // One that plays nothing.
  void notifications;
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, lee);
  await hurry(parley, 2_000);
  await hide(parley, page, tray);
  await expect.poll(() => windows(parley)).toEqual({ count: 0, visible: 0 });
  const loaded: string[] = [];
  parley.app.on('window', (opened) =>
    opened.on('request', (request) => {
      if (request.resourceType() === 'media') loaded.push(request.url());
    }),
  );
  town.arrive(dana).invite(lee, 'Is the dock free?', 'Dock four');
  await expect.poll(() => loaded.some((url) => /parley-invitation/u.test(url))).toBe(true);
  expect(await windows(parley)).toEqual({ count: 1, visible: 0 });
  await expect.poll(() => windows(parley)).toEqual({ count: 0, visible: 0 });

  // Chromium's process for sounds goes with it, and comes again.
  await expect.poll(() => audioServices(parley)).toBe(0);
  loaded.length = 0;
  town.arrive(kim).invite(lee, 'And dock five?', 'Dock five');
  await expect.poll(() => audioServices(parley)).toBe(1);
  expect(loaded.filter((url) => /parley-invitation/u.test(url))).toHaveLength(1);
  await expect.poll(() => windows(parley)).toEqual({ count: 0, visible: 0 });
  await expect.poll(() => audioServices(parley)).toBe(0);
});

test('is as large as it was, also where it came for a sound first', async ({
  launchParley,
  newTown,
  profile,
  tray,
  notifications,
}) => {
  // One that plays nothing.
  void notifications;
  const manager = await WindowManager.start();
  try {
    const town = await newTown([dana, lee]);
    const parley = await launchParley({ userData: profile });
    const page = await signIn(parley, town.url, lee);
    const main = await parley.app.browserWindow(page);
    await main.evaluate((window) => window.maximize());
    await expect.poll(() => main.evaluate((window) => window.isMaximized())).toBe(true);
    await hurry(parley);
    await hide(parley, page, tray);
    await expect.poll(() => windows(parley)).toEqual({ count: 0, visible: 0 });
    // It may be given up again before somebody comes.
    await hurry(parley, 60_000);
    town.arrive(dana).invite(lee, 'Is the dock free?', 'Dock four');
    await expect.poll(() => windows(parley)).toEqual({ count: 1, visible: 0 });
    await (await parley.window(isMain)).getByTestId('invitation-card').waitFor();
    await tray.icons[0]!.click();
    await expect.poll(() => windows(parley)).toEqual({ count: 1, visible: 1 });
    const again = await parley.app.browserWindow(await parley.window(isMain));
    await expect.poll(() => again.evaluate((window) => window.isMaximized())).toBe(true);
    await parley.close();
    const next = await launchParley({ userData: profile });
    const there = await next.app.browserWindow(await next.mainWindow());
    await expect.poll(() => there.evaluate((window) => window.isMaximized())).toBe(true);
  } finally {
    await manager.stop();
  }
});
