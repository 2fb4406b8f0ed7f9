// About Parley: what it is made of, for whoever reports an error and whoever reads licences; with a hand on the keyboard, in a narrow
// window, large, in the light and in the dark.
import type { Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledLibrary } from '../src/shared/domain/about';
import { accessibilityProblems } from './support/accessibility';
import { expect, test } from './support/fixtures';
import type { Parley } from './support/launch';
import { callBridge, dana, signIn } from './support/people';
import { setWidth } from './support/pointer';

const root = join(__dirname, '..');
const { libraries } = JSON.parse(readFileSync(join(root, 'out/notices.json'), 'utf8')) as {
  libraries: readonly BundledLibrary[];
};
const entries = (page: Page) => page.getByTestId('about-libraries').getByTestId('licence-entry');

async function aboutWindow(parley: Parley): Promise<Page> {
  const page = await parley.window((candidate) => candidate.url().includes('#/about'));
  await page.getByTestId('about-version').waitFor();
  return page;
}

async function openAbout(parley: Parley): Promise<Page> {
  await callBridge(await parley.mainWindow(), 'window:open-about', undefined);
  return aboutWindow(parley);
}

/** By the menu of the program, which is there before anybody has signed in. */
function chooseInApplicationMenu({ app }: Parley): Promise<void> {
  return app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find(({ id }) => id === 'about')?.click();
  });
}

/** Of the whole window, also of a page that is shown larger. */
async function pictureOf({ app }: Parley): Promise<Buffer> {
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('#/about'));
    return (await window?.webContents.capturePage())?.toPNG().toString('base64') ?? '';
  });
  return Buffer.from(png, 'base64');
}

/** How far the page could be moved sideways. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth);

test('the main menu leads to versions that can be copied, and to every licence, by the keyboard alone', async ({
  launchParley,
  startServer,
}) => {
  test.slow();
  const { url } = await startServer([dana], ['--poll-wait', '100']);
  const parley = await launchParley();
  const main = await signIn(parley, url, dana);
  await main.getByTestId('main-menu').focus();
  await main.keyboard.press('Enter');
  await main.getByRole('menu').waitFor();
  await main.keyboard.type('About');
  await main.keyboard.press('Enter');
  const page = await aboutWindow(parley);
  await expect(page).toHaveTitle('About Parley');

  const versions = await parley.app.evaluate(({ app }) => [
    ['Parley', app.getVersion()],
    ['Electron', process.versions.electron],
    ['Chromium', process.versions['chrome']],
    ['Node.js', process.versions.node],
  ]);
  await expect(page.getByTestId('about-version')).toHaveText(`Version ${versions[0]![1]}`);
  for (const [name, version] of versions.slice(1)) {
    await expect(page.getByRole('term').filter({ hasText: name! }).locator('+ dd')).toHaveText(version!);
  }
  await page.getByTestId('about-copy').focus();
  await page.keyboard.press('Space');
  await expect(page.getByTestId('about').getByRole('status')).toHaveText('Copied');
  const copied = await parley.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied.split('\n').slice(0, 4)).toEqual(versions.map((pair) => pair.join(' ')));
  expect(copied.split('\n')[4]).toMatch(new RegExp(`^${process.platform} [\\d.]* ${process.arch}$`, 'u'));

  // Parley's own licence comes next, then those of the libraries.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('licence-text')).toHaveText(readFileSync(join(root, 'LICENSE'), 'utf8').trim());
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('licence-text')).toHaveCount(0);
  await expect(entries(page)).toHaveCount(libraries.length);
  await page.keyboard.press('Tab');
  for (const [index, { name, version, licence, text }] of libraries.entries()) {
    const entry = entries(page).nth(index);
    await expect(entry.getByRole('button')).toBeFocused();
    await expect(entry.getByRole('button')).toContainText(name);
    await expect(entry.getByRole('button')).toContainText(version);
    await expect(entry.getByRole('button')).toContainText(licence);
    await page.keyboard.press('Enter');
    expect(await entry.locator('pre').evaluate((element) => element.textContent)).toBe(text);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
  }
  // Gone before the key is up.
  await page.keyboard.press('Escape').catch(() => undefined);
  await expect.poll(() => page.isClosed()).toBe(true);
});

test('the menu of the program opens it before anybody has signed in, and only once', async ({ launchParley }) => {
  const parley = await launchParley();
  await (await parley.mainWindow()).getByTestId('signin').waitFor();
  await chooseInApplicationMenu(parley);
  await aboutWindow(parley);
  await chooseInApplicationMenu(parley);
  const abouts = await parley.app.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().filter(({ webContents }) => webContents.getURL().includes('#/about')).length,
  );
  expect(abouts).toBe(1);
});

for (const theme of ['light', 'dark'] as const) {
  test(`everybody can read it in the ${theme}, narrow and large`, async ({ launchParley }, info) => {
    test.slow();
    const parley = await launchParley();
    await (await parley.mainWindow()).getByTestId('signin').waitFor();
    const page = await openAbout(parley);
    await callBridge(page, 'settings:set', { theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await expect(entries(page)).toHaveCount(libraries.length);
    const picture = async (name: string) => writeFileSync(info.outputPath(`${name}.png`), await pictureOf(parley));
    await picture('whole');

    // The longest text: it moves in its own field, which the keyboard gets to.
    const longest = libraries.reduce(
      (best, each, index) => (each.text.length > libraries[best]!.text.length ? index : best),
      0,
    );
    const entry = entries(page).nth(longest);
    await entry.getByRole('button').click();
    const words = entry.getByTestId('licence-text');
    await words.scrollIntoViewIfNeeded();
    expect(await words.evaluate((field) => field.scrollHeight > field.clientHeight)).toBe(true);
    await words.focus();
    await page.keyboard.press('End');
    await expect
      .poll(() => words.evaluate((field) => field.scrollTop + field.clientHeight - field.scrollHeight))
      .toBeGreaterThan(-2);
    await picture('licence');
    expect(await accessibilityProblems(page)).toEqual([]);

    for (const width of [380, 320]) {
      await setWidth(parley, 'about', width);
      await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      await picture(`${width}`);
    }
    await parley.app.evaluate(({ BrowserWindow }) => {
      for (const { webContents } of BrowserWindow.getAllWindows()) webContents.setZoomFactor(2);
    });
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(160);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    // A version stays in one piece.
    const version = page.getByRole('term').first().locator('+ dd');
    expect(
      await version.evaluate((element) => element.clientHeight / parseFloat(getComputedStyle(element).fontSize)),
    ).toBeLessThan(2);
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture('large');
    await page.evaluate(() => document.querySelector('h1')?.scrollIntoView());
    await picture('large-head');
  });
}

test('what a library says of itself is text, and leads nowhere but to the web', async ({ launchParley }) => {
  const parley = await launchParley();
  await (await parley.mainWindow()).getByTestId('signin').waitFor();
  const markup = '<img src="x" onerror="document.title=\'lost\'"><script>document.title="lost"</script>';
  await parley.app.evaluate(({ ipcMain }, text) => {
    ipcMain.removeHandler('about:libraries');
    const library = { name: text, version: text, licence: text, text: `${text}\n`.repeat(5_000) };
    const value = ['javascript:document.title="lost"', 'file:///etc/passwd', 'https://example.com/library'].map(
      (homepage, index) => ({ ...library, version: `${index}`, homepage }),
    );
    ipcMain.handle('about:libraries', () => ({ ok: true, value }));
  }, markup);
  const page = await openAbout(parley);
  await expect(entries(page)).toHaveCount(3);
  for (const entry of await entries(page).all()) await entry.getByRole('button').click();
  await expect(page.locator('pre').first()).toContainText(markup);
  expect(await page.locator('main img, main script').count()).toBe(0);
  await expect(page.getByRole('link')).toHaveText(['https://example.com/library']);
  await setWidth(parley, 'about', 320);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(320);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  await expect(page).toHaveTitle('About Parley');
});

test('where the list of libraries cannot be read, that is said, and the rest is there', async ({ launchParley }) => {
  const parley = await launchParley();
  await (await parley.mainWindow()).getByTestId('signin').waitFor();
  await parley.app.evaluate(({ ipcMain }) => {
    ipcMain.removeHandler('about:libraries');
    ipcMain.handle('about:libraries', () => ({ ok: false, failure: { code: 'internal' } }));
  });
  const page = await openAbout(parley);
  await expect(page.getByTestId('about-libraries')).toContainText('The list of libraries could not be read');
  await expect(page.getByTestId('about-copy')).toBeVisible();
});
