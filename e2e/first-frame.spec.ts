// What the main window shows before any script of its page has run, and that it goes.
import type { Parley } from './support/launch';
import { expect, test } from './support/fixtures';

interface Looks {
  readonly canvas: string;
  /** Of a place inside the sign. */
  readonly sign: string;
}

/** Of a page in which no script runs, as `#rrggbb`. */
async function looksOf(parley: Parley, address: string, colorScheme: 'light' | 'dark'): Promise<Looks> {
  const opened = parley.app.waitForEvent('window');
  const id = await parley.app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ width: 400, height: 400, webPreferences: { javascript: false } });
    await window.loadURL('about:blank');
    return window.id;
  });
  await (await opened).emulateMedia({ colorScheme });
  return parley.app.evaluate(
    async ({ BrowserWindow }, [windowId, url]) => {
      const window = BrowserWindow.fromId(windowId);
      if (!window) throw new Error('it is gone');
      await window.loadURL(url);
      const image = await window.webContents.capturePage();
      window.destroy();
      const { width, height } = image.getSize();
      const bitmap = image.toBitmap();
      const colorAt = (x: number, y: number): string => {
        const [blue = 0, green = 0, red = 0] = bitmap.subarray((y * width + x) * 4);
        return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
      };
      return { canvas: colorAt(2, 2), sign: colorAt(Math.floor(width / 2) - 20, Math.floor(height / 2) + 10) };
    },
    [id, address] as const,
  );
}

for (const [theme, canvas] of [
  ['light', '#f3f7f6'],
  ['dark', '#0e1615'],
] as const) {
  test(`the main window's page has Parley's sign before any script has run, ${theme}`, async ({ launchParley }) => {
    const parley = await launchParley();
    await parley.mainWindow();
    const main = (): Promise<Looks> => looksOf(parley, 'app://parley/main.html#/main', theme);
    await expect.poll(async () => (await main()).canvas).toBe(canvas);
    const { sign } = await main();
    expect(sign).not.toBe(canvas);
    expect((await looksOf(parley, 'app://guide/index.html#/guide', theme)).sign).not.toBe(sign);
  });
}

test('the sign is gone when the first view is there', async ({ launchParley }) => {
  const page = await (await launchParley()).mainWindow();
  await page.getByTestId('signin-server').waitFor();
  expect(page.url()).toBe('app://parley/main.html#/main');
  await expect(page.locator('#first-frame')).toHaveCount(0);
});

test('the sign stands until the contact list is there', async ({ launchParley }) => {
  const page = await (await launchParley()).mainWindow();
  await page.getByTestId('signin-demo').click();
  await page.getByTestId('contacts').waitFor();
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('#app')?.firstElementChild || document.querySelector('#first-frame')) return;
      observer.disconnect();
      (globalThis as Record<string, unknown>)['cameAfterSign'] = !!document.querySelector('[data-testid=contacts]');
    }).observe(document, { subtree: true, childList: true });
  });
  await page.reload();
  await page.getByTestId('contacts').waitFor();
  expect(await page.evaluate(() => (globalThis as Record<string, unknown>)['cameAfterSign'])).toBe(true);
});
