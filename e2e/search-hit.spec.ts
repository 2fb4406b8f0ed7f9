// What a search finds leads to the conversation, at the message.
import type { Locator, Page } from '@playwright/test';
import { fillHistory } from './support/fill-history';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { openHistory, signInAgain, signInToStay, test } from './support/kept-profile';
import { callBridge, conversationWindow, dana, lee } from './support/people';

const serverArgs = ['--poll-wait', '100'];

const message = (page: Page, number: number): Locator =>
  page.getByTestId('message').filter({ hasText: new RegExp(`Message ${number} of a long year$`, 'u') });

async function find(history: Page, words: string): Promise<void> {
  await history.getByTestId('history-search').fill(`"${words}"`);
  const hits = history.getByTestId('history-hit');
  await hits.filter({ hasText: words }).click();
  await expect(hits).toHaveCount(1);
  await expect(history.locator('article[aria-current]')).toContainText(words);
}

test('a hit opens the conversation at the message, however old, in its window and beside the list', async ({
  launchParley,
  startServer,
  keyStore,
  profile,
}) => {
  test.setTimeout(120_000);
  void keyStore;
  const { url } = await startServer([dana, lee], serverArgs);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  await signInToStay(first, url, dana);
  await fillHistory(first, profile, 2_500);
  await first.close();

  const again = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInAgain(again);
  const history = await openHistory(again);
  await find(history, 'Message 20 of');
  await history.getByTestId('history-open-here').click();
  const page = await conversationWindow(again);
  await expect(message(page, 20)).toBeInViewport();
  await expect(message(page, 20)).toBeFocused();
  await expect(message(page, 20)).toHaveClass(/led-to/u);

  // The window that is open goes there; by the keys this time, and by the menu of a message.
  await find(history, 'Message 1200 of');
  await history.locator('article[aria-current]').focus();
  await history.keyboard.press('Enter');
  await expect(message(page, 1200)).toBeInViewport();
  await expect(message(page, 1200)).toBeFocused();
  await history.locator('article[aria-current] + article').click({ button: 'right' });
  await history.getByRole('menuitem', { name: 'Open the conversation here' }).click();
  await expect(message(page, 1201)).toBeFocused();
  // A moment's mark.
  await expect(page.locator('.led-to')).toHaveCount(0);
  await page.close();

  // Beside the list, where it has not been open yet, and where it is.
  await callBridge(main, 'settings:set', { conversationsIn: 'main' });
  await history.getByTestId('history-open-here').click();
  await expect(message(main, 1200)).toBeInViewport();
  await expect(message(main, 1200)).toBeFocused();
  await find(history, 'Message 3 of');
  await history.getByTestId('history-open-here').click();
  await expect(message(main, 3)).toBeFocused();
  await again.close();
});
