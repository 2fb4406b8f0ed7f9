// When a measured step is over.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Crowd } from '../../e2e/support/crowd';

const longestMs = 60_000;

/** What does not come at all is a bench that failed, not one that takes for ever. */
export async function inTime<T>(coming: Promise<T>, what: string): Promise<T> {
  const given = new AbortController();
  const late = sleep(longestMs, undefined, { signal: given.signal }).then(() => {
    throw new Error(`waited in vain for ${what}`);
  });
  try {
    return await Promise.race([coming, late]);
  } finally {
    late.catch(() => undefined);
    given.abort();
  }
}

export async function everybodyIsListed(page: Page, crowd: Crowd): Promise<void> {
  await areListed(page, crowd);
  await settle(page);
}

/** The headings of the groups tell how many of how many are there; the first stands for all, since they fill at the same pace. */
export async function areListed(page: Page, crowd: Crowd): Promise<void> {
  const total = crowd.size / crowd.groups;
  await page
    .getByTestId('group-row')
    .first()
    .getByText(new RegExp(`^\\s*[1-9]\\d*\\D+${total}\\b`, 'u'))
    .waitFor({ timeout: 60_000 });
}

/** What is in the page by now is on the screen. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
}

/** What comes a moment later counts as well. */
export async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(1_000);
}
