// The window of the settings: opened from anywhere, searched, and used where it is small.
import type { Page } from '@playwright/test';
import { settingsSections } from '../src/shared/settings-sections';
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, lee, signIn } from './support/people';
import { press } from './support/pointer';
import { openSettings } from './support/settings';

const settingsWindow = (parley: Parley): Promise<Page> => parley.window((page) => page.url().includes('#/settings'));
const settingsCount = (parley: Parley): number =>
  parley.app.windows().filter((page) => page.url().includes('#/settings')).length;

/** What is inside of its frame. */
async function shape({ app }: Parley, page: Page, width: number, zoom = 1): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate(
    (shown, wanted) => {
      shown.setMinimumSize(1, 1);
      shown.setContentSize(wanted.width, 640);
      shown.webContents.setZoomFactor(wanted.zoom);
    },
    { width, zoom },
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(Math.round(width / zoom));
}

/** The window may be gone before the key is up again. */
const escapeAway = (page: Page): Promise<void> => page.keyboard.press('Escape').catch(() => undefined);

/** The words that are marked in the window. */
const marked = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...(CSS.highlights.get('setting-found') ?? [])].map((range) => String(range)));

test('one window, from wherever somebody asks for it, signed in or not', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await main.getByTestId('signin-server').waitFor();
  await main.keyboard.press('Control+,');
  const first = await settingsWindow(parley);
  await expect(first.getByTestId('account-facts')).toContainText('Nobody');
  await expect(first).toHaveTitle('Settings');
  await escapeAway(first);
  await expect.poll(() => settingsCount(parley)).toBe(0);

  await signIn(parley, town.url, dana);
  town.arrive(lee).invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  const talk = await conversationWindow(parley);
  await talk.getByTestId('composer-text').waitFor();
  await talk.keyboard.press('Control+,');
  const second = await settingsWindow(parley);
  await expect(second.getByTestId('account-facts')).toContainText('Dana Reyes');
  await expect(second.getByTestId('account-facts')).toContainText('dana@example.com');

  await press(main.getByTestId('main-menu'));
  await press(main.getByRole('menuitem', { name: 'Settings' }));
  await parley.app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find(({ id }) => id === 'settings')?.click();
  });
  // One that is open turns to what is asked for.
  expect(await openSettings(parley, 'history')).toBe(second);
  expect(settingsCount(parley)).toBe(1);

  await openSettings(parley, 'account');
  await press(second.getByTestId('account-sign-out'));
  await main.getByTestId('signin').waitFor();
});

test('a setting is found by a word of it or by another one, marked, and set by keys alone', async ({
  launchParley,
}) => {
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await main.getByTestId('signin-server').waitFor();
  await main.keyboard.press('Control+,');
  const page = await settingsWindow(parley);
  const search = page.getByTestId('settings-search');
  await expect(search).toBeFocused();

  // Not called so anywhere that it could be read.
  await page.keyboard.type('smileys');
  await expect(page.locator('[data-setting]')).toHaveCount(1);
  await expect(page.getByTestId('settings-spoken')).toHaveText('1 setting found');
  await page.keyboard.press('Enter');
  const emoticons = page.getByTestId('setting-showEmoticonsAsEmoji');
  await expect(emoticons).toBeFocused();
  await page.keyboard.press('Space');
  await expect(emoticons).toBeChecked();
  expect(await callBridge(main, 'settings:get', undefined)).toMatchObject({ value: { showEmoticonsAsEmoji: true } });

  await page.keyboard.press('Control+f');
  await expect(search).toBeFocused();
  await page.keyboard.type('message');
  await expect(page.getByTestId('setting-showMessageInNotifications')).toBeVisible();
  await expect(page.getByTestId('setting-keepHistoryDays')).toBeVisible();
  await expect.poll(async () => (await marked(page)).includes('message')).toBe(true);
  for (const hit of await marked(page)) expect(hit).toMatch(/^message$/iu);

  await search.fill('zebra');
  await expect(page.getByText('No setting found for “zebra”')).toBeVisible();
  expect(await marked(page)).toEqual([]);
  // First what was searched for goes, then the window.
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await expect(page.getByTestId('section-account')).toHaveAttribute('aria-current', 'page');
  await escapeAway(page);
  await expect.poll(() => settingsCount(parley)).toBe(0);
});

test('the best of what was found is in sight, however far down somebody was', async ({ launchParley }) => {
  const parley = await launchParley();
  const page = await openSettings(parley, 'shortcuts');
  const last = page.locator('[data-setting=shortcuts] button').last();
  await last.scrollIntoViewIfNeeded();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('s');
  await page.locator('[data-setting]').nth(20).scrollIntoViewIfNeeded();
  await page.keyboard.type('ound');
  await expect(page.getByTestId('setting-playSounds')).toBeVisible();
  await expect(page.locator('[data-setting]').first()).toBeInViewport({ ratio: 0.9 });
});

test('what was changed is listed with a way back, and all of it goes back once somebody says yes', async ({
  launchParley,
}) => {
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await main.getByTestId('signin-server').waitFor();
  const page = await openSettings(parley, 'advanced');
  await expect(page.getByTestId('usual-none')).toBeVisible();
  const account = { server: 'im.example.com', user: 'dana', signInMethod: 'integrated' } as const;
  const mine = { ...account, profiles: [{ ...account, name: 'At work' }], groupOrder: [3, 1] };
  await callBridge(main, 'settings:set', { theme: 'dark', textSize: 125, playSounds: false, ...mine });
  const changed = page.locator('[data-changed]');
  await expect(changed).toHaveText([/Theme/u, /Text size/u, /Play sounds/u]);
  await press(page.getByRole('button', { name: 'Reset: Text size' }));
  await expect(changed).toHaveCount(2);
  await expect(page.getByTestId('setting-usual')).toBeFocused();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await press(page.getByTestId('usual-all'));
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Reset 2 settings?');
  await expect(question).toContainText('Your history, your account, drafts and contacts stay');
  await press(question.getByRole('button', { name: 'Cancel' }));
  await expect(changed).toHaveCount(2);
  await press(page.getByTestId('usual-all'));
  await press(question.getByRole('button', { name: 'Reset', exact: true }));
  await expect(page.getByTestId('usual-none')).toBeVisible();
  for (const each of [main, page]) await expect(each.locator('html')).toHaveAttribute('data-theme', 'light');
  expect(await callBridge(main, 'settings:get', undefined)).toMatchObject({
    value: { theme: 'system', textSize: 100, playSounds: true, ...mine },
  });
});

test('sections are walked by keys; where it is small they are a list that a section slides over', async ({
  launchParley,
}) => {
  const parley = await launchParley();
  await (await parley.mainWindow()).getByTestId('signin-server').waitFor();
  const page = await openSettings(parley, 'account');
  await page.getByTestId('section-account').focus();
  for (const section of settingsSections.slice(1)) {
    await page.keyboard.press('ArrowDown');
    await expect(page.getByTestId(`section-${section}`)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator(`#settings-${section}`)).toBeVisible();
    await expect(page.getByTestId(`section-${section}`)).toHaveAttribute('aria-current', 'page');
  }
  await page.keyboard.press('Home');
  await expect(page.getByTestId('section-account')).toBeFocused();
  // The list is in sight: there is no way back to it.
  await expect(page.getByTestId('settings-back')).toHaveCount(0);

  for (const [width, zoom] of [
    [420, 1],
    [820, 2],
    [420, 2],
  ] as const) {
    await shape(parley, page, width, zoom);
    // A section was shown: it still is, by itself.
    await expect(page.locator('#settings-advanced')).toBeVisible();
    await expect(page.getByTestId('section-advanced')).toBeHidden();
    await press(page.getByTestId('settings-back'));
    await expect(page.getByTestId('section-advanced')).toBeFocused();
    await expect(page.locator('#settings-advanced')).toHaveCount(0);
    await page.getByTestId('settings-search').fill('theme');
    await expect(page.getByTestId('setting-theme')).toBeInViewport({ ratio: 1 });
    await page.getByTestId('settings-search').fill('');
    await page.getByTestId('section-advanced').focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('#settings-advanced')).toBeFocused();
  }
  // To look for something else, from within a section.
  await page.keyboard.press('Control+f');
  await expect(page.getByTestId('settings-search')).toBeFocused();
  await page.getByTestId('section-advanced').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#settings-advanced')).toBeFocused();
  // Back to the list, and then out.
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('section-advanced')).toBeFocused();
  await escapeAway(page);
  await expect.poll(() => settingsCount(parley)).toBe(0);
});
