// Keys of one's own: given in the settings, taken by every window and shown wherever keys are; what cannot be used says why.
import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityProblems } from './support/accessibility';
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge } from './support/people';
import { press } from './support/pointer';
import { openSettings } from './support/settings';

const acceleratorOf = ({ app }: Parley, id: string): Promise<string | undefined> =>
  app.evaluate(({ Menu }, wanted) => String(Menu.getApplicationMenu()?.getMenuItemById(wanted)?.accelerator ?? ''), id);
const keysOf = (page: Page, id: string) => page.locator(`[data-command=${id}] kbd`);

test('a command has other keys at once everywhere, and its usual ones again', async ({ launchParley }) => {
  test.skip(process.platform === 'darwin', 'other keys are usual there');
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await main.getByTestId('signin-server').waitFor();
  const settings = await openSettings(parley, 'shortcuts');
  await expect(keysOf(settings, 'switcher')).toHaveText('Ctrl+K');

  // Refused, each with its reason, and it goes on waiting.
  await press(settings.getByTestId('shortcut-change-switcher'));
  const recorder = settings.getByTestId('shortcut-recorder');
  const refused = settings.getByTestId('shortcut-refused');
  await expect(recorder).toBeFocused();
  expect(await accessibilityProblems(settings)).toEqual([]);
  for (const [keys, reason] of [
    ['Control+Shift+H', 'Ctrl+Shift+H is taken by “History”.'],
    ['Control+c', 'Ctrl+C is taken by “Copy”.'],
    ['j', 'J writes or moves in a text.'],
    ['Control+Alt+j', 'Ctrl+Alt+J: some keyboards'],
    ['Control+Backspace', 'moves or deletes in a text'],
  ] as const) {
    await settings.keyboard.press(keys);
    await expect(refused).toContainText(reason);
    await expect(recorder).toBeFocused();
  }
  await settings.keyboard.press('Escape');
  await expect(recorder).toHaveCount(0);
  await expect(settings.getByTestId('shortcut-change-switcher')).toBeFocused();

  await settings.keyboard.press('Enter');
  await settings.keyboard.press('Control+Shift+Y');
  await expect(keysOf(settings, 'switcher')).toHaveText('Ctrl+Shift+Y');
  await expect(settings.getByTestId('shortcut-change-switcher')).toBeFocused();
  await expect.poll(() => acceleratorOf(parley, 'switcher')).toBe('CmdOrCtrl+Shift+Y');

  // In another window, by the new keys and not by the old ones, and on its sheet.
  await main.bringToFront();
  await main.keyboard.press('Control+k');
  await main.keyboard.press('Control+Shift+Y');
  await expect(main.getByRole('dialog')).toHaveCount(1);
  await main.keyboard.press('Escape');
  await expect(main.getByRole('dialog')).toHaveCount(0);
  await main.keyboard.press('Control+k');
  await main.keyboard.press('Control+/');
  await expect(keysOf(main, 'switcher')).toHaveText('Ctrl+Shift+Y');
  await main.keyboard.press('Escape');

  // What the menu does itself.
  await settings.bringToFront();
  await press(settings.getByTestId('shortcut-change-history'));
  await settings.keyboard.press('Control+k');
  await expect(keysOf(settings, 'history')).toHaveText('Ctrl+K');
  await expect.poll(() => acceleratorOf(parley, 'history')).toBe('CmdOrCtrl+K');
  // Somebody has them now: the one cannot come back before the other.
  await press(settings.getByTestId('shortcut-usual-switcher'));
  await expect(refused).toHaveText('Ctrl+K is taken by “History”.');
  await press(settings.getByTestId('shortcut-usual-history'));
  await press(settings.getByTestId('shortcut-usual-switcher'));
  await expect(keysOf(settings, 'switcher')).toHaveText('Ctrl+K');
  await expect.poll(() => acceleratorOf(parley, 'switcher')).toBe('CmdOrCtrl+K');

  await press(settings.getByTestId('shortcut-change-readAll'));
  await settings.keyboard.press('F9');
  await press(settings.getByTestId('shortcuts-usual'));
  await expect(keysOf(settings, 'readAll')).toHaveText('Shift+Esc');
  expect(await callBridge(main, 'settings:get', undefined)).toMatchObject({ value: { shortcuts: [] } });
});

test('what was kept and cannot be used is said, and the usual keys count', async ({ launchParley, newFolder }) => {
  test.skip(process.platform === 'darwin', 'other keys are usual there');
  const userData = newFolder('parley-keys-');
  const shortcuts = [
    { command: 'switcher', keys: 'Control+C' },
    { command: 'history', keys: 'F9' },
  ];
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ shortcuts }));
  const parley = await launchParley({ userData });
  const main = await parley.mainWindow();
  const notice = main.locator('[data-testid=notice][data-code=shortcuts-passed-over]');
  await expect(notice).toContainText('Go to a person, conversation or command');
  await expect(notice).not.toContainText('History');
  expect(await acceleratorOf(parley, 'switcher')).toBe('CmdOrCtrl+K');
  expect(await acceleratorOf(parley, 'history')).toBe('F9');
});
