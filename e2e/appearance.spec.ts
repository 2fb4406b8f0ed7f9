// How windows look, as it is chosen in the settings: at once in every window that is open, readable, and within the room there is.
import type { Page } from '@playwright/test';
import { textSizes } from '../src/shared/appearance';
import { settingsSections } from '../src/shared/settings-sections';
import { cutTexts } from './support/cut-texts';
import { parseHex } from '../src/renderer/message/contrast';
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, lee, signIn } from './support/people';
import { press } from './support/pointer';
import { PortalSettings } from './support/portal-settings';
import { openSettings } from './support/settings';

const token = (page: Page, name: string): Promise<string> =>
  page.evaluate((wanted) => getComputedStyle(document.documentElement).getPropertyValue(wanted).trim(), name);
const remOf = (page: Page): Promise<number> =>
  page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));

async function choose(page: Page, setting: string, option: string): Promise<void> {
  await press(page.getByTestId(`setting-${setting}`));
  await press(page.getByRole('option', { name: option, exact: true }));
}

/** What is inside of a window's frame. */
async function shape({ app }: Parley, page: Page, width: number, zoom = 1): Promise<void> {
  const window = await app.browserWindow(page);
  const set = (): Promise<void> =>
    window.evaluate(
      (shown, wanted) => {
        shown.setMinimumSize(1, 1);
        shown.setContentSize(wanted.width, 700);
        shown.webContents.setZoomFactor(wanted.zoom);
      },
      { width, zoom },
    );
  // A window that is only just put up may take the size that it was made with again.
  await expect(async () => {
    await set();
    const inner = (): Promise<number> => page.evaluate(() => innerWidth);
    await expect.poll(inner, { timeout: 1_000 }).toBe(Math.round(width / zoom));
  }).toPass({ timeout: 10_000 });
}

test('accent, text size and motion are those of every open window at once, and still after a restart', async ({
  launchParley,
  newFolder,
}) => {
  const userData = newFolder('parley-looks-');
  const parley = await launchParley({ userData });
  const main = await parley.mainWindow();
  await main.getByTestId('signin-server').waitFor();
  const settings = await openSettings(parley, 'appearance');
  const pages = [main, settings];
  const usual = await token(main, '--accent');
  const ground = await token(main, '--bubble-own');

  await choose(settings, 'accent', 'Violet');
  await choose(settings, 'textSize', '125%');
  await choose(settings, 'motion', 'As little as possible');
  for (const page of pages) {
    await expect.poll(() => token(page, '--accent')).not.toBe(usual);
    await expect.poll(() => token(page, '--bubble-own')).not.toBe(ground);
    await expect.poll(() => remOf(page)).toBe(20);
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).transitionProperty)).toBe('none');
  }

  // The other theme has the same accent, in its own light.
  const light = await token(main, '--accent');
  await choose(settings, 'theme', 'Dark');
  for (const page of pages) {
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect.poll(() => token(page, '--accent')).not.toBe(light);
  }
  // What the system wants for those who see little goes before it.
  const violet = await token(main, '--accent');
  await main.emulateMedia({ forcedColors: 'active' });
  await expect.poll(() => token(main, '--accent')).toBe('Highlight');
  await main.emulateMedia({ forcedColors: 'none' });
  await expect.poll(() => token(main, '--accent')).toBe(violet);
  await main.emulateMedia({ contrast: 'more' });
  await expect.poll(() => token(main, '--accent')).toBe('#8df0e6');
  await main.emulateMedia({ contrast: 'no-preference' });
  await expect.poll(() => token(main, '--accent')).toBe(violet);

  await parley.close();
  const again = await (await launchParley({ userData })).mainWindow();
  await again.getByTestId('signin-server').waitFor();
  expect(await token(again, '--accent')).toBe(violet);
  expect(await remOf(again)).toBe(20);
});

test.describe('on a Linux desktop', () => {
  test.skip(process.platform !== 'linux', 'The portal is that of Linux desktops.');

  test('the accent is that of the desktop where somebody wants it so and follows it', async ({ launchParley }) => {
    const portal = await PortalSettings.start();
    try {
      await portal.choose(0.9, 0.18, 0.26);
      const parley = await launchParley();
      const main = await parley.mainWindow();
      await main.getByTestId('signin-server').waitFor();
      const own = await token(main, '--accent');
      const settings = await openSettings(parley, 'appearance');

      await choose(settings, 'accent', 'Like the system');
      await expect.poll(() => token(main, '--accent')).not.toBe(own);
      const red = await token(main, '--accent');
      expect(parseHex(red)![0]).toBeGreaterThan(Math.max(...parseHex(red)!.slice(1)));
      await expect.poll(() => token(settings, '--accent')).toBe(red);

      await portal.choose(0.21, 0.52, 0.89);
      await expect.poll(() => token(main, '--accent')).not.toBe(red);
      const blue = await token(main, '--accent');
      expect(parseHex(blue)![2]).toBeGreaterThan(Math.max(...parseHex(blue)!.slice(0, 2)));
      await expect.poll(() => token(settings, '--accent')).toBe(blue);
      // Nobody has chosen one there any more: Parley's own.
      await portal.choose(-1, -1, -1);
      for (const page of [main, settings]) await expect.poll(() => token(page, '--accent')).toBe(own);
    } finally {
      await portal.stop();
    }
  });
});

const largest = textSizes.at(-1)!;
for (const language of ['de', 'ar']) {
  test(`with the largest letters no text is cut, broken or spilled, however small the window: ${language}`, async ({
    launchParley,
    newTown,
  }) => {
    test.slow();
    const town = await newTown([dana, lee]);
    const parley = await launchParley();
    const main = await parley.mainWindow();
    await callBridge(main, 'settings:set', { language, textSize: largest });
    await expect(main.locator('html')).toHaveAttribute('lang', language);
    const faults: string[] = [];
    const look = async (view: string, page: Page): Promise<void> => {
      for (const [width, zoom] of [
        [380, 2],
        [380, 1],
        [760, 1],
      ] as const) {
        await shape(parley, page, width, zoom);
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        faults.push(...(await cutTexts(page)).map((fault) => `${view}, ${width} at ${zoom}: ${fault}`));
      }
    };
    await look('sign-in', main);
    await expect.poll(() => remOf(main)).toBe((16 * largest) / 100);
    await signIn(parley, town.url, dana);
    await look('list', main);
    town.arrive(lee).invite(dana, 'Is the blue crane free?', 'Quay four');
    await main.getByTestId('invitation-accept').waitFor();
    await look('invitation that waits', main);
    await expect(main.getByTestId('invitation-card')).not.toHaveClass(/settling/u);
    await press(main.getByTestId('invitation-accept'));
    const thread = await conversationWindow(parley);
    await thread.locator('[data-testid=conversation][data-state=connected]').waitFor();
    await look('conversation', thread);
    for (const section of settingsSections) await look(section, await openSettings(parley, section));
    expect(faults).toEqual([]);
  });
}
