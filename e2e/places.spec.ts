// Where windows stand: never on top of the contact list, and for each set-up of displays where they were left in it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { isOver, type Bounds } from '../src/main/shell/window-bounds';
import { expect } from './support/fixtures';
import { signInToStay, test } from './support/kept-profile';
import { KeyStore } from './support/key-store';
import type { Parley } from './support/launch';
import { callBridge, dana, lee, openInvitation, signIn } from './support/people';
import { WindowManager } from './support/window-manager';

test.skip(process.platform !== 'linux', 'elsewhere the system keeps windows in their place');

let manager: WindowManager;
test.beforeEach(async () => {
  manager = await WindowManager.start();
});
test.afterEach(() => manager.stop());

async function boundsOf(parley: Parley, page: Page): Promise<Bounds> {
  const window = await parley.app.browserWindow(page);
  return window.evaluate((shown) => shown.getBounds());
}

async function moveTo(parley: Parley, page: Page, place: Partial<Bounds>): Promise<void> {
  const window = await parley.app.browserWindow(page);
  // Its own settling is over.
  await new Promise((settled) => setTimeout(settled, 1_500));
  await window.evaluate((shown, wished) => shown.setBounds(wished), place);
  await new Promise((settled) => setTimeout(settled, 500));
}

/** The key closes the window, perhaps before the driver can say that it is up again. */
async function leave(page: Page): Promise<void> {
  const closed = page.waitForEvent('close');
  await page
    .getByTestId('invitation-text')
    .press('Escape')
    .catch(() => undefined);
  await closed;
}

test('a window that was left over the contact list opens beside it, wherever that is', async ({
  launchParley,
  startServer,
}) => {
  test.slow();
  const { url } = await startServer([dana, lee]);
  const parley = await launchParley();
  const main = await signIn(parley, url, dana);
  for (const x of [20, 860, 420]) {
    await moveTo(parley, main, { x, y: 60, width: 380, height: 640 });
    const first = await openInvitation(parley, lee.uri);
    await moveTo(parley, first, { x, y: 80, width: 430, height: 500 });
    expect(isOver(await boundsOf(parley, first), await boundsOf(parley, main))).toBe(true);
    await leave(first);

    const again = await openInvitation(parley, lee.uri);
    await new Promise((settled) => setTimeout(settled, 1_500));
    const [place, list] = [await boundsOf(parley, again), await boundsOf(parley, main)];
    expect(isOver(place, list), JSON.stringify({ place, list })).toBe(false);
    await leave(again);
  }
});

/** What the system would tell: X11 without a real display has one only. */
async function plug(parley: Parley, areas: readonly Bounds[]): Promise<void> {
  await parley.app.evaluate(({ screen }, bounds) => {
    const displays = bounds.map((each, id) => ({ id, bounds: each, workArea: each, scaleFactor: 1 }));
    screen.getAllDisplays = () => displays as unknown as Electron.Display[];
    screen.getDisplayMatching = ({ x }) =>
      (displays.find(({ bounds: at }) => x >= at.x && x < at.x + at.width) ??
        displays[0]) as unknown as Electron.Display;
    screen.emit('display-metrics-changed');
  }, areas);
}

test('a window comes back from a display that is unplugged, and goes there again with it', async ({ launchParley }) => {
  const [left, right] = [
    { x: 0, y: 0, width: 640, height: 800 },
    { x: 640, y: 0, width: 640, height: 800 },
  ];
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await plug(parley, [left, right]);
  await new Promise((settled) => setTimeout(settled, 1_000));
  await moveTo(parley, main, { x: 800, y: 60, width: 400, height: 640 });
  const where = await boundsOf(parley, main);
  await plug(parley, [left]);
  await expect.poll(async () => (await boundsOf(parley, main)).x).toBeLessThan(300);
  await new Promise((settled) => setTimeout(settled, 1_000));
  await plug(parley, [right, left]);
  await expect.poll(() => boundsOf(parley, main)).toEqual(where);
});

test('what is no place in the file does no harm, and an earlier version’s is carried over', async ({
  launchParley,
  profile,
  newTown,
  keyStore,
}) => {
  void keyStore;
  const town = await newTown([dana, lee]);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  const page = await signInToStay(first, town.url, dana);
  await moveTo(first, page, { x: 100, y: 80, width: 420, height: 600 });
  const where = await boundsOf(first, page);
  await first.close();
  const file = join(profile, 'windows.json');
  const saved = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const setups = saved['setups'] as Record<string, { main: Bounds }>;
  expect(Object.values(setups).map(({ main }) => main.width)).toEqual([420]);
  const { setups: _, ...old } = saved;
  for (const contents of [old, { ...saved, setups: 7 }, { ...old, setups: { [Object.keys(setups)[0]!]: 'here' } }]) {
    writeFileSync(file, JSON.stringify(contents));
    const parley = await launchParley({ userData: profile, args: KeyStore.args });
    await expect.poll(async () => boundsOf(parley, await parley.mainWindow())).toEqual(where);
    await parley.close();
  }
});

test('however many windows there are, the system is asked once for displays that come and go', async ({
  launchParley,
}) => {
  const parley = await launchParley();
  const main = await parley.mainWindow();
  const listeners = (): Promise<number[]> =>
    parley.app.evaluate(({ screen }) =>
      (['display-added', 'display-removed', 'display-metrics-changed'] as const).map((name) =>
        screen.listenerCount(name),
      ),
    );
  const before = await listeners();
  await callBridge(main, 'window:open-about', undefined);
  await callBridge(main, 'window:open-diagnostics', undefined);
  await parley.window((page) => page.url().includes('#/about'));
  await parley.window((page) => page.url().includes('#/diagnostics'));
  expect(await listeners()).toEqual(before);
});
