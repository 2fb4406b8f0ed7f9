// A main window in the tray, whose page is given up after a while: what tests of that have in common.
import { expect, type Page } from '@playwright/test';
import type { Bridge } from '../../src/shared/ipc/contract';
import type { Parley } from './launch';
import { callBridge } from './people';
import type { TrayHost } from './tray-host';

export const isMain = (page: Page): boolean => page.url().includes('#/main');

/** Those five minutes are short here. */
export function hurry(parley: Parley, inMs = 300): Promise<void> {
  return parley.app.evaluate((_electron, delayMs) => {
    const later = globalThis.setTimeout;
    const hurried = (run: () => void, ms?: number) => later(run, ms === 300_000 ? delayMs : ms);
    globalThis.setTimeout = Object.assign(hurried, later);
  }, inMs);
}

export function windows(parley: Parley): Promise<{ readonly count: number; readonly visible: number }> {
  return parley.app.evaluate(({ BrowserWindow }) => {
    const all = BrowserWindow.getAllWindows();
    return { count: all.length, visible: all.filter((window) => window.isVisible()).length };
  });
}

export async function hide(parley: Parley, page: Page, tray: TrayHost): Promise<void> {
  await expect.poll(() => tray.icons.length).toBe(1);
  await callBridge(page, 'window:close', undefined);
  await expect.poll(async () => (await windows(parley)).visible).toBe(0);
}

/** How often the page is asked from now on. */
export async function askedToRest(page: Page): Promise<() => number> {
  let asked = 0;
  await page.exposeFunction('askedToRest', () => void asked++);
  await page.evaluate(() => {
    const { parley, askedToRest } = globalThis as unknown as { parley: Bridge; askedToRest: () => void };
    parley.on['window:rest'](askedToRest);
  });
  return () => asked;
}
