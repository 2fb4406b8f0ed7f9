// What the settings say where somebody would wonder: that nothing can be saved, what was typed and is not used yet, and hours that never come.
import { mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './support/fixtures';
import { holdMethod } from './support/held-methods';
import { test } from './support/kept-profile';
import { callBridge } from './support/people';
import { press } from './support/pointer';
import { openSettings } from './support/settings';

test('settings that cannot be saved are said where they are set', async ({ launchParley, profile }) => {
  const parley = await launchParley({ userData: profile });
  const settings = await openSettings(parley, 'contacts');
  await press(settings.getByTestId('setting-hideOffline'));
  // Nothing can be written over a folder.
  const file = join(profile, 'settings.json');
  await expect(async () => rmSync(file)).toPass();
  mkdirSync(file);
  await press(settings.getByTestId('setting-hideOffline'));
  const notice = settings.locator('[data-code=settings-not-saved]');
  await expect(notice).toContainText('could not be saved');
  rmdirSync(file);
  await press(settings.getByTestId('setting-hideOffline'));
  await expect(notice).toHaveCount(0);
});

test('what the program says of the settings is in sight in a long section, however small the window or large the text', async ({
  launchParley,
  profile,
}) => {
  writeFileSync(join(profile, 'settings.json'), '{ not json');
  const parley = await launchParley({ userData: profile });
  const settings = await openSettings(parley, 'shortcuts');
  const notice = settings.locator('[data-code=settings-set-aside]');
  for (const [width, height, textSize] of [
    [820, 640, 100],
    [380, 640, 100],
    [820, 640, 150],
  ] as const) {
    const window = await parley.app.browserWindow(settings);
    await window.evaluate((shown, size) => shown.setContentSize(size.width, size.height), { width, height });
    await expect.poll(() => settings.evaluate(() => innerWidth)).toBe(width);
    await callBridge(settings, 'settings:set', { textSize });
    await expect(notice).toBeInViewport({ ratio: 0.9 });
  }
});

test('which settings are not understood is said in their words, with what counts instead, and the copy is shown', async ({
  launchParley,
  profile,
}) => {
  const huge = 'x'.repeat(260_000);
  const mauve = { theme: 'mauve', playSounds: 'loud', idleAfterMinutes: -3, proxy: 7, recentEmoji: [1, '👍'], huge };
  writeFileSync(join(profile, 'settings.json'), JSON.stringify(mauve));
  const parley = await launchParley({ userData: profile });
  const settings = await openSettings(parley, 'appearance');
  for (const page of [settings, await parley.mainWindow()]) {
    await expect(page.locator('[data-code=settings-not-understood]').getByRole('listitem')).toHaveText([
      'Theme: Like the system',
      'Play sounds: on',
      'Inactive after: 5 minutes',
      'Proxy: as Parley comes',
      'recentEmoji: what of it is understood',
      /^huge: nothing/u,
    ]);
  }
  await parley.app.evaluate(({ shell }) => {
    shell.showItemInFolder = (shown) => void Object.assign(globalThis, { shown });
  });
  await press(settings.getByTestId('notice-file'));
  const shown = (): Promise<unknown> => parley.app.evaluate(() => (globalThis as { shown?: string }).shown);
  await expect.poll(shown).toMatch(/settings\.not-understood-[\da-f]{8}\.json$/u);
});

test('an address of a proxy that was typed and not used yet is still there after a look at something else', async ({
  launchParley,
}) => {
  const parley = await launchParley();
  const settings = await openSettings(parley, 'network');
  await settings.getByTestId('setting-proxy').click();
  await settings.getByRole('option').last().click();
  await settings.getByTestId('proxy-setting-address').fill('half.written:80');
  await openSettings(parley, 'history');
  await openSettings(parley, 'network');
  await expect(settings.getByTestId('proxy-setting-address')).toHaveValue('half.written:80');
  await expect(settings.getByTestId('proxy-setting-use')).toBeVisible();
});

test('quiet hours without a day, and those of a whole day, say so', async ({ launchParley }) => {
  const parley = await launchParley();
  const settings = await openSettings(parley, 'notifications');
  await press(settings.getByTestId('setting-quietHours'));
  const note = settings.getByTestId('quiet-hours-note');
  await expect(settings.getByTestId('quiet-day-0')).toBeVisible();
  await expect(note).toHaveCount(0);
  for (const part of ['From', 'To']) {
    await settings.getByTestId(`setting-quietHours${part}`).click();
    await settings.getByRole('option').first().click();
  }
  await expect(note).toHaveText('From and to are the same: it is quiet for the whole day.');
  // As fast as it goes, while other windows hear of each.
  const boxes = settings.getByTestId('setting-quietHoursDays').getByRole('checkbox');
  await boxes.evaluateAll((each) => each.forEach((box) => (box as HTMLElement).click()));
  for (const day of [0, 1, 2, 3, 4, 5, 6]) await expect(settings.getByTestId(`quiet-day-${day}`)).not.toBeChecked();
  await expect(note).toHaveText('No day is chosen: quiet hours never begin.');
});

test('nothing is said of a public computer, of a server or of accounts before it is known', async ({
  launchParley,
  profile,
}) => {
  const parley = await launchParley({ userData: profile });
  const main = await parley.mainWindow();
  await main.getByTestId('signin-demo').click();
  await main.getByTestId('contacts').waitFor();
  const held = [await holdMethod(parley, 'session:is-guest'), await holdMethod(parley, 'session:server')];
  const settings = await openSettings(parley, 'account');
  for (const each of held) await each.asked();
  const [facts, accounts] = [settings.getByTestId('account-facts'), settings.locator('[data-setting=profiles]')];
  await expect(accounts).toContainText('Your accounts');
  await expect(facts).not.toContainText('None yet');
  await expect(accounts).not.toContainText('public computer');
  await expect(settings.getByTestId('no-profiles')).toHaveCount(0);
  for (const each of held) await each.release();
  await expect(facts).toContainText('127.0.0.1');
  await expect(settings.getByTestId('no-profiles')).toBeVisible();
});
