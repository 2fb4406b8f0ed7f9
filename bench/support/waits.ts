// When a measured step is over.
import type { Page } from '@playwright/test';
import type { Crowd } from '../../e2e/support/crowd';

/** The headings of the groups tell how many of how many are there; the first stands for all, since they fill at the same pace. */
export async function everybodyIsListed(page: Page, crowd: Crowd): Promise<void> {
  const total = crowd.size / crowd.groups;
  await page
    .getByTestId('group-row')
    .first()
    .getByText(new RegExp(`^\\s*[1-9]\\d*\\D+${total}\\b`, 'u'))
    .waitFor({ timeout: 60_000 });
  await settle(page);
}

/** What comes a moment later counts as well. */
export async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(1_000);
}
