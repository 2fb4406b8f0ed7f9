// Where windows open: where they were, and beside each other.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bounds } from '../src/main/shell/window-bounds';
import { expect, test } from './support/fixtures';
import type { Parley } from './support/launch';
import { conversationWindow, dana, lee, openInvitation, signIn } from './support/people';
import { removeFolder } from './support/remove-folder';

function place(parley: Parley) {
  return parley.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return {
      bounds: window!.getBounds(),
      isMaximized: window!.isMaximized(),
      isVisible: window!.isVisible(),
      isPlaced: window!.listenerCount('move') === 0,
    };
  });
}

test('a window comes back where it was, and maximised if it was', async ({ launchParley }) => {
  test.slow();
  const folder = mkdtempSync(join(tmpdir(), 'parley-windows-'));
  // Frames around windows, where there is such a program.
  const manager = spawn('openbox', { stdio: 'ignore' }).on('error', () => {});
  try {
    const places: number[] = [];
    for (let start = 0; start < 4; start++) {
      const parley = await launchParley({ userData: folder });
      await expect((await parley.mainWindow()).getByTestId('signin')).toBeVisible();
      await expect.poll(async () => (await place(parley)).isVisible).toBe(true);
      // Moves are the window manager's until it has placed the window.
      await expect.poll(async () => (await place(parley)).isPlaced).toBe(true);
      places.push((await place(parley)).bounds.y);
      if (start === 3) await parley.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.maximize());
      if (start === 3 && manager.pid) await expect.poll(async () => (await place(parley)).isMaximized).toBe(true);
      await parley.close();
    }
    // The first place is the system's.
    expect(places.slice(2)).toEqual([places[1], places[1]]);
    if (!manager.pid) return;
    const parley = await launchParley({ userData: folder });
    await parley.mainWindow();
    await expect.poll(async () => (await place(parley)).isMaximized).toBe(true);
  } finally {
    manager.kill();
    await removeFolder(folder);
  }
});

test('a conversation does not open on top of the contact list', async ({ launchParley, startServer }) => {
  const { url } = await startServer([dana, lee]);
  const parley = await launchParley();
  await signIn(parley, url, dana);
  const invitation = await openInvitation(parley, lee.uri);
  await invitation.getByTestId('invitation-text').fill('Is the dock free at noon?');
  await invitation.getByTestId('invitation-send').click();
  const conversation = await parley.app.browserWindow(await conversationWindow(parley));
  const main = await parley.app.browserWindow(await parley.mainWindow());

  // The first place of the main window is the system's: in the middle of this display there is less room beside it than is wished for.
  const [{ x: left, width }, list] = (await Promise.all(
    [conversation, main].map((window) => window.evaluate((shown) => shown.getBounds())),
  )) as [Bounds, Bounds];
  expect(left >= list.x + list.width || left + width <= list.x).toBe(true);
});
