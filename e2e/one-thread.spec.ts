// A person has one conversation: everything leads to it, and what was said before stands above.
import type { Locator, Page } from '@playwright/test';
import { fillHistory } from './support/fill-history';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { signInAgain, signInToStay, test } from './support/kept-profile';
import { callBridge, conversationWindow, dana, lee } from './support/people';

const serverArgs = ['--poll-wait', '100'];

const log = (page: Page): Locator => page.getByTestId('message-log');
const said = (page: Page, text: string): Locator =>
  page.getByTestId('message-text').filter({ hasText: new RegExp(`^${text}$`, 'u') });
const year = (page: Page, number: number): Locator => said(page, `Message ${number} of a long year`);

test('what was said before is scrolled to page by page, without a jump', async ({
  launchParley,
  startServer,
  keyStore,
  profile,
}) => {
  void keyStore;
  const { url } = await startServer([dana, lee], serverArgs);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  await signInToStay(first, url, dana);
  await fillHistory(first, profile, 500);
  await first.close();

  const again = await launchParley({ userData: profile, args: KeyStore.args });
  await callBridge(await signInAgain(again), 'window:open-conversation', { conversationId: 'c1000' });
  const page = await conversationWindow(again);
  await expect(year(page, 499)).toBeInViewport();
  await log(page).hover();
  const scrollTo = (number: number): Promise<void> =>
    expect(async () => {
      await page.mouse.wheel(0, -400);
      await expect(year(page, number)).toBeInViewport({ timeout: 50 });
    }).toPass({ timeout: 30_000, intervals: [20] });
  // The model holds the 200 newest. What is looked at stays where it is while more is read and drawn above it.
  await scrollTo(318);
  const place = (): Promise<number> => year(page, 318).evaluate((element) => element.getBoundingClientRect().top);
  const before = await place();
  await expect(year(page, 280)).toHaveCount(1);
  expect(Math.abs((await place()) - before)).toBeLessThan(2);
  await scrollTo(0);
  await expect(page.getByRole('button', { name: 'Show earlier messages' })).toHaveCount(0);
  await again.close();
});
