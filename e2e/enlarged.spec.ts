// At 200 %, in narrow windows and from right to left: what matters stays in sight, and nothing is cut off at the side.
import type { Locator, Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsSections } from '../src/shared/settings-sections';
import { expect } from './support/fixtures';
import { HeldConnections } from './support/held-connections';
import { KeyStore } from './support/key-store';
import { openHistory, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, lee, signIn } from './support/people';
import { press } from './support/pointer';
import { openSettings } from './support/settings';

const languages = ['en', 'de', 'ar'];

/** What is inside of a window's frame, in the pixels of the display. */
async function shape({ app }: Parley, page: Page, width: number, height: number, zoom: number): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate(
    (shown, wanted) => {
      shown.setMinimumSize(1, 1);
      shown.setContentSize(wanted.width, wanted.height);
      shown.webContents.setZoomFactor(wanted.zoom);
    },
    { width, height, zoom },
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(Math.round(width / zoom));
}

/** Everything that would have to be scrolled sideways. */
const sideways = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((each) => each.scrollWidth > each.clientWidth && /auto|scroll/u.test(getComputedStyle(each).overflowX))
      .map((each) => `${each.tagName} ${each.className} ${each.scrollWidth} > ${each.clientWidth}`),
  );

/** What the Tab key stops at. */
const stops = (bar: Locator): Promise<number> => bar.locator('[data-tool][tabindex="0"]').count();

test('at 200 % the tools of the look are behind one button, and the newest message is in sight', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const lees = town.arrive(lee);
  lees.invite(dana, 'Is the blue crane free?', 'Quay four');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
  const [bar, more] = [page.getByTestId('format-bar'), page.getByTestId('format-more')];
  await expect(page.getByTestId('format-bold')).toBeVisible();
  await expect(more).toHaveCount(0);

  await shape(parley, page, 640, 600, 2);
  lees.say('It is needed at the far end of the yard.');
  await expect(page.getByTestId('message').last()).toContainText('far end');
  await expect(page.getByTestId('message').last()).toBeInViewport({ ratio: 1 });
  await expect(page.getByTestId('format-bold')).toHaveCount(0);
  await expect(page.getByTestId('format-emoji')).toBeVisible();
  expect(await stops(bar)).toBe(1);
  expect(await sideways(page)).toEqual([]);

  // By keys: from the field to the button, and from there through the tools.
  await page.getByTestId('composer-text').focus();
  await page.keyboard.press('Tab');
  await expect(more).toBeFocused();
  await expect(more).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('format-bold')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByTestId('composer-text')).toHaveCSS('font-weight', '700');
  await press(more);
  await expect(page.getByTestId('format-bold')).toHaveCount(0);
  expect(await stops(bar)).toBe(1);
});

test('an opened invitation has its answers in sight, however long it is', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  await shape(parley, main, 380, 720, 2);
  town.arrive(lee).invite(dana, 'It is needed at the far end of the yard. '.repeat(9), 'The crane at quay four');
  const card = main.getByTestId('invitation-card');
  await expect(card).toContainText('Lee Park');
  await expect(async () => {
    await press(card.getByTestId('waiting-line'));
    await expect(card.getByTestId('waiting-line')).toHaveAttribute('aria-expanded', 'true', { timeout: 500 });
  }).toPass();
  await expect(card.getByTestId('invitation-accept')).toBeInViewport({ ratio: 1 });
  await expect(card.getByTestId('invitation-decline')).toBeInViewport({ ratio: 1 });
});

test('nothing is scrolled sideways in settings, keys, switcher, menu, connection test and an invitation', async ({
  launchParley,
  newTown,
  keyStore,
}) => {
  test.slow();
  void keyStore;
  const town = await newTown([dana, lee]);
  const parley = await launchParley({ args: KeyStore.args });
  const main = await signIn(parley, town.url, dana);
  town.arrive(lee).invite(dana, 'Is the blue crane free?', 'The plan of all cranes at the quays from one to nine');
  await main.getByTestId('invitation-accept').click();
  await (await conversationWindow(parley)).getByTestId('message-text').first().waitFor();
  await shape(parley, main, 380, 720, 2);
  await main.keyboard.press('ControlOrMeta+/');
  await main.getByRole('dialog').getByText('Ctrl+K').or(main.getByText('⌘K')).first().waitFor();
  expect(await sideways(main)).toEqual([]);
  await main.keyboard.press('Escape');
  await expect(main.getByRole('dialog')).toHaveCount(0);
  await main.keyboard.press('ControlOrMeta+k');
  const command = main.getByTestId('switcher-option').filter({ hasText: 'New conversation' }).locator('.name');
  await command.scrollIntoViewIfNeeded();
  expect(await command.evaluate((name) => name.scrollWidth <= name.clientWidth)).toBe(true);
  expect(await sideways(main)).toEqual([]);
  await main.keyboard.press('Escape');
  await expect(main.getByRole('dialog')).toHaveCount(0);
  await press(main.getByTestId('main-menu'));
  await expect(main.getByRole('menu')).toBeInViewport({ ratio: 1 });
  await main.keyboard.press('Escape');

  const settings = await openSettings(parley, 'notifications');
  await shape(parley, settings, 420, 640, 2);
  for (const language of languages) {
    await callBridge(main, 'settings:set', { language });
    for (const width of [420, 380]) {
      await shape(parley, settings, width, 640, 2);
      for (const section of settingsSections) {
        await openSettings(parley, section);
        expect(await sideways(settings), `${section} in ${language}, ${width} wide`).toEqual([]);
      }
    }
  }
  await callBridge(main, 'settings:set', { language: 'en' });
  await settings.getByTestId('settings-back').click();
  await settings.getByTestId('settings-search').fill('w'.repeat(200));
  const answer = settings.getByRole('heading', { name: /^No setting found/u });
  await answer.waitFor();
  expect(await answer.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  expect(await sideways(settings)).toEqual([]);

  await callBridge(main, 'window:open-diagnostics', undefined);
  const diagnostics = await parley.window((page) => page.url().includes('#/diagnostics'));
  await shape(parley, diagnostics, 600, 680, 2);
  const address = diagnostics.getByTestId('diagnostics-server');
  await expect(address).toHaveValue(/^http/u);
  expect(await address.evaluate((field) => field.scrollWidth <= field.clientWidth)).toBe(true);

  await shape(parley, main, 380, 720, 1);
  await callBridge(main, 'window:open-invitation', { to: [lee.uri] });
  const invitation = await parley.window((page) => page.url().includes('#/invitation'));
  await invitation.getByTestId('invitation-earlier').waitFor();
  for (const [width, zoom] of [
    [380, 1],
    [600, 2],
  ] as const) {
    await shape(parley, invitation, width, 560, zoom);
    expect(await sideways(invitation)).toEqual([]);
  }
});

test('the form to sign in is not scrolled sideways', async ({ launchParley }) => {
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await main.getByTestId('signin-server').waitFor();
  for (const language of languages) {
    await callBridge(main, 'settings:set', { language });
    await expect(main.locator('html')).toHaveAttribute('lang', language);
    for (const [width, height] of [
      [420, 640],
      [380, 640],
      [380, 420],
    ] as const) {
      await shape(parley, main, width, height, 2);
      expect(await sideways(main), `in ${language}, ${width} wide`).toEqual([]);
    }
  }
});

test('the long name of an account and an address are broken before they make a view wider than its window', async ({
  launchParley,
  newFolder,
  newTown,
}) => {
  const userData = newFolder('parley-enlarged-');
  const town = await newTown([dana]);
  const held = await HeldConnections.before(() => town.url);
  const profiles = [
    { name: 'Messenger.north-harbour.example.com', server: held.url, user: dana.user, signInMethod: 'forms' },
    { name: '', server: 'https://messenger.south-harbour.example.com', user: 'EXAMPLE\\lee', signInMethod: 'forms' },
  ];
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ profiles, ...profiles[0], language: 'de' }));
  try {
    const parley = await launchParley({ userData });
    const main = await parley.mainWindow();
    await main.getByTestId('signin-profile').waitFor();
    await shape(parley, main, 380, 640, 2);
    expect(await sideways(main)).toEqual([]);
    const settings = await openSettings(parley, 'network');
    await settings.getByTestId('setting-proxy').click();
    await press(settings.getByRole('option').last());
    await shape(parley, settings, 380, 640, 2);
    const form = settings.getByTestId('proxy-setting-address').locator('xpath=ancestor::form');
    expect(await form.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);

    held.hold();
    await main.getByTestId('signin-password').fill(dana.password!);
    const list = await openSettings(parley, 'account');
    await list.getByTestId('profile').filter({ hasText: 'north' }).getByTestId('profile-switch').click();
    await main.getByTestId('signin-submit').click();
    await main.getByTestId('signin-cancel').waitFor();
    expect(await sideways(main)).toEqual([]);
  } finally {
    await held.stop();
  }
});

test('where nobody is signed in, that is said in one line', async ({ launchParley }) => {
  const parley = await launchParley();
  await (await parley.mainWindow()).getByTestId('signin-server').waitFor();
  const settings = await openSettings(parley, 'account');
  const heights = await settings
    .getByTestId('account-facts')
    .locator('dt, dd')
    .evaluateAll((all) => all.map(({ clientHeight }) => clientHeight));
  expect(new Set(heights).size, heights.join()).toBe(1);
});

test('with large letters the settings open with the list or a section, never half of each', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  await callBridge(main, 'settings:set', { textSize: 150 });
  const settings = await openSettings(parley, 'appearance');
  const [list, back] = [settings.getByTestId('section-account'), settings.getByTestId('settings-back')];
  await expect(back).toBeVisible();
  await expect(list).toBeHidden();
  await callBridge(main, 'settings:set', { textSize: 100 });
  await expect(back).toHaveCount(0);
  await expect(list).toBeVisible();
  await callBridge(main, 'settings:set', { textSize: 150 });
  await expect(back).toBeVisible();
  await expect(list).toBeHidden();
});

test('from right to left a message of the history stands below its sender', async ({
  launchParley,
  newTown,
  keyStore,
}) => {
  void keyStore;
  const town = await newTown([dana, lee]);
  const parley = await launchParley({ args: KeyStore.args });
  const main = await signIn(parley, town.url, dana);
  town.arrive(lee).invite(dana, 'Is it free?');
  await main.getByTestId('invitation-accept').click();
  await conversationWindow(parley);
  const history = await openHistory(parley);
  await callBridge(main, 'settings:set', { language: 'ar-XB' });
  await expect(history.locator('html')).toHaveAttribute('dir', 'rtl');
  await history.getByTestId('history-conversation').first().click();
  const message = history.getByTestId('history-message').first();
  const right = (within: string): Promise<number> =>
    message.locator(within).evaluate((element) => {
      // Of the words themselves: what holds them may be wider.
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      let words = walker.nextNode();
      while (words && !words.textContent?.trim()) words = walker.nextNode();
      const range = document.createRange();
      range.selectNodeContents(words ?? element);
      return Math.round(range.getBoundingClientRect().right);
    });
  await expect.poll(async () => (await right('strong')) - (await right('[data-message-words]'))).toBe(0);
});
