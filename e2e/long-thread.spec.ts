// A thread of thousands of messages: only a part of it is drawn, and nobody should notice.
import type { Locator, Page } from '@playwright/test';
import { reader, startCrowd, type Talk } from './support/crowd';
import { expect, test as base } from './support/fixtures';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, fillSignIn } from './support/people';

interface Fixtures {
  readonly parley: Parley;
  readonly talk: { readonly page: Page; readonly they: Talk };
}

const test = base.extend<Fixtures>({
  parley: async ({ launchParley }, use) => use(await launchParley()),
  talk: async ({ parley }, use) => {
    const crowd = await startCrowd(2);
    const main = await parley.mainWindow();
    await fillSignIn(main, crowd.url, reader);
    // Before that nobody would hear of it.
    await main.getByTestId('contacts').waitFor();
    const they = crowd.invite('message 0');
    await main.getByTestId('invitation-accept').click();
    const page = await conversationWindow(parley);
    await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
    await use({ page, they });
    await parley.close();
    await crowd.stop();
  },
});

const message = (page: Page, number: number): Locator =>
  page.getByTestId('message-text').filter({ hasText: new RegExp(`^message ${number}$`, 'u') });
const drawn = (page: Page): Promise<number> => page.getByTestId('message').count();
const log = (page: Page): Locator => page.getByTestId('message-log');

function say({ they }: { readonly they: Talk }, from: number, to: number): void {
  for (let number = from; number <= to; number++) they.say(`message ${number}`);
}

test('stays at the newest message when thousands come at once, and leads back to the first', async ({ talk }) => {
  const { page } = talk;
  say(talk, 1, 2_000);
  await expect(message(page, 2_000)).toBeInViewport();
  expect(await drawn(page)).toBeLessThanOrEqual(360);

  await expect(async () => {
    await log(page).evaluate((element) => (element.scrollTop = 0));
    await expect(message(page, 0)).toBeInViewport({ timeout: 50 });
  }).toPass({ timeout: 45_000, intervals: [50] });
  expect(await drawn(page)).toBeLessThanOrEqual(360);

  // The way to the newest is one click, however much lies between.
  await page.getByTestId('new-messages').click();
  await expect(message(page, 2_000)).toBeInViewport();
  await expect(log(page)).toBeFocused();
  await expect(page.getByTestId('new-messages')).toHaveCount(0);
});

test('stays at the newest message while hundreds come after the one that was unread', async ({ parley }) => {
  const crowd = await startCrowd(2);
  const main = await parley.mainWindow();
  await fillSignIn(main, crowd.url, reader);
  await main.getByTestId('contacts').waitFor();
  const they = crowd.invite('message 0');
  const conversationId = (await main.getByTestId('invitation-card').getAttribute('data-conversation')) ?? '';
  await callBridge(main, 'conversation:accept', { conversationId });
  await callBridge(main, 'window:open-conversation', { conversationId });
  const page = await conversationWindow(parley);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
  say({ they }, 1, 340);
  for (let last = 340; last < 375; last++) {
    await expect(message(page, last)).toBeInViewport();
    // Time to draw more of what is before.
    await page.waitForTimeout(100);
    say({ they }, last + 1, last + 1);
  }
  await expect(page.getByTestId('new-messages')).toHaveCount(0);
  expect(await drawn(page)).toBeLessThanOrEqual(360);
  await crowd.stop();
});

test('leaves somebody who reads further up where they are', async ({ talk }) => {
  const { page } = talk;
  say(talk, 1, 600);
  await expect(message(page, 600)).toBeInViewport();
  await expect.poll(() => drawn(page)).toBeGreaterThanOrEqual(120);

  // What is above is drawn while they scroll, and nothing jumps: where they are is noted before any of it is drawn.
  const { text, first, before } = await page.evaluate(() => {
    const texts = [...document.querySelectorAll('[data-testid=message-text]')];
    const [first, read] = [texts[0]!, texts[9]!];
    read.scrollIntoView({ block: 'center' });
    return { text: read.textContent, first: first.textContent, before: read.getBoundingClientRect().top };
  });
  expect(first).not.toBe('message 0');
  // The same element as before: what stands in it has edges of its own.
  const read = page.getByTestId('message-text').filter({ hasText: new RegExp(`^${text}$`, 'u') });
  const moved = async (): Promise<number> =>
    Math.abs((await read.evaluate((element) => element.getBoundingClientRect().top)) - before);
  await expect(page.getByTestId('message-text').first()).not.toHaveText(first);
  expect(await moved()).toBeLessThan(2);
  say(talk, 601, 605);
  await expect(page.getByTestId('new-messages')).toContainText('5');
  expect(await moved()).toBeLessThan(2);
  say(talk, 606, 2_000);
  await expect(page.getByTestId('new-messages')).toContainText('1,400');
  expect(await moved()).toBeLessThan(2);

  // They scroll on, and all that came meanwhile follows.
  const last = page.getByTestId('message-text').last();
  const end = await last.textContent();
  await log(page).evaluate((element) => (element.scrollTop = element.scrollHeight));
  await expect(last).not.toHaveText(end ?? '');
  await expect(page.getByTestId('message-text').getByText(end ?? '', { exact: true })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(message(page, 2_000)).toBeInViewport();
});

test('opens where the unread part begins, however far back that is', async ({ talk, parley }) => {
  const id = await talk.page.getByTestId('conversation').getAttribute('data-conversation-id');
  await talk.page.close();
  say(talk, 1, 1_000);
  const main = await parley.mainWindow();
  await expect(main.getByTestId('conversation-row')).toContainText('1000');
  await callBridge(main, 'window:open-conversation', { conversationId: id ?? '' });
  const page = await conversationWindow(parley);
  await expect(page.locator('[data-unread]')).toBeInViewport();
  await expect(message(page, 1)).toBeInViewport();
  expect(await drawn(page)).toBeLessThanOrEqual(360);
  await page.getByTestId('new-messages').click();
  await expect(message(page, 1_000)).toBeInViewport();
});
