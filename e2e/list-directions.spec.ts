// The list in a language from right to left, with words from left to right in it: what somebody wrote begins at its beginning.
import type { Locator, Page } from '@playwright/test';
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, dana, kim, lee, signIn } from './support/people';
import type { Town } from './support/town';

/** The beginning of a text and its end: whether each lies within the box that cuts it. */
const ends = (line: Locator): Promise<readonly boolean[]> =>
  line.evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let text = walker.nextNode();
    while (text && !text.textContent) text = walker.nextNode();
    if (!text?.textContent) throw new Error('no text');
    const box = element.getBoundingClientRect();
    return [0, text.textContent.length - 1].map((at) => {
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const { left, right } = range.getBoundingClientRect();
      return left >= box.left - 1 && right <= box.right + 1;
    });
  });

async function inArabic(parley: Parley, { url }: Town): Promise<Page> {
  const page = await signIn(parley, url, dana);
  await callBridge(page, 'settings:set', { language: 'ar' });
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  return page;
}

test('long words from left to right are cut at their end, in Recents and below a name', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  const page = await inArabic(await launchParley(), town);
  town.arrive(kim).publish('Back at the office of the harbour master at four, until then on the quay :-)');
  town
    .arrive(lee)
    .invite(dana, 'Is the blue crane free at noon, or shall we wait until the other one is repaired? :-)');

  const note = page.locator(`[data-testid=contact-row][data-uri="${kim.uri}"] .line .rest`);
  await expect(note).toContainText('Back at the office');
  expect(await ends(note)).toEqual([true, false]);
  const words = page.getByTestId('conversation-row').locator('.last .rest');
  await expect(words).toContainText('Is the blue crane');
  expect(await ends(words)).toEqual([true, false]);
  // What is ours stands before it, on the right.
  const lead = page.getByTestId('conversation-row').locator('.last .lead');
  expect((await lead.boundingBox())!.x).toBeGreaterThan((await words.boundingBox())!.x);
});

test('the sign of a group that is unfolded points down, and to its name when it is folded', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  const page = await inArabic(await launchParley(), town);
  const head = page.locator('[data-testid=contacts] [aria-expanded]').filter({ hasText: 'Suppliers' });
  /** Wide and low: it points up or down. */
  const isLevel = (): Promise<boolean> =>
    head.locator('.fold path').evaluate((path) => {
      const { width, height } = path.getBoundingClientRect();
      return width > height;
    });
  await expect(head).toHaveAttribute('aria-expanded', 'true');
  await expect.poll(isLevel).toBe(true);
  await head.click();
  await expect(head).toHaveAttribute('aria-expanded', 'false');
  await expect.poll(isLevel).toBe(false);
});
