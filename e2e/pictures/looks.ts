// In how many ways each view is looked at, and how a page is brought to look so.
import type { Page } from '@playwright/test';
import type { textSizes } from '../../src/shared/appearance';
import { directionOf } from '../../src/shared/locales/direction';
import type { Parley } from '../support/launch';
import { callBridge } from '../support/people';

export interface Look {
  readonly name: string;
  readonly colorScheme: 'light' | 'dark';
  readonly forcedColors: 'active' | 'none';
  readonly zoom: number;
  readonly textSize: (typeof textSizes)[number];
  /** Of what is inside the window's frame; absent: as the view opens. */
  readonly width?: number;
  readonly language: string;
}

const plain = { colorScheme: 'light', forcedColors: 'none', zoom: 1, textSize: 100, language: 'en' } as const;

export const looks: readonly Look[] = [
  { ...plain, name: 'light' },
  { ...plain, name: 'dark', colorScheme: 'dark' },
  { ...plain, name: 'high-contrast', forcedColors: 'active' },
  { ...plain, name: '200-percent', zoom: 2 },
  { ...plain, name: 'largest-text', textSize: 200 },
  { ...plain, name: '380-wide', width: 380 },
  { ...plain, name: 'right-to-left', language: 'ar-XB' },
  { ...plain, name: 'german', language: 'de' },
  { ...plain, name: 'german-380-wide', language: 'de', width: 380 },
  { ...plain, name: 'arabic', language: 'ar' },
];

/** Makes a page look so, opens what is to be seen in it, and hands back its picture as PNG. */
export async function takePicture(
  parley: Parley,
  page: Page,
  look: Look,
  open?: (page: Page) => Promise<unknown>,
): Promise<Buffer> {
  // Nothing lies under the pointer.
  await page.mouse.move(0, 0);
  await callBridge(page, 'settings:set', { language: look.language, theme: 'system', textSize: look.textSize });
  await page.emulateMedia({ colorScheme: look.colorScheme, forcedColors: look.forcedColors, reducedMotion: 'reduce' });
  const window = await parley.app.browserWindow(page);
  const before = await window.evaluate((shown, { zoom, width }) => {
    const size = shown.getContentSize();
    shown.webContents.setZoomFactor(zoom);
    // Narrower than a person could make it, for the kinds whose least width is more.
    shown.setMinimumSize(1, 1);
    if (width !== undefined) shown.setContentSize(width, size[1]!);
    return size;
  }, look);
  try {
    await page.waitForFunction(
      ({ width, direction, language }) =>
        document.documentElement.dir === direction &&
        document.documentElement.lang === language &&
        (width === undefined || Math.abs(innerWidth - width) <= 1),
      { width: look.width, language: look.language, direction: directionOf(look.language) },
    );
    await open?.(page);
    await settle(page);
    // The driver's own picture is cut off where the page is enlarged.
    const png = await window.evaluate(async ({ webContents }) =>
      (await webContents.capturePage()).toPNG().toString('base64'),
    );
    return Buffer.from(png, 'base64');
  } finally {
    if (open) await page.keyboard.press('Escape');
    await window.evaluate(
      (shown, { size, wasNarrowed }) => {
        shown.webContents.setZoomFactor(1);
        if (wasNarrowed) shown.setContentSize(size[0]!, size[1]!);
      },
      { size: before, wasNarrowed: look.width !== undefined },
    );
  }
}

/** What moves to its place is there, and drawn. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((drawn) => requestAnimationFrame(drawn));
    await frame();
    const ending = document.getAnimations().filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime));
    await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
    await frame();
    await frame();
  });
  // Observers of sizes lay out once more after that, and Chromium hands its picture over a moment later.
  await page.waitForTimeout(250);
}
