// The guide: opened by a key before anybody has signed in, searched, read in a narrow window, and what is new in it.
import type { Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityProblems } from './support/accessibility';
import { expect, test } from './support/fixtures';
import type { Parley } from './support/launch';
import { callBridge } from './support/people';
import { setWidth } from './support/pointer';

const guideWindow = (parley: Parley): Promise<Page> =>
  parley.window((candidate) => candidate.url().includes('#/guide'));

/** How far the page could be moved sideways. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth);

async function start(parley: Parley): Promise<Page> {
  const main = await parley.mainWindow();
  await main.getByTestId('signin').waitFor();
  return main;
}

test('F1 opens it, a search finds a page, a link leads on, and Escape goes back and closes it', async ({
  launchParley,
}) => {
  const parley = await launchParley();
  const main = await start(parley);
  await main.keyboard.press('F1');
  const page = await guideWindow(parley);
  await expect(page).toHaveTitle('Guide');
  await expect(page.getByRole('article')).toContainText('Without an account');

  await page.keyboard.press('Control+f');
  await page.keyboard.type('outdated encrypt');
  const results = page.getByTestId('guide-results');
  await expect(results.getByRole('button')).toHaveCount(1);
  await expect(results.locator('mark').first()).toBeVisible();
  await results.getByRole('button').focus();
  await page.keyboard.press('Enter');
  const article = page.getByRole('article');
  await expect(article.getByRole('heading', { level: 2 })).toBeFocused();
  await expect(article.getByRole('heading', { level: 2 })).toHaveText('Signing in');
  await expect(article.locator('mark').first()).toBeVisible();

  await article.getByRole('link', { name: 'Settings' }).click();
  await expect(article.getByRole('heading', { level: 2 })).toHaveText('Settings');
  await expect(page.getByRole('navigation').locator('[aria-current=page]')).toHaveText('Settings');

  await page.keyboard.press('Control+f');
  await page.keyboard.type('nosuchword');
  await expect(results).toContainText('Nothing found');
  await page.keyboard.press('Escape');
  await expect(article.getByRole('heading', { level: 2 })).toHaveText('Settings');
  await page.keyboard.press('Escape').catch(() => undefined);
  await expect.poll(() => page.isClosed()).toBe(true);
});

test('who cannot sign in is led to the page about that, and one that is open turns to it', async ({ launchParley }) => {
  const parley = await launchParley();
  const main = await start(parley);
  await main.getByTestId('signin-guide').click();
  const page = await guideWindow(parley);
  await expect(page.getByRole('article').getByRole('heading', { level: 2 })).toHaveText('First steps');
  await callBridge(main, 'window:open-guide', { place: 'trouble' });
  await expect(page.getByRole('article').getByRole('heading', { level: 2 })).toHaveText('When something does not work');
});

test('after an update a notice leads to what is new, once', async ({ launchParley, newFolder }) => {
  const userData = newFolder('parley-updated-');
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ toldVersion: '0.0.1' }));
  const first = await launchParley({ userData });
  const main = await start(first);
  const notice = main.locator('[data-testid=notice][data-code=updated]');
  await expect(notice).toContainText(await first.app.evaluate(({ app }) => app.getVersion()));
  await main.getByTestId('notice-news').click();
  const page = await guideWindow(first);
  await expect(page.getByRole('article')).toContainText('What’s new');
  await expect(page.getByRole('article').getByRole('listitem').nth(5)).toBeVisible();
  await expect(notice).toHaveCount(0);
  await first.close();
  const again = await launchParley({ userData });
  const next = await start(again);
  await expect(next.getByTestId('signin-guide')).toBeVisible();
  await expect(next.locator('[data-testid=notice][data-code=updated]')).toHaveCount(0);
});

for (const theme of ['light', 'dark'] as const) {
  test(`everybody can read it in the ${theme}, narrow and large`, async ({ launchParley }, info) => {
    test.slow();
    const parley = await launchParley();
    const main = await start(parley);
    await callBridge(main, 'settings:set', { theme });
    await callBridge(main, 'window:open-guide', { place: 'signing-in' });
    const page = await guideWindow(parley);
    await expect(page.getByRole('article').getByRole('heading', { level: 2 })).toHaveText('Signing in');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('wide.png') });
    await setWidth(parley, 'guide', 380);
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(380);
    // One at a time: the page, or the names of all.
    await expect(page.getByRole('navigation')).toBeHidden();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.screenshot({ path: info.outputPath('narrow.png') });
    await page.getByRole('button', { name: 'All pages' }).click();
    await expect(page.getByRole('article')).toBeHidden();
    await page.screenshot({ path: info.outputPath('names.png') });
    await page.getByRole('navigation').getByRole('button', { name: 'Privacy' }).click();
    await expect(page.getByRole('article').getByRole('heading', { level: 2 })).toHaveText('Privacy');
    // Back to the names, as the button does, and not out of the window.
    await page.keyboard.press('Escape');
    await expect(page.getByRole('article')).toBeHidden();
    await expect(page.getByRole('navigation').getByRole('button').first()).toBeFocused();
    await page.getByRole('navigation').getByRole('button', { name: 'Privacy' }).click();
    await parley.app.evaluate(({ BrowserWindow }) => {
      for (const { webContents } of BrowserWindow.getAllWindows()) webContents.setZoomFactor(2);
    });
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(190);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('large.png') });
  });
}

const titlesIn = (file: string): readonly string[] =>
  [...readFileSync(join(__dirname, '../docs', file), 'utf8').matchAll(/^## (.*)$/gmu)].map(([, title]) => title!);

test('every page of docs/using.md is there', async ({ launchParley }) => {
  const parley = await launchParley();
  const main = await start(parley);
  await callBridge(main, 'window:open-guide', undefined);
  const page = await guideWindow(parley);
  await expect(page.getByRole('navigation').getByRole('button')).toHaveText([...titlesIn('using.md'), 'What’s new']);
});

for (const { language, direction, settings, whatsNew, query, keys, hint } of [
  {
    language: 'de',
    direction: 'ltr',
    settings: 'Einstellungen',
    whatsNew: 'Neues',
    query: 'verschlusselung veraltet',
    keys: 'Strg+K',
    hint: 'Nichts gefunden',
  },
  {
    language: 'ar',
    direction: 'rtl',
    settings: 'الإعدادات',
    whatsNew: 'الجديد',
    // Without the article, and without the sign above the alef.
    query: 'اعدادات دخول',
    keys: 'Ctrl+K',
    hint: 'لم يُعثر على شيء',
  },
]) {
  test(`it turns to another language where it is open, is searched and followed in it: ${language}`, async ({
    launchParley,
  }, info) => {
    test.slow();
    const parley = await launchParley();
    const main = await start(parley);
    await callBridge(main, 'window:open-guide', { place: 'signing-in' });
    const page = await guideWindow(parley);
    const article = page.getByRole('article');
    const title = article.getByRole('heading', { level: 2 });
    await expect(title).toHaveText('Signing in');

    await callBridge(main, 'settings:set', { language });
    const titles = titlesIn(`using.${language}.md`);
    await expect(page.getByRole('navigation').getByRole('button')).toHaveText([...titles, whatsNew]);
    await expect(title).toHaveText(titles[1]!);
    await expect(title).toHaveAttribute('lang', language);
    await expect(title).toHaveCSS('direction', direction);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('wide.png') });

    // What an empty field says of itself stands where what is written in it will begin.
    await expect(page.getByTestId('guide-search')).toHaveCSS('direction', direction);
    await page.getByTestId('guide-search').fill(query);
    const results = page.getByTestId('guide-results');
    await expect(results.locator('[data-page=signing-in] mark').first()).toBeVisible();
    await page.screenshot({ path: info.outputPath('found.png') });
    await page.getByTestId('guide-search').fill('nosuchword');
    await expect(results).toContainText(hint);
    await page.getByTestId('guide-search').fill('');

    await article.getByRole('link', { name: settings }).click();
    await expect(title).toHaveText(settings);
    await page.getByRole('navigation').locator('[data-page=shortcuts]').click();
    // The name of a key is read from left to right, apart from what stands around it.
    const key = article.locator('strong', { hasText: keys }).first();
    await expect(key).toHaveCSS('direction', 'ltr');
    await expect(key).toHaveCSS('unicode-bidi', 'isolate');
    await callBridge(main, 'settings:set', { theme: 'dark' });
    await setWidth(parley, 'guide', 380);
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(380);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('narrow.png') });

    await callBridge(main, 'settings:set', { language: 'en' });
    await expect(title).toHaveText('Shortcuts');
  });
}
