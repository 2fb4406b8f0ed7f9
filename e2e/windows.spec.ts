// Where windows open: where they were, and beside each other; and that they take the keys.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from '@playwright/test';
import type { Bounds } from '../src/main/shell/window-bounds';
import { expect } from './support/fixtures';
import { Gateway } from './support/gateway';
import { signInToStay, test } from './support/kept-profile';
import { KeyStore } from './support/key-store';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, lee, openInvitation, signIn } from './support/people';
import { pressRealKeys, WindowManager } from './support/window-manager';

test.skip(process.platform !== 'linux', 'elsewhere the system keeps windows in their place');

let manager: WindowManager;
test.beforeEach(async () => {
  manager = await WindowManager.start();
});
test.afterEach(() => manager.stop());

/** Longer than a window manager, and Parley after it, take to put a window in its place. */
const settledMs = 1_500;

interface Place extends Bounds {
  readonly isMaximized: boolean;
}

async function place(parley: Parley, page?: Page): Promise<Place> {
  const window = await parley.app.browserWindow(page ?? (await parley.mainWindow()));
  await expect.poll(() => window.evaluate((shown) => shown.isVisible())).toBe(true);
  return window.evaluate((shown) => ({ ...shown.getBounds(), isMaximized: shown.isMaximized() }));
}

/** Where it stands when nobody moves it any more. */
async function settledPlace(parley: Parley, page?: Page): Promise<Place> {
  for (let before = await place(parley, page); ;) {
    await new Promise((settled) => setTimeout(settled, settledMs));
    const now = await place(parley, page);
    if (isDeepStrictEqual(now, before)) return now;
    before = now;
  }
}

async function maximizeMain(parley: Parley): Promise<void> {
  await onMain(parley, 'maximize');
  await expect.poll(async () => (await place(parley)).isMaximized).toBe(true);
}

async function onMain(parley: Parley, what: 'maximize' | 'unmaximize' | 'minimize' | 'restore'): Promise<void> {
  const window = await parley.app.browserWindow(await parley.mainWindow());
  await window.evaluate((shown, method) => shown[method](), what);
}

test('a window comes back where it was to the pixel, from the first start on', async ({ launchParley, profile }) => {
  test.slow();
  const start = async (): Promise<Parley> => launchParley({ userData: profile });
  const first = await start();
  const where = await settledPlace(first);
  await first.close();
  const second = await start();
  await expect.poll(() => settledPlace(second)).toEqual(where);
  await maximizeMain(second);
  await second.close();
  for (let times = 0; times < 2; times++) {
    const maximized = await start();
    await expect.poll(async () => (await settledPlace(maximized)).isMaximized).toBe(true);
    await onMain(maximized, 'unmaximize');
    await expect.poll(() => place(maximized)).toEqual(where);
    if (times === 0) await maximizeMain(maximized);
    await maximized.close();
  }
  const last = await start();
  await expect.poll(() => settledPlace(last)).toEqual(where);
});

test('a window comes back where it was under another window manager, whose frames are thicker or thinner', async ({
  launchParley,
  profile,
}) => {
  test.slow();
  const first = await launchParley({ userData: profile });
  const where = await settledPlace(first);
  await first.close();
  const file = join(profile, 'windows.json');
  for (const frame of [
    { x: 9, y: 60 },
    { x: 0, y: 0 },
  ]) {
    const saved = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...saved, frame }));
    const parley = await launchParley({ userData: profile });
    await expect.poll(() => settledPlace(parley)).toEqual(where);
    await parley.close();
  }
});

test('a window that was hidden in the tray comes back where it was', async ({ launchParley, tray }) => {
  const parley = await launchParley();
  const where = await settledPlace(parley);
  await expect.poll(() => tray.icons.length).toBe(1);
  const page = await parley.mainWindow();
  const window = await parley.app.browserWindow(page);
  for (const isMaximized of [false, true]) {
    if (isMaximized) await maximizeMain(parley);
    await expect
      .poll(async () => {
        await callBridge(page, 'window:close', undefined);
        return window.evaluate((shown) => shown.isVisible());
      })
      .toBe(false);
    // As some window managers do.
    if (!isMaximized) {
      await window.evaluate((hidden) => {
        const { x, y } = hidden.getBounds();
        hidden.setPosition(x - 5, y - 42);
      });
    }
    await tray.icons[0]!.click();
    if (isMaximized) await expect.poll(async () => (await settledPlace(parley)).isMaximized).toBe(true);
    else await expect.poll(() => settledPlace(parley)).toEqual(where);
  }
  await onMain(parley, 'unmaximize');
  await expect.poll(() => place(parley)).toEqual(where);
});

test('an invitation and a conversation do not open on top of the contact list', async ({
  launchParley,
  startServer,
}) => {
  const { url } = await startServer([dana, lee]);
  const parley = await launchParley();
  // The first place of the main window is the system's: in the middle of this display there is less room beside it than is wished for.
  await settledPlace(parley);
  await signIn(parley, url, dana);
  const list = await settledPlace(parley);
  const expectBeside = async (page: Page): Promise<void> => {
    const { x, y, width } = await settledPlace(parley, page);
    expect({ isBeside: x >= list.x + list.width || x + width <= list.x, y }, `${x}, ${width} wide`).toEqual({
      isBeside: true,
      y: list.y,
    });
  };

  const invitation = await openInvitation(parley, lee.uri);
  await expectBeside(invitation);
  await invitation.getByTestId('invitation-text').fill('Is the dock free at noon?');
  await invitation.getByTestId('invitation-send').click();
  await expectBeside(await conversationWindow(parley));
});

test('a window takes the keys when it comes back from the task bar', async ({ launchParley }) => {
  const parley = await launchParley();
  const field = (await parley.mainWindow()).getByTestId('signin-server');
  await settledPlace(parley);
  await field.click();
  pressRealKeys('a');
  await expect(field).toHaveValue('a');
  const window = await parley.app.browserWindow(await parley.mainWindow());
  await onMain(parley, 'minimize');
  await expect.poll(() => window.evaluate((shown) => shown.isMinimized() || shown.isFocused())).toBe(true);
  // The window manager may minimise it only now.
  const restore = async (): Promise<boolean> => {
    await onMain(parley, 'restore');
    return window.evaluate((shown) => shown.isVisible() && !shown.isMinimized());
  };
  await expect.poll(restore).toBe(true);
  await expect
    .poll(() => {
      pressRealKeys('b');
      return field.inputValue();
    })
    .toMatch(/^ab+$/u);
});

test('a sign-in that fails at start does not bring back a window that was put away', async ({
  launchParley,
  startServer,
  profile,
  keyStore,
}) => {
  void keyStore;
  const server = await startServer([dana], ['--poll-wait', '100']);
  const gateway = await new Gateway(() => server.url).start();
  try {
    const first = await launchParley({ userData: profile, args: KeyStore.args });
    await callBridge(await signInToStay(first, gateway.url, dana), 'settings:set', { signInAtStart: true });
    await first.close();

    let refuse: () => void = () => undefined;
    gateway.answers = (path) => path.endsWith('logon.html');
    gateway.answer = (_request, response) => {
      refuse = () => response.writeHead(401).end();
    };
    const second = await launchParley({ userData: profile, args: KeyStore.args });
    await settledPlace(second);
    await onMain(second, 'minimize');
    const window = await second.app.browserWindow(await second.mainWindow());
    await expect.poll(() => window.evaluate((shown) => shown.isMinimized())).toBe(true);
    refuse();
    await expect((await second.mainWindow()).getByTestId('signin-error')).toBeAttached();
    await new Promise((settled) => setTimeout(settled, settledMs));
    expect(await window.evaluate((shown) => shown.isMinimized())).toBe(true);
  } finally {
    await gateway.stop();
  }
});
